using NCVerify.Numerics;

namespace NCVerify.Metrics.Tests.Measures;

/// <summary>Inputs on which published metric code gives a wrong number.</summary>
public sealed class KnownTrapsTest
{
    [Test]
    public void SignedNormDifferencesMustNotCancel()
    {
        Matrix frame = Frames.Orthogonal([1, 4, 1], 3, new CounterRandom(1));
        // Norms 1, 4, 1 have mean 2 and standard deviation sqrt(2).
        Assert.That(Equinorm.Of(frame), Is.EqualTo(Math.Sqrt(2) / 2).Within(1e-14));
    }

    [TestCase(2)]
    [TestCase(5)]
    public void PlusMinusAxesAreNotAnEtf(int d)
    {
        // Their mean cosine is -1/3, as for the ETF; their angles are 90 and 180 degrees.
        Matrix cross = Matrix.Create(4, d, (i, j) => i / 2 == j ? (i % 2 == 0 ? 1 : -1) : 0);
        Equiangularity angles = Equiangularity.Of(cross)!;
        Assert.That(angles.MeanFromMaximal, Is.EqualTo(4.0 / 9).Within(1e-15));
        Assert.That(angles.WorstFromMaximal, Is.EqualTo(2.0 / 3).Within(1e-15));
        // |Gram/sqrt(8) - Pi/sqrt(3)|^2 = 2 - 2 <Gram, Pi>/sqrt(24) = 2 - 8/sqrt(24).
        Assert.That(EtfError.Of(cross), Is.EqualTo(Math.Sqrt(2 - (8 / Math.Sqrt(24)))).Within(1e-14));
    }

    [Test]
    public void UnderImbalanceTheConventionsDifferAndEachIsItsOwnFormula()
    {
        var random = new CounterRandom(4);
        Data data = Data.Around(random.GaussianMatrix(4, 6), [200, 200, 2, 2], 0.2, random);
        var plain = new PlainFormulas(data);
        ClassStatistics statistics = data.Statistics();
        var values = Enum.GetValues<BetweenClassScatter>().ToDictionary(s => s, s => WithinClassVariability.Pinv(statistics, s)!.Value);
        foreach ((BetweenClassScatter scatter, double value) in values)
        {
            // Covariances square the condition number, here below 1e2 times sqrt(100) from the sizes.
            Assert.That(value, Is.EqualTo(plain.Nc1(scatter)).Within(1e-9 * value), scatter.ToString());
        }

        Assert.That(values.Values.Max() / values.Values.Min(), Is.GreaterThan(5));
    }

    [Test]
    public void TheBiasCountsInNearestCentreAgreement()
    {
        // W = (1, -1), means 11 and 9: only with the bias (-10, 10) does the classifier cut between the means.
        var data = new Data(Matrix.FromRows([[11.2], [10.8], [9.2], [8.8]]), [0, 0, 1, 1]);
        Matrix w = Matrix.FromRows([[1], [-1]]);
        Assert.That(data.Measure(new(w, [-10, 10]))["nc4.disagreement"], Is.Zero);
        Assert.That(data.Measure(new(w))["nc4.disagreement"], Is.EqualTo(0.5));
    }

    [Test]
    public void NoiseInADimensionFarAboveTheNumberOfSamplesIsNotCollapse()
    {
        var random = new CounterRandom(5);
        Data data = Data.Around(new Matrix(3, 20000), [4, 4, 4], 1, random);
        MeasureReport report = data.Measure();
        // The pseudo-inverse form looks collapsed and the means look orthogonal; the quotient, near (1 - 1/n) n/(1 - 1/K) = 4.5, does not.
        Assert.That(report["nc1.pinv.classmean"], Is.Below(0.01));
        Assert.That(report.Geometries[0].Distance, Is.Below(0.1));
        Assert.That(report["nc1.quotient"], Is.EqualTo(4.5).Within(0.2));
        Assert.That(report.Verdict.Collapsed, Is.False);
    }
}
