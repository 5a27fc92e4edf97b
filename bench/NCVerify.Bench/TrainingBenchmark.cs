using System.Diagnostics;
using NCVerify.Numerics;
using NCVerify.Training;

namespace NCVerify.Bench;

/// <summary>Time of a training step of the deterministic engine against PyTorch on the CPU, the two run in turn.</summary>
internal static class TrainingBenchmark
{
    private const int Repetitions = 7;

    private static readonly ActivationSpec Relu = new() { Kind = ActivationKind.Relu };

    private static readonly (string Name, string Network, int Batch, int Samples, int Epochs, TensorShape Input, LayerSpec[] Body)[] Cases =
    [
        ("784-512-512-10", "mlp", 128, 2048, 2, TensorShape.Vector(784), Perceptron()),
        ("784-512-512-10, full batch", "mlp", 2000, 2000, 4, TensorShape.Vector(784), Perceptron()),
        ("1 x 28 x 28: convolutions 16, 32; dense 128, 10", "small-cnn", 128, 1024, 1, new(1, 28, 28), SmallConvolutional()),
        ("3 x 32 x 32: convolutions 32, 64, 128 with batch normalisation; 10", "normalised-cnn", 128, 512, 1, new(3, 32, 32), Normalised()),
    ];

    public static void Run()
    {
        Console.WriteLine("## Training step, single precision: deterministic engine against PyTorch on the CPU");
        using TorchProcess? torch = TorchProcess.TryStart(out string reason);
        Console.WriteLine(torch is null ? $"PyTorch not run: {reason}" : $"{reason}; two threads each; {Repetitions} times in turn");
        Console.WriteLine();
        Console.WriteLine("| network | batch | ours, ms per step | PyTorch, ms per step | median time ratio | smallest |");
        Console.WriteLine("|---|---|---|---|---|---|");
        Parallelism.Degree = 2;
        foreach ((string name, string network, int batch, int samples, int epochs, TensorShape input, LayerSpec[] body) in Cases)
        {
            using ITrainingRun run = Start(input, body, batch, samples);
            double steps = (double)epochs * ((samples + batch - 1) / batch);
            var ours = new List<double>();
            var theirs = new List<double>();

            // The first rounds compile and warm up; they are thrown away.
            for (int round = -3; round < Repetitions; round++)
            {
                long start = Stopwatch.GetTimestamp();
                for (int e = 0; e < epochs; e++)
                {
                    run.Train();
                }

                double mine = Stopwatch.GetElapsedTime(start).TotalMilliseconds, other = 1000 * (torch?.Train(network, batch, samples, epochs) ?? double.NaN);
                if (round >= 0)
                {
                    ours.Add(mine / steps);
                    theirs.Add(other / steps);
                }
            }

            double[] ratios = [.. theirs.Zip(ours, (x, y) => x / y).Order()];
            Console.WriteLine($"| {name} | {Exact.Format(batch)} | {Exact.Format(Table.Median(ours), 3)} | "
                + (torch is null ? "not run | | |" : $"{Exact.Format(Table.Median(theirs), 3)} | {Exact.Format(Table.Median(ratios), 3)} | {Exact.Format(ratios[0], 3)} |"));
        }

        Console.WriteLine();
    }

    private static ITrainingRun Start(TensorShape input, LayerSpec[] body, int batch, int samples)
    {
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
            Network = new() { Body = body },
            Loss = new CrossEntropySpec(),
            Penalty = new() { All = 5e-4 },
            Optimiser = new SgdSpec { LearningRate = 0.01 },
            Batches = new() { Size = batch },
            Epochs = 1000,
        };
        return new DeterministicEngine().Start(experiment, data, 1);
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
}
