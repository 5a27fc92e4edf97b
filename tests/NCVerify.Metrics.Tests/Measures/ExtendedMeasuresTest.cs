using NCVerify.Numerics;

namespace NCVerify.Metrics.Tests.Measures;

/// <summary>The measures beyond NC1 to NC4, at points where their values are known on paper.</summary>
public sealed class ExtendedMeasuresTest
{
    [Test]
    public void OneVersusRestOfASimplexIsItsHeight([Values(3, 5, 20, 60)] int k)
    {
        // The nearest point of the opposite face is its centre, -u/(K-1): the height of a simplex of circumradius 1 is K/(K-1).
        OneVersusRest rest = OneVersusRest.Of(Frames.SimplexEtf(k, k + 2, new CounterRandom(1)))!;
        Assert.That(rest.Distance, Is.EqualTo(k / (k - 1.0)).Within(1e-12));
        Assert.That(rest.LowerBound, Is.EqualTo(rest.Distance).Within(1e-12));
    }

    [Test]
    public void OneVersusRestOfAnOrthogonalFrame()
    {
        // |u_k - sum_j a_j u_j|^2 = 1 + sum a^2, least at a = 1/(K-1).
        OneVersusRest rest = OneVersusRest.Of(Frames.Orthogonal([1, 2, 3, 4], 6, new CounterRandom(2)))!;
        Assert.That(rest.Distance, Is.EqualTo(Math.Sqrt(4.0 / 3)).Within(1e-12));
    }

    [Test]
    public void OneVersusRestBoundsEncloseBruteForceInThePlane()
    {
        // Distance of a point from the hull of others in the plane: the least over all segments between two of them, or 0 inside.
        for (ulong seed = 1; seed <= 20; seed++)
        {
            Matrix rows = new CounterRandom(seed).GaussianMatrix(6, 2);
            OneVersusRest rest = OneVersusRest.Of(rows)!;
            double[][] unit = [.. rows.ToRows().Select(r => Array.ConvertAll(r, x => x / Math.Sqrt((r[0] * r[0]) + (r[1] * r[1]))))];
            double best = Enumerable.Range(0, 6).Min(k => (from i in Enumerable.Range(0, 6) from j in Enumerable.Range(0, 6) where i != k && j != k select ToSegment(unit[k], unit[i], unit[j])).Min());
            Assert.That(rest.LowerBound - 1e-9, Is.NoMoreThan(best));
            Assert.That(rest.Distance, Is.EqualTo(best).Within(1e-6), "points on a circle are never inside the hull of others");
        }
    }

    [Test]
    public void KernelsOfASimplexAreThoseOfItsEdge()
    {
        const int k = 5, d = 6;
        double edge = Math.Sqrt(2.0 * k / (k - 1));
        GeneralisedCollapse spread = GeneralisedCollapse.Of(3 * Frames.SimplexEtf(k, d, new CounterRandom(3)))!;
        Assert.That(spread.MeanDistance, Is.EqualTo(edge).Within(1e-13));
        Assert.That(spread.DistanceVariance, Is.Zero.Within(1e-26));
        Assert.That(spread.MeanLogarithm, Is.EqualTo(-Math.Log(edge)).Within(1e-13));
        Assert.That(spread.MeanRiesz, Is.EqualTo(Math.Pow(edge, 2 - d)).Within(1e-13));
    }

    [Test]
    public void KernelsOfARightAngleAndAStraightOne()
    {
        // Directions e1, e2, -e1 in three dimensions: distances sqrt 2, sqrt 2 and 2.
        GeneralisedCollapse spread = GeneralisedCollapse.Of(Matrix.FromRows([[1, 0, 0], [0, 2, 0], [-3, 0, 0]]))!;
        double[] distances = [Math.Sqrt(2), Math.Sqrt(2), 2];
        (double Mean, double Variance) Of(Func<double, double> f) => (distances.Average(f), distances.Average(x => Math.Pow(f(x) - distances.Average(f), 2)));
        foreach (((double mean, double variance), double? measuredMean, double? measuredVariance) in new[]
        {
            (Of(x => x), spread.MeanDistance, spread.DistanceVariance),
            (Of(x => -Math.Log(x)), spread.MeanLogarithm, spread.LogarithmVariance),
            (Of(x => 1 / x), spread.MeanRiesz, spread.RieszVariance),
        })
        {
            Assert.That(measuredMean, Is.EqualTo(mean).Within(1e-14));
            Assert.That(measuredVariance, Is.EqualTo(variance).Within(1e-14));
        }
    }

