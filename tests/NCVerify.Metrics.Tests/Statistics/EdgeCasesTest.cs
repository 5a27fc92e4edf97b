using NCVerify.Numerics;

namespace NCVerify.Metrics.Tests.Statistics;

/// <summary>Few samples, few classes, few dimensions, coinciding means: defined, or refused with a message that helps.</summary>
public sealed class EdgeCasesTest
{
    [Test]
    public void OneClassIsRefused() =>
        Assert.That(() => new Data(new Matrix(3, 2), [7, 7, 7]).Measure(), Throws.TypeOf<MeasureException>().With.Message.Contains("single class, 7"));

    [Test]
    public void TooManyClassesAreRefusedBeforeAnythingIsComputed() =>
        Assert.That(() => new Data(new Matrix(33_000, 1), [.. Enumerable.Range(0, 33_000)]).Measure(), Throws.TypeOf<MeasureException>().With.Message.Contains("more than 32768"));

    [Test]
    public void UnequalLengthsAreRefused() =>
        Assert.That(() => new Data(new Matrix(3, 2), [0, 1]).Set, Throws.TypeOf<MeasureException>().With.Message.Contains("3 samples").And.Message.Contains("2 labels"));

    [Test]
    public void OneSamplePerClassGivesZeroVariabilityAndNoVerdict()
    {
        MeasureReport report = new Data(Frames.SimplexEtf(4, 5, new CounterRandom(1)), [0, 1, 2, 3]).Measure();
        Assert.That(report["nc1.pinv.classmean"], Is.Zero);
        Assert.That(report["nc1.quotient"], Is.Zero);
        Assert.That(report["nc1.cdnv"], Is.Zero);
        Assert.That(report.Verdict.Collapsed, Is.Null);
        Assert.That(report.Warnings, Has.Some.Contains("single sample"));
    }

    [Test]
    public void TwoClassesAreAlwaysAnEtf()
    {
        var random = new CounterRandom(2);
        MeasureReport report = Data.Around(random.GaussianMatrix(2, 3), [5, 40], 0.5, random).Measure();
        Assert.That(report["nc2.etf.means.classmean"], Is.Below(1e-14));
        Assert.That(report.Geometries.Single(g => g.Name is "SELI").Distance, Is.Zero);
        Assert.That(report.Warnings, Has.Some.StartsWith("Two classes"));
    }

    [TestCase(1)]
    [TestCase(3)]
    public void FewerDimensionsThanClassesAreDefined(int d)
    {
        var random = new CounterRandom(3);
        Data data = Data.Around(random.GaussianMatrix(7, d), [9, 8, 7, 6, 5, 4, 3], 0.3, random);
        MeasureReport report = data.Measure();
        foreach ((string id, BetweenClassScatter scatter) in new[] { ("nc1.pinv.classmean", BetweenClassScatter.ClassMean), ("nc1.pinv.samplemean", BetweenClassScatter.SampleMean), ("nc1.pinv.countweighted", BetweenClassScatter.CountWeighted) })
        {
            double expected = new PlainFormulas(data).Nc1(scatter);
            Assert.That(report[id], Is.EqualTo(expected).Within(1e-10 * expected));
        }

        Assert.That(report.Warnings, Has.Some.Contains("below K - 1 = 6"));
    }

    [Test]
    public void CoincidingMeansLeavePinvUndefinedAndSayWhichOnes()
    {
        var random = new CounterRandom(4);
        Matrix means = random.GaussianMatrix(4, 6);
        means.Row(2).CopyTo(means.Row(3));
        MeasureReport report = Data.Isotropic(means, 0.5).Measure();
        Assert.That(report["nc1.pinv.classmean"], Is.Null);
        Assert.That(report["nc1.quotient"], Is.GreaterThan(0));
        Assert.That(report.Warnings, Has.Some.Contains("2 and 3"));
        Assert.That(report.Warnings, Has.Some.Contains("nc1.pinv.classmean").And.Contains("span 2 dimensions where 3 are needed"));
    }

    [Test]
    public void AllMeansEqualIsReportedNotDivided()
    {
        MeasureReport report = Data.Isotropic(new Matrix(3, 4), 1).Measure();
        Assert.That(report.Geometries, Is.Empty);
        Assert.That(report["nc1.quotient"], Is.Null);
        Assert.That(report.Verdict.Collapsed, Is.False);
        Assert.That(report.Warnings, Has.Some.Contains("all class means coincide"));
    }

    [Test]
    public void AClassWithoutSamplesCountsAsZeroAndItsWeightsStay()
    {
        var random = new CounterRandom(5);
        Data data = Data.Around(random.GaussianMatrix(3, 6), [4, 4, 4], 0.1, random);
        data = data with { Labels = [.. data.Labels.Select(y => y == 2 ? 3 : y)] };
        MeasureReport report = data.Measure(new LinearClassifier(random.GaussianMatrix(4, 6)));
        Assert.That(report.Classes, Is.EqualTo(new ClassCount[] { new(0, 4), new(1, 4), new(2, 0), new(3, 4) }));
        Assert.That(report.Warnings, Has.Some.StartsWith("No samples: class 2"));
        Assert.That(report["nc3.duality.classmean"], Is.Not.Null);
    }

    [Test]
    public void WeightsThatDoNotFitAreRefused()
    {
        Data data = Data.Random(3, 5, new CounterRandom(6));
        Assert.That(() => data.Measure(new(new Matrix(5, 3))), Throws.TypeOf<MeasureException>().With.Message.Contains("transposed"));
        Assert.That(() => data.Measure(new(new Matrix(2, 5))), Throws.TypeOf<MeasureException>().With.Message.Contains("2 rows"));
        Assert.That(() => (data with { Labels = [.. data.Labels.Select(y => y + 10)] }).Measure(new(new Matrix(4, 5))), Throws.TypeOf<MeasureException>().With.Message.Contains("row numbers from 0 to 3"));
    }

    [TestCase(double.NaN, "NaN")]
    [TestCase(double.PositiveInfinity, "infinite")]
    [TestCase(double.NegativeInfinity, "infinite")]
    public void AFeatureThatIsNotFiniteIsNamed(double bad, string word)
    {
        Data data = Data.Around(new Matrix(2, 301), [3000, 3000], 1, new CounterRandom(7));
        data.H[4567, 299] = bad;
        Assert.That(() => data.Measure(), Throws.TypeOf<FeatureFileException>().With.Message.Contains($"row 4567, column 299 (counted from 0) is {word}"));
    }

    [Test]
    public void OverflowIsRefused()
    {
        Data data = Data.Random(3, 4, new CounterRandom(8));
        Assert.That(() => (data with { H = 1e300 * data.H }).Measure(), Throws.TypeOf<MeasureException>().With.Message.Contains("overflow"));
    }
}
