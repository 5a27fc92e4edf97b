using NCVerify.Numerics;

namespace NCVerify.Metrics.Tests.Geometry;

/// <summary>Each geometry is recognised on itself, at distance 0 to rounding, and the others are at a positive distance.</summary>
public sealed class GeometryRankingTest
{
    private const double OnIt = 1e-14;

    [Test]
    public void SimplexEtf([Values(3, 4, 10)] int k)
    {
        MeasureReport report = Around(Frames.SimplexEtf(k, k + 3, new CounterRandom(1)), [.. Enumerable.Repeat(4, k)]);
        Assert.That(report.Geometries[0], Has.Property("Name").EqualTo("simplex ETF").And.Property("Distance").Below(OnIt));
        // With equal classes SELI is the simplex ETF.
        Assert.That(Distance(report, "SELI"), Is.EqualTo(Distance(report, "simplex ETF")));
        // Gram Pi against I: 2 - 2 sqrt((K-1)/K) squared.
        Assert.That(Distance(report, "orthogonal frame"), Is.EqualTo(Math.Sqrt(2 - (2 * Math.Sqrt((k - 1.0) / k)))).Within(1e-12));
        Assert.That(report.Verdict.Collapsed, Is.True);
    }

    [Test]
    public void OrthogonalFrame([Values(3, 4, 10)] int k)
    {
        MeasureReport report = Around(Frames.Orthogonal([.. Enumerable.Repeat(3.0, k)], k + 3, new CounterRandom(2)), [.. Enumerable.Repeat(4, k)]);
        Assert.That(report.Geometries[0], Has.Property("Name").EqualTo("orthogonal frame").And.Property("Distance").Below(OnIt));
        Assert.That(report.Warnings, Has.Some.StartsWith("Near the orthogonal frame and the simplex ETF at once"));
        Assert.That(report.Verdict.Nearest, Is.EqualTo("orthogonal frame"));
    }

    [Test]
    public void GeneralOrthogonalFrame()
    {
        MeasureReport report = Around(Frames.Orthogonal([3, 2, 1, 1], 9, new CounterRandom(3)), [30, 20, 10, 10]);
        Assert.That(report.Geometries[0], Has.Property("Name").EqualTo("general orthogonal frame").And.Property("Distance").Below(OnIt));
        // Lengths squared 9, 4, 1, 1 against equal ones: cosine 15/sqrt(99 * 4).
        Assert.That(Distance(report, "orthogonal frame"), Is.EqualTo(Math.Sqrt(2 - (2 * 15 / Math.Sqrt(99 * 4)))).Within(1e-12));
        Assert.That(Distance(report, "simplex ETF"), Is.GreaterThan(0.1));
    }

    [Test]
    public void SeliForUnevenClasses()
    {
        // Reference values of SELI-05 for n = (9, 4, 1), computed elsewhere in 30 digits.
        double[] squaredNorms = [0.258564153379931, 0.357381723986628, 0.416672266350645];
        double[] cosines = [-0.327770201109343, -0.484191522171048, -0.667923378205972];
        MeasureReport report = Around(FromGram(squaredNorms, cosines), [9, 4, 1]);
        // The reference values have 15 digits.
        Assert.That(report.Geometries[0].Name, Is.EqualTo("SELI"));
        Assert.That(report.Geometries[0].Distance, Is.Below(1e-13));
        Assert.That(Distance(report, "simplex ETF"), Is.GreaterThan(0.1));
        Assert.That(report.Verdict.Collapsed, Is.True);
    }

    [Test]
    public void SeliOfClassifierAndLogits()
    {
        double[] h = [0.124921533915812, 0.193628963177652, 0.311049439842417, 0.431798348935502, 0.512381736906385];
        double[] cosH = [-0.137825913807635, -0.140838349653192, -0.144094836106365, -0.167027494228991, -0.172615211644618, -0.189163725399032, -0.238536861601221, -0.258633184400302, -0.366064482573059, -0.529054610341549];
        Matrix means = FromGram(h, cosH);
        // SELI-11: w_c = sum_j n_j S_cj mu_j with S = M M'.
        int[] n = [50, 20, 7, 3, 1];
        Matrix gram = means * means.Transpose();
        Matrix w = Matrix.Create(5, 5, (c, j) => n[j] * gram[c, j]) * means;
        MeasuredGeometry seli = Data.Around(means, n, 0, new CounterRandom(4)).Measure(new LinearClassifier(w)).Geometries[0];
        Assert.That(seli.Name, Is.EqualTo("SELI"));
        Assert.That(seli.Weights, Is.Below(1e-12), "15-digit reference values, multiplied by sizes up to 50");
        Assert.That(seli.Logits, Is.Below(1e-12));
        // Norms of the classifier rows by the same reference.
        Assert.That(Math.Sqrt((w * w.Transpose())[0, 0]), Is.EqualTo(Math.Sqrt(5.1500019528317)).Within(1e-12));
    }

    [Test]
    public void TheFittedFrameIsNeverFartherThanTheEqualOne([Range(1, 20)] int seed)
    {
        MeasureReport report = Data.Random(5, 8, new CounterRandom((ulong)seed)).Measure();
        Assert.That(Distance(report, "general orthogonal frame"), Is.NoMoreThan(Distance(report, "orthogonal frame")));
    }

    [Test]
    public void ASlightlyUnevenFrameIsStillCalledEqual()
    {
        var random = new CounterRandom(5);
        MeasureReport report = Data.Around(Frames.Orthogonal([1, 1, 1, 1, 1, 1], 9, random), [50, 50, 50, 50, 50, 50], 0.02, random).Measure();
        Assert.That(report.Geometries[0].Distance, Is.GreaterThan(0));
        Assert.That(report.Verdict.Nearest, Is.AnyOf("orthogonal frame", "simplex ETF"));
    }

    private static MeasureReport Around(Matrix means, int[] counts) => Data.Around(means, counts, 0, new CounterRandom(9)).Measure();

    private static double Distance(MeasureReport report, string name) =>
        report.Geometries.Single(g => string.Equals(g.Name, name, StringComparison.Ordinal)).Distance;

    private static Matrix FromGram(double[] squaredNorms, double[] cosines)
    {
        int k = squaredNorms.Length;
        var gram = new Matrix(k, k);
        for (int i = 0, next = 0; i < k; i++)
        {
            gram[i, i] = squaredNorms[i];
            for (int j = i + 1; j < k; j++)
            {
                gram[i, j] = gram[j, i] = cosines[next++] * Math.Sqrt(squaredNorms[i] * squaredNorms[j]);
            }
        }

        SymmetricEigen eigen = SymmetricEigen.Decompose(gram);
        return Matrix.Create(k, k, (i, j) => eigen.Vectors[i, j] * Math.Sqrt(Math.Max(0, eigen.Values[j])));
    }
}