    [Test]
    public void APowerOfTheDistanceIsTakenInCdnv()
    {
        Data data = Data.Random(5, 4, new CounterRandom(8));
        ClassStatistics s = data.Statistics();
        Assert.That(ClassDistanceNormalizedVariance.OfPower(s, 1), Is.EqualTo(ClassDistanceNormalizedVariance.Of(s)).Within(1e-13));

        // By its definition, with plain loops.
        double sum = 0;
        for (int i = 0; i < 5; i++)
        {
            for (int j = i + 1; j < 5; j++)
            {
                double square = Enumerable.Range(0, 4).Sum(c => Math.Pow(s.Means[i, c] - s.Means[j, c], 2));
                sum += ((s.WithinClass[i] / s.Counts[i]) + (s.WithinClass[j] / s.Counts[j])) / (2 * Math.Pow(square, 1.5));
            }
        }

        Assert.That(ClassDistanceNormalizedVariance.OfPower(s, 1.5), Is.EqualTo(sum / 10).Within(1e-13 * sum));
    }

    [Test]
    public void CollapseIndexOfIsotropicNoiseIsKnown([Values(0.5, 1e-3, 1e-9)] double sigma)
    {
        // Balanced ETF of radius 1: SigmaB has K - 1 eigenvalues 1/(K - 1) (trace 1); SigmaW = sigma^2 I.
        const int k = 4;
        Data data = Data.Isotropic(Frames.SimplexEtf(k, 5, new CounterRandom(4)), sigma);
        MeasureReport report = Full(data);
        double s = sigma * sigma;

        // Samples near 1 are stored to 1e-16, so deviations of 1e-9 are to 1e-7.
        Assert.That(report["nc1.vci.countweighted"], Is.EqualTo(s / (s + (1.0 / (k - 1)))).Within(1e-5).Percent);
        Assert.That(report.WithinSpectrum, Has.All.EqualTo(s).Within(1e-5).Percent);
    }

    [Test]
    public void CollapseIndexIsLeftOutWhereItIsZeroWhateverTheData()
    {
        var random = new CounterRandom(5);
        Data few = Data.Around(random.GaussianMatrix(3, 12), [3, 3, 3], 1, random);
        MeasureReport report = Full(few);
        Assert.That(report["nc1.vci.countweighted"], Is.Null);
        Assert.That(report.Warnings, Has.Some.Contains("nc1.vci.countweighted").And.Some.Contains("singular"));
    }

    [Test]
    public void NumericalRankIsOneAtCollapse()
    {
        // Singular values come from the Gram: those of rounding, 1e-16 of the square, add up to 1e-8 each.
        Data data = Data.Around(Frames.SimplexEtf(3, 4, new CounterRandom(6)), [5, 5, 5], 0, new CounterRandom(7));
        Assert.That(Full(data)["rank.numerical.mean"], Is.EqualTo(1).Within(1e-6));
        Data wide = Data.Isotropic(new Matrix(2, 3), 1);
        Assert.That(NumericalRankOfIsotropic(wide), Is.EqualTo(3).Within(1e-12), "three equal singular values: (3 s)^2/(3 s^2)");
    }

    [Test]
    public void UniformDualityIsZeroForAnyCommonAngle()
    {
        Matrix means = Frames.SimplexEtf(3, 2, new CounterRandom(8)), turned = means * new Matrix(2, 2, [Math.Cos(1), Math.Sin(1), -Math.Sin(1), Math.Cos(1)]);
        UniformDuality duality = UniformDuality.Of(turned, means)!;
        Assert.That(duality.CosineVariance, Is.Zero.Within(1e-30));
        Assert.That(duality.ProductVariation, Is.Zero.Within(1e-15));
        Assert.That(SelfDuality.Misalignments(turned, means), Has.All.EqualTo(1 - Math.Cos(1)).Within(1e-14), "all are misaligned, alike");
        Assert.That(UniformDuality.Of(Matrix.Diagonal([1, 2, 3]), Matrix.Diagonal([1, 1, 1]))!.ProductVariation, Is.EqualTo(Math.Sqrt(2.0 / 3) / 2).Within(1e-15));
    }

    [Test]
    public void MinorityCollapseLooksAtSmallClassesOnly()
    {
        Matrix rows = Matrix.FromRows([[5, 0, 0], [0, 0, 2], [0, 1, 0], [0, 1, 0]]);
        MinorityCollapse collapse = MinorityCollapse.Of(rows, [1000, 900, 10, 10])!;
        Assert.That(collapse.Classes, Is.EqualTo(new[] { 2, 3 }));
        Assert.That((collapse.MeanCosine, collapse.CosineDeviation, collapse.NormVariation), Is.EqualTo((1.0, 0.0, 0.0)));
        Assert.That(MinorityCollapse.Of(rows, [5, 5, 5, 5]), Is.Null);
    }

