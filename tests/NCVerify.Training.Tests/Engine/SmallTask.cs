using NCVerify.Numerics;

namespace NCVerify.Training.Tests;

/// <summary>Small random data and experiments on them.</summary>
internal static class SmallTask
{
    /// <summary>Gaussian inputs of some shape; classes as the sizes say, mixed.</summary>
    public static LabelledInputs Inputs(TensorShape shape, IReadOnlyList<int> sizes, ulong seed = 5)
    {
        int[] labels = [.. sizes.SelectMany((n, k) => Enumerable.Repeat(k, n))];
        var random = new CounterRandom(seed, 77);
        for (int i = labels.Length - 1; i > 0; i--)
        {
            int j = random.NextInt(i + 1);
            (labels[i], labels[j]) = (labels[j], labels[i]);
        }

        float[] values = [.. Enumerable.Range(0, labels.Length * shape.Size).Select(_ => (float)random.NextGaussian())];
        return shape.IsVector ? new(1, 1, shape.Size, values, labels) : new(shape.Channels, shape.Height, shape.Width, values, labels);
    }

    public static TrainingData Data(TensorShape shape, IReadOnlyList<int> sizes, ulong seed = 5) =>
        new("random", sizes, Inputs(shape, sizes, seed), Test: null, Digest: "");

    public static Experiment Experiment(IReadOnlyList<LayerSpec> body, LossSpec? loss = null, HeadSpec? head = null, PenaltySpec? penalty = null, OptimiserSpec? optimiser = null, BatchSpec? batches = null, int epochs = 10, Precision precision = Precision.Float64) => new()
    {
        Id = "small",
        Title = "Small",
        Data = new() { Set = "clusters", PerClass = 4 },
        Network = new() { Body = body, Head = head ?? new() },
        Loss = loss ?? new CrossEntropySpec(),
        Penalty = penalty ?? new(),
        Optimiser = optimiser ?? new SgdSpec { LearningRate = 0.05 },
        Batches = batches ?? new() { Size = 0 },
        Epochs = epochs,
        Precision = precision,
    };

    /// <summary>Dense, ReLU, dense.</summary>
    public static IReadOnlyList<LayerSpec> Mlp(int hidden = 8, int features = 5) =>
        [new DenseSpec { Units = hidden }, new ActivationSpec { Kind = ActivationKind.Relu }, new DenseSpec { Units = features }];
}
