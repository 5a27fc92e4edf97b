namespace NCVerify.Metrics.Tests.Files;

/// <summary>One array in several files.</summary>
public sealed class ShardTest
{
    private Scratch _scratch = null!;

    [SetUp]
    public void SetUp() => _scratch = new Scratch();

    [TearDown]
    public void TearDown() => _scratch.Dispose();

    [Test]
    public void APatternNamesShardsInTheOrderInWhichAPersonCounts()
    {
        foreach (int i in new[] { 10, 2, 1 })
        {
            _scratch.Write($"h-{i}.npy", FileBytes.Npy([i, i, -i, -i], "(2, 2)"));
            _scratch.Write($"y-{i}.npy", FileBytes.Labels(i, i + 1));
        }

        FeatureSource features = FeatureFiles.OpenFeatures(Path.Combine(_scratch.Folder, "h-*.npy"));
        Assert.That((features.Samples, features.Dimension), Is.EqualTo((6L, 2)));
        double[] expected = [1, 1, -1, -1, 2, 2, -2, -2, 10, 10, -10, -10];
        Assert.That(FileBytes.ReadAll(features, 1), Is.EqualTo(expected));
        Assert.That(FileBytes.ReadAll(features, 4), Is.EqualTo(expected));
        Assert.That(FileBytes.ReadAll(FeatureFiles.OpenLabels(Path.Combine(_scratch.Folder, "y-?.npy"))), Is.EqualTo(new[] { 1L, 2, 2, 3 }));
    }

    [Test]
    public void ShardsThatDoNotFitAreRefused()
    {
        string a = _scratch.Write("a.npy", FileBytes.Npy([1, 2, 3, 4], "(2, 2)")), wide = _scratch.Write("wide.npy", FileBytes.Npy([1, 2, 3], "(1, 3)"));
        string b = _scratch.Write("b.npy", FileBytes.Npy([1, 2, float.NaN, 4, 5, 6], "(3, 2)"));
        string twoLabels = _scratch.Write("y2.npy", FileBytes.Labels(0, 1)), threeLabels = _scratch.Write("y3.npy", FileBytes.Labels(0, 1, 2));
        Assert.That(() => FeatureFiles.OpenFeatures([a, wide]), Throws.TypeOf<FeatureFileException>().With.Message.Contains("wide.npy: its features have dimension 3"));
        Assert.That(() => FeatureFiles.OpenFeatures(Path.Combine(_scratch.Folder, "none-*.npy")), Throws.TypeOf<FeatureFileException>().With.Message.Contains("no file matches"));
        Assert.That(() => new FeatureSet(FeatureFiles.OpenFeatures([a, b]), FeatureFiles.OpenLabels([threeLabels, twoLabels])), Throws.TypeOf<MeasureException>().With.Message.Contains("shards are paired"));
        var set = new FeatureSet(FeatureFiles.OpenFeatures([a, b]), FeatureFiles.OpenLabels([twoLabels, threeLabels]));
        Assert.That(() => Measurement.Run(set), Throws.TypeOf<FeatureFileException>().With.Message.Contains("b.npy: the feature in row 1, column 0 (counted from 0) is NaN"));
    }
}