    [Test]
    public void CosineMarginsOfAnOrthogonalFrame()
    {
        // h = e_y and W = I of K rows: v_k = e_k - 1/K with |v_k|^2 = 1 - 1/K; cos = (1 - 1/K)/|v| - (-1/K)/|v| = 1/|v|.
        const int k = 5;
        Data data = Data.Around(Matrix.Identity(k), [2, 2, 2, 2, 2], 0, new CounterRandom(9));
        ClassStatistics s = ClassStatistics.Collect(data.Set, new(Matrix.Identity(k)), margins: true);
        Assert.That(s.Margins!.Mean, Is.EqualTo(1 / Math.Sqrt(1 - (1.0 / k))).Within(1e-15));
        Assert.That(s.Margins.Least, Is.EqualTo(s.Margins.Mean).Within(1e-15));
    }

    [Test]
    public void OutsideSamplesAlongAMeanAndAcrossAll()
    {
        Data data = Data.Around(Matrix.Create(2, 3, (i, j) => i == j ? 1 : 0), [2, 2], 0, new CounterRandom(10));
        MeasureReport Report(double[] outside) => Measurement.Run(data.Set, data.Statistics(), new() { Outside = FeatureSource.FromMemory(outside, 3) });
        Assert.That(Report([0, 0, 3, 0, 0, 5])["nc5.cosine.raw"], Is.Zero);
        Assert.That(Report([2, 0, 0])["nc5.cosine.raw"], Is.EqualTo(0.5).Within(1e-15));
    }

    [Test]
    public void TestSamplesAreJudgedByTrainingMeans()
    {
        Data data = Data.Around(Matrix.Identity(2), [3, 3], 0, new CounterRandom(11));
        FeatureSet test = FeatureSet.FromRows(Matrix.FromRows([[1.0, 0.1], [0.9, 1.0], [0, 1.0], [0.1, 1.0]]), new[] { 0, 0, 1, 1 });
        MeasureReport report = Measurement.Run(data.Set, data.Statistics(new(Matrix.Identity(2))), new() { Test = test });
        Assert.That(report["test.ncc.error"], Is.EqualTo(0.25));
        Assert.That(report["test.classifier.error"], Is.EqualTo(0.25));

        // Squared distances 0.01, 1.01, 0, 0.01; SigmaB has trace 1/2.
        Assert.That(report["test.nc1.quotient"], Is.EqualTo(1.03 / 4 / 0.5).Within(1e-14));
        FeatureSet strange = FeatureSet.FromRows(Matrix.Identity(2), new[] { 0, 7 });
        Assert.That(() => Measurement.Run(data.Set, data.Statistics(), new() { Test = strange }), Throws.TypeOf<MeasureException>().With.Message.Contains("no training sample has"));
    }

    [Test]
    public void TheSolutionAtThePenaltiesIsNearestWhereTheDataAreThatSolution()
    {
        int[] counts = [40, 30, 12, 6];
        var problem = NCVerify.Theory.Problem.CrossEntropy(counts, 0.01, 0.0005, 6);
        var solution = NCVerify.Theory.Solve.Certified(problem, NCVerify.Theory.Solvers.FirstOrder, new NCVerify.Theory.Certifier(), 3);
        Data data = Data.Around(solution.H.Transpose(), counts, 1e-6, new CounterRandom(12));
        MeasureReport report = Measurement.Run(data.Set, data.Statistics(new(solution.W)), new() { Penalties = new(0.01, 0.0005) });
        Assert.That(report.Geometries[0].Name, Is.EqualTo("finite-penalty solution"));

        // First-order descent stops at a relative gap of about 1e-8, so Grams are right to about its root; noise adds 1e-6.
        Assert.That(report.Geometries[0].Distance, Is.Below(1e-3));
        Assert.That(report.Geometries[0].Weights, Is.Below(1e-3));
        Assert.That(report.Geometries[1].Distance, Is.GreaterThan(10 * report.Geometries[0].Distance));
        Assert.That(report.Warnings, Has.Some.Contains("globally optimal"));
        Assert.That(Measurement.Run(data.Set, data.Statistics(), new() { Penalties = new(10, 10) }).Warnings, Has.Some.Contains("it is zero"));
    }

    private static MeasureReport Full(Data data) => Measurement.Run(data.Set, data.Statistics(), new() { Full = true });

    private static double? NumericalRankOfIsotropic(Data data) => Full(data)["rank.numerical.mean"];

    private static double ToSegment(double[] p, double[] a, double[] b)
    {
        double dx = b[0] - a[0], dy = b[1] - a[1], length = (dx * dx) + (dy * dy);
        double t = length > 0 ? Math.Clamp((((p[0] - a[0]) * dx) + ((p[1] - a[1]) * dy)) / length, 0, 1) : 0;
        return Math.Sqrt(Math.Pow(p[0] - a[0] - (t * dx), 2) + Math.Pow(p[1] - a[1] - (t * dy), 2));
    }
}
