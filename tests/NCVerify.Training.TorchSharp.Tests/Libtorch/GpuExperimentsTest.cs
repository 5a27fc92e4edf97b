using NCVerify.Training.Tests;

namespace NCVerify.Training.TorchSharp.Tests;

/// <summary>
/// The experiments of the GPU tier as far as a processor goes: their files, networks, losses and schedules, one step on a few
/// images, and every metric that the specs will look at.
/// </summary>
[TestFixtureSource(typeof(Engines), nameof(Engines.OnLibtorch))]
[NonParallelizable]
public sealed class GpuExperimentsTest(string engine)
{
    // What specs work out themselves from records, features and layers.
    private static readonly string[] Derived = ["trainAccuracy", "nc1.fall", "frame"];

    private static readonly int[] Sizes = [2, 2, 2, 2, 2, 1, 1, 1, 1, 1];

    private static IEnumerable<string> All => ExperimentFilesTest.LargeNames;

    [TestCaseSource(nameof(All))]
    public void OneStepGivesEveryNumberThatIsLookedAt(string name)
    {
        ITrainingEngine torch = Engines.Torch(engine);
        Experiment experiment = ExperimentFilesTest.Read(name) with { Epochs = 1 };
        TrainingResult result = TrainingSession.Run(experiment, torch, Images(name), seed: 1);
        EpochRecord before = result.Records[0], after = result.Last;
        Assert.That((before.Epoch, after.Epoch), Is.EqualTo((0, 1)));
        Assert.That(after.Loss, Is.InRange(0, double.MaxValue).And.Not.EqualTo(before.Loss));
        Assert.That(experiment.Limits.Keys.Except(Derived).Where(m => !(after.Metrics.TryGetValue(m, out double value) && double.IsFinite(value))), Is.Empty);
        Assert.That(result.Final.Layers.Select(w => (w.Rows, w.Columns)), Is.EqualTo(HeadShapes(experiment, result.Final.Features.Columns)));
        Assert.That(result.Final.Features.Data, Has.All.InRange(0, double.MaxValue), "features after ReLU");
    }

    [TestCase("cifar10-resnet18")]
    [TestCase("cifar10-resnet18-linear-3")]
    public void TheFirstStepIsThatOfTheDeterministicEngine(string name)
    {
        ITrainingEngine torch = Engines.Torch(engine);
        Experiment experiment = ExperimentFilesTest.Read(name) with { Precision = Precision.Float64 };
        Assert.That(Agreement.Differences(Engines.Deterministic, torch, experiment, Images(name), epochs: 1), Is.Empty);
    }

    private static TrainingData Images(string name) => SmallTask.Data(name.StartsWith("mnist", StringComparison.Ordinal) ? new(1, 28, 28) : new(3, 32, 32), Sizes);

    private static IEnumerable<(int Rows, int Columns)> HeadShapes(Experiment experiment, int features)
    {
        int[] widths = [features, .. experiment.Network.Head.Widths, Sizes.Length];
        return widths.Zip(widths.Skip(1), (columns, rows) => (rows, columns));
    }
}
