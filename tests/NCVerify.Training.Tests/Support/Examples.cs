using NCVerify.Metrics;

namespace NCVerify.Training.Tests;

/// <summary>An experiment that a test can run in milliseconds.</summary>
internal static class Examples
{
    public static Experiment Clusters(int epochs = 40) => new()
    {
        Id = "clusters",
        Title = "Gaussian clusters",
        Data = new() { Set = "clusters", Classes = 4, PerClass = 15, TestPerClass = 5, Noise = 0.8 },
        Network = new() { Body = [new DenseSpec { Units = 12 }] },
        Loss = new CrossEntropySpec(),
        Optimiser = new SgdSpec { LearningRate = 0.02 },
        Batches = new() { Size = 16 },
        Epochs = epochs,
        Precision = Precision.Float64,
        Record = new() { Points = 6 },
    };

    public static TrainingData Data(Experiment experiment) => ExperimentData.Load(experiment.Data, new DataFolder(null));
}
