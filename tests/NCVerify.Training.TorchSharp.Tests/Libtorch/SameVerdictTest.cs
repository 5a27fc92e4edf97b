namespace NCVerify.Training.TorchSharp.Tests;

/// <summary>At the end of an experiment both engines say the same, although rounding has led them to different weights.</summary>
[TestFixtureSource(typeof(Engines), nameof(Engines.OnLibtorch))]
public sealed class SameVerdictTest(string engine)
{
    private static readonly Experiment Glyphs = ExperimentFile.Load(Path.Combine(ExperimentFilesTest.Folder(), "glyphs-mlp.json"));

    [TestCase(300, true)]
    [TestCase(2, false)]
    public void OnCollapseOfGlyphs(int epochs, bool collapsed)
    {
        ITrainingEngine torch = Engines.Torch(engine);
        Experiment experiment = Glyphs with { Epochs = epochs, Record = new() { Points = 4 } };
        TrainingData data = ExperimentData.Load(experiment.Data, new(root: null));
        TrainingResult[] results = [.. new[] { Engines.Deterministic, torch }.Select(e => TrainingSession.Run(experiment, e, data, seed: 1))];
        Assert.That(results.Select(HasCollapsed), Is.All.EqualTo(collapsed), string.Join("; ", results.Select(Told)));
    }

    // Variability within classes a hundredth of that between them, every sample right, and the classifier along the means.
    private static bool HasCollapsed(TrainingResult result) =>
        result.Last is { TrainAccuracy: 1 } last && last["nc1.pinv.classmean"] < 0.01 && last["nc3.misalignment.max.classmean"] < 0.01;

    private static string Told(TrainingResult result) => FormattableString.Invariant($"{result.Engine}: accuracy {result.Last.TrainAccuracy}, ")
        + string.Join(", ", result.Last.Metrics.Select(m => FormattableString.Invariant($"{m.Key} {m.Value:G4}")));
}
