using NCVerify.Numerics;

namespace NCVerify.Metrics.Tests.Measures;

/// <summary>What each metric may not depend on.</summary>
public sealed class InvarianceTest
{
    // Metrics amplify a rounding of the data by their condition, here below 1e4: 1e4 * 1e-16, with a margin of 100.
    private const double Rounding = 1e-10;

    private static readonly string[] NotScaleFree = ["nc4.globalmean.classmean", "nc4.globalmean.samplemean"];

    [Test]
    public void Rotation([Range(1, 20)] int seed)
    {
        (Data data, Matrix w, double[] b, CounterRandom random) = Draw(seed);
        Matrix rotation = Frames.Rotation(data.H.Columns, random);
        Same(data.Measure(new(w, b)), data.Rotated(rotation).Measure(new(w * rotation, b)), []);
    }

    [Test]
    public void ScaleOfFeaturesAndOfTheClassifier([Range(1, 20)] int seed)
    {
        (Data data, Matrix w, double[] b, CounterRandom random) = Draw(seed);
        double scale = Math.Exp(8 * random.NextGaussian()), weightScale = Math.Exp(8 * random.NextGaussian());
        Data scaled = data with { H = scale * data.H };
        double[] bias = [.. b.Select(x => x * scale * weightScale)];
        Same(data.Measure(new(w, b)), scaled.Measure(new(weightScale * w, bias)), NotScaleFree);
    }

    [Test]
    public void TranslationOfFeatures([Range(1, 20)] int seed)
    {
        (Data data, _, _, CounterRandom random) = Draw(seed);
        double[] shift = random.GaussianMatrix(1, data.H.Columns, 100).Data;
        Data moved = data with { H = Matrix.Create(data.H.Rows, data.H.Columns, (i, j) => data.H[i, j] + shift[j]) };
        MeasureReport before = data.Measure(), after = moved.Measure();
        Same(before, after, [], compareGeometries: false);
        foreach (string centred in new[] { "simplex ETF", "SELI" })
        {
            Assert.That(Distance(after, centred), Is.EqualTo(Distance(before, centred)).Within(Rounding));
        }
    }

    [Test]
    public void OrderOfSamples([Range(1, 20)] int seed)
    {
        (Data data, Matrix w, double[] b, CounterRandom random) = Draw(seed);
        Same(data.Measure(new(w, b)), data.Reordered(random).Measure(new(w, b)), []);
    }

    [Test]
    public void NamesAndOrderOfLabels([Range(1, 20)] int seed)
    {
        (Data data, Matrix w, double[] b, CounterRandom random) = Draw(seed);
        int k = w.Rows;
        int[] place = Frames.Permutation(k, random);
        Data renamed = data with { Labels = [.. data.Labels.Select(y => (37 * place[y] * place[y]) - 300)] };
        int[] classAt = new int[k];
        for (int y = 0; y < k; y++)
        {
            classAt[place[y]] = y;
        }

        Matrix rows = Matrix.Create(k, w.Columns, (i, j) => w[classAt[i], j]);
        Same(data.Measure(new(w, b)), renamed.Measure(new(rows, [.. classAt.Select(y => b[y])])), []);
    }

    [Test]
    public void NothingIsNegativeAndTheNearestGeometryComesFirst([Range(1, 60)] int seed)
    {
        (Data data, Matrix w, double[] b, _) = Draw(seed);
        MeasureReport report = data.Measure(new(w, b));
        Assert.That(report.Metrics.Where(m => !m.Signed), Is.Not.Empty.And.All.Property(nameof(Metric.Value)).GreaterThanOrEqualTo(0));
        Assert.That(report.Metrics.Where(m => m.Signed).Select(m => m.Id), Has.All.Match("^(margin|minority|gnc2)"));
        Assert.That(report.Geometries, Is.Ordered.By(nameof(MeasuredGeometry.Distance)));
        Assert.That(report.Geometries, Has.Count.EqualTo(4));
    }

    private static (Data Data, Matrix W, double[] B, CounterRandom Random) Draw(int seed)
    {
        var random = new CounterRandom((ulong)seed, stream: 7);
        int k = 2 + random.NextInt(6), d = 1 + random.NextInt(10);
        return (Data.Random(k, d, random), random.GaussianMatrix(k, d), random.GaussianMatrix(1, k).Data, random);
    }

    private static double Distance(MeasureReport report, string name) =>
        report.Geometries.Single(g => string.Equals(g.Name, name, StringComparison.Ordinal)).Distance;

    private static void Same(MeasureReport before, MeasureReport after, string[] except, bool compareGeometries = true)
    {
        Assert.That(after.Metrics.Select(m => m.Id), Is.EqualTo(before.Metrics.Select(m => m.Id)));
        foreach ((Metric a, Metric b) in before.Metrics.Zip(after.Metrics).Where(pair => !except.Contains(pair.First.Id, StringComparer.Ordinal)))
        {
            Assert.That(b.Value, Is.EqualTo(a.Value).Within(Rounding * Math.Max(1, a.Value)), a.Id);
        }

        if (compareGeometries)
        {
            foreach (MeasuredGeometry g in before.Geometries)
            {
                Assert.That(Distance(after, g.Name), Is.EqualTo(g.Distance).Within(Rounding), g.Name);
            }
        }
    }
}
