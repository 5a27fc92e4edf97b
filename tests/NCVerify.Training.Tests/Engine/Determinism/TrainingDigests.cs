using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NCVerify.Training.Tests.Determinism;

/// <summary>SHA-256 of state, outcome and extraction after some epochs, for networks that hold every layer, loss and optimiser between them.</summary>
internal static class TrainingDigests
{
    private static readonly int[] Sizes = [40, 23, 11];

    public static IEnumerable<(string Network, string Digest)> All()
    {
        foreach (Precision precision in Enum.GetValues<Precision>())
        {
            yield return ($"perceptron.{precision}", Of(Perceptron(precision), TensorShape.Vector(37)));
            yield return ($"activations.{precision}", Of(Activations(precision), TensorShape.Vector(19)));
            yield return ($"convolutional.{precision}", Of(Convolutional(precision), new(3, 9, 8)));
            yield return ($"contrastive.{precision}", Of(Contrastive(precision), TensorShape.Vector(19)));
        }
    }

    private static string Of(Experiment experiment, TensorShape shape)
    {
        TrainingData data = SmallTask.Data(shape, Sizes);
        using ITrainingRun run = new DeterministicEngine().Start(experiment, data, 7);
        var numbers = new List<double>();
        while (run.Epoch < experiment.Epochs)
        {
            EpochOutcome outcome = run.Train();
            numbers.AddRange([outcome.Objective, outcome.Loss]);
        }

        Extraction extraction = run.Extract(data.Training);
        numbers.AddRange([.. run.State().SelectMany(a => a.Values), .. extraction.Features.Data, .. extraction.Logits.Data, extraction.Loss]);
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<double>(numbers.ToArray())));
    }

    private static Experiment Perceptron(Precision precision) => SmallTask.Experiment(
        [new DenseSpec { Units = 130 }, new ActivationSpec { Kind = ActivationKind.Relu }, new DenseSpec { Units = 67 }],
        new CrossEntropySpec { Weights = new() { Power = -0.5 }, Temperature = new() { Power = 0.25 }, Offset = new() { LogPrior = 1 } },
        new() { Widths = [17], Bias = true },
        new() { Classifier = [1e-3], Features = 1e-5, Body = 1e-4 },
        new SgdSpec { LearningRate = 0.05, Nesterov = true, Schedule = new() { Kind = ScheduleKind.Cosine, Warmup = 0.7 } },
        new() { Size = 16, Sampling = SamplingKind.Oversampled },
        epochs: 3,
        precision);

    private static Experiment Activations(Precision precision) => SmallTask.Experiment(
        [.. Enum.GetValues<ActivationKind>().SelectMany(kind => new LayerSpec[] { new DenseSpec { Units = 21 }, new ActivationSpec { Kind = kind } })],
        new SquaredErrorSpec(),
        penalty: new() { All = 1e-3 },
        optimiser: new AdamSpec { LearningRate = 0.01 },
        batches: new() { Size = 0 },
        epochs: 3,
        precision: precision);

    private static Experiment Convolutional(Precision precision) => SmallTask.Experiment(
        [
            new ConvolutionSpec { Channels = 6 }, new BatchNormSpec(), new ActivationSpec { Kind = ActivationKind.Relu }, new PoolSpec { Stride = 1 },
            new ResidualSpec { Body = [new ConvolutionSpec { Channels = 9, Stride = 2 }, new BatchNormSpec()], Shortcut = [new ConvolutionSpec { Channels = 9, Kernel = 1, Stride = 2 }] },
            new ActivationSpec { Kind = ActivationKind.Tanh }, new PoolSpec { Kind = PoolKind.Average }, new FlattenSpec(), new DenseSpec { Units = 12 }, new NormaliseSpec { Length = 3 },
        ],
        head: new() { CosineScale = 5 },
        batches: new() { Size = 32, Sampling = SamplingKind.ClassBalanced },
        epochs: 2,
        precision: precision);

    private static Experiment Contrastive(Precision precision) => SmallTask.Experiment(
        SmallTask.Mlp(33, 14),
        precision == Precision.Float32 ? new SupervisedContrastiveSpec { ClassBalanced = true } : new AllNcSpec(),
        batches: new() { Size = 24 },
        epochs: 2,
        precision: precision);
}
