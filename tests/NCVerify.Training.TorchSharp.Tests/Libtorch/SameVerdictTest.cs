namespace NCVerify.Training.TorchSharp.Tests;

/// <summary>At the end of an experiment both engines say the same, although rounding has led them to different weights.</summary>
[TestFixtureSource(typeof(Engines), nameof(Engines.OnLibtorch))]
public sealed class SameVerdictTest(string engine)
{
    private static readonly Experiment Glyphs = ExperimentFile.Parse("""
        {
          "id": "glyphs-small", "title": "A small multilayer perceptron on few glyphs",
          "data": { "set": "glyphs", "classes": 5, "perClass": 10 },
          "network": {
            "body": [ { "type": "dense", "units": 64 }, { "type": "activation", "kind": "relu" }, { "type": "dense", "units": 32 }, { "type": "activation", "kind": "relu" } ],
            "head": { "bias": true } },
          "loss": { "type": "crossEntropy" }, "penalty": { "all": 5e-3 },
          "optimiser": { "type": "sgd", "learningRate": 0.05, "schedule": { "kind": "cosine" } },
          "batches": { "size": 25 }, "epochs": 300, "record": { "points": 2 }
        }
        """);

    [TestCase(300, true)]
    [TestCase(2, false)]
    public void OnCollapseOfGlyphs(int epochs, bool collapsed)
    {
        ITrainingEngine torch = Engines.Torch(engine);
        Experiment experiment = Glyphs with { Epochs = epochs };
        TrainingData data = ExperimentData.Load(experiment.Data, new(root: null));
        TrainingResult[] results = [.. new[] { Engines.Deterministic, torch }.Select(e => TrainingSession.Run(experiment, e, data, seed: 1))];
        Assert.That(results.Select(HasCollapsed), Is.All.EqualTo(collapsed), string.Join("; ", results.Select(Told)));
    }

    // Every sample right, and variability within classes, against that between them, a tenth of what it was before training.
    private static bool HasCollapsed(TrainingResult result) =>
        result.Last is { TrainAccuracy: 1 } last && last["nc1.pinv.classmean"] < result.Records[0]["nc1.pinv.classmean"] / 10;

    private static string Told(TrainingResult result) => FormattableString.Invariant($"{result.Engine}: accuracy {result.Last.TrainAccuracy}, NC1 {result.Records[0]["nc1.pinv.classmean"]:G4} to {result.Last["nc1.pinv.classmean"]:G4}");
}
