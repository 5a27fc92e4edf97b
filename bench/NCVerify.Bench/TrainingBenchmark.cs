using System.Diagnostics;
using NCVerify.Numerics;
using NCVerify.Training;

namespace NCVerify.Bench;

/// <summary>
/// Time of a training step of an engine against PyTorch on the CPU, the two run in turn: by the clock with
/// two threads, and in processor time with one, which other work on the machine hardly disturbs.
/// </summary>
internal static class TrainingBenchmark
{
    private const int Repetitions = 5;

    private static readonly ActivationSpec Relu = new() { Kind = ActivationKind.Relu };

    private static readonly Case[] Cases =
    [
        new("784-512-512-10", "mlp", 128, 2048, 1, TensorShape.Vector(784), Perceptron()),
        new("784-512-512-10, full batch", "mlp", 2000, 2000, 2, TensorShape.Vector(784), Perceptron()),
        new("1 x 28 x 28: convolutions 16, 32; dense 128, 10", "small-cnn", 128, 512, 1, new(1, 28, 28), SmallConvolutional()),
        new("3 x 32 x 32: convolutions 32, 64, 128 with batch normalisation; 10", "normalised-cnn", 128, 256, 1, new(3, 32, 32), Normalised()),
    ];

    public static void Run(ITrainingEngine engine)
    {
        Console.WriteLine($"## Training step, single precision: {engine.Name} engine against PyTorch on the CPU");
        Console.WriteLine(engine.Description);
        using TorchProcess? torch = TorchProcess.TryStart(out string reason);
        Console.WriteLine(torch is null ? $"PyTorch not run: {reason}" : $"{reason}; {Repetitions} times in turn");
        Console.WriteLine();
        Console.WriteLine("| network | batch | time | ours, ms per step | PyTorch, ms per step | median time ratio | smallest |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (Case c in Cases)
        {
            using ITrainingRun run = Start(engine, c);
            Compare(c, run, torch, 2);
            Compare(c, run, torch, 1);
        }

        Console.WriteLine();
    }

    private static void Compare(Case c, ITrainingRun run, TorchProcess? torch, int threads)
    {
        Parallelism.Degree = threads;
        double steps = (double)c.Epochs * ((c.Samples + c.Batch - 1) / c.Batch);
        var ours = new List<double>();
        var theirs = new List<double>();

        // The first rounds compile and warm up; they are thrown away.
        for (int round = -3; round < Repetitions; round++)
        {
            long start = Stopwatch.GetTimestamp();
            TimeSpan used = Environment.CpuUsage.TotalTime;
            for (int e = 0; e < c.Epochs; e++)
            {
                run.Train();
            }

            TimeSpan mine = threads == 1 ? Environment.CpuUsage.TotalTime - used : Stopwatch.GetElapsedTime(start);
            double other = 1000 * (torch?.Train(c.Network, c.Batch, c.Samples, c.Epochs, threads) ?? double.NaN);
            if (round >= 0)
            {
                ours.Add(mine.TotalMilliseconds / steps);
                theirs.Add(other / steps);
            }
        }

        double[] ratios = [.. theirs.Zip(ours, (x, y) => x / y).Order()];
        Console.WriteLine($"| {c.Name} | {Exact.Format(c.Batch)} | {(threads == 1 ? "processor, one thread" : "clock, two threads")} | {Exact.Format(Table.Median(ours), 3)} | "
            + (torch is null ? "not run | | |" : $"{Exact.Format(Table.Median(theirs), 3)} | {Exact.Format(Table.Median(ratios), 3)} | {Exact.Format(ratios[0], 3)} |"));
    }

    private static ITrainingRun Start(ITrainingEngine engine, Case c)
    {
        (TensorShape input, int samples) = (c.Input, c.Samples);
        const int classes = 10;
        var random = new CounterRandom(1);
        float[] values = [.. Enumerable.Range(0, samples * input.Size).Select(_ => (float)random.NextGaussian())];
        int[] labels = [.. Enumerable.Range(0, samples).Select(_ => random.NextInt(classes))];
        LabelledInputs inputs = input.IsVector ? new(1, 1, input.Size, values, labels) : new(input.Channels, input.Height, input.Width, values, labels);
        var data = new TrainingData("random", [.. Enumerable.Range(0, classes).Select(k => labels.Count(y => y == k))], inputs, Test: null, Digest: "");
        var experiment = new Experiment
        {
            Id = "bench",
            Title = "Training step",
            Data = new() { Set = "clusters", PerClass = samples / classes },
            Network = new() { Body = c.Body },
            Loss = new CrossEntropySpec(),
            Penalty = new() { All = 5e-4 },
            Optimiser = new SgdSpec { LearningRate = 0.01 },
            Batches = new() { Size = c.Batch },
            Epochs = 1000,
        };
        return engine.Start(experiment, data, 1);
    }

    private static LayerSpec[] Perceptron() => [new DenseSpec { Units = 512 }, Relu, new DenseSpec { Units = 512 }, Relu];

    private static LayerSpec[] SmallConvolutional() =>
    [
        new ConvolutionSpec { Channels = 16 }, Relu, new PoolSpec(), new ConvolutionSpec { Channels = 32 }, Relu, new PoolSpec(),
        new FlattenSpec(), new DenseSpec { Units = 128 }, Relu,
    ];

    private static LayerSpec[] Normalised() =>
    [
        new ConvolutionSpec { Channels = 32, Bias = false }, new BatchNormSpec(), Relu, new PoolSpec(),
        new ConvolutionSpec { Channels = 64, Bias = false }, new BatchNormSpec(), Relu, new PoolSpec(),
        new ConvolutionSpec { Channels = 128, Bias = false }, new BatchNormSpec(), Relu, new GlobalAveragePoolSpec(),
    ];

    /// <summary>A network and how much of it is timed.</summary>
    private sealed record Case(string Name, string Network, int Batch, int Samples, int Epochs, TensorShape Input, LayerSpec[] Body);
}
