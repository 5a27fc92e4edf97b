using NCVerify.Numerics;

namespace NCVerify.Metrics.Tests.Measures;

/// <summary>The product's sums of squares agree with the covariances and pseudo-inverses of the papers on random data.</summary>
public sealed class AgainstPlainFormulasTest
{
    // The plain form squares the condition number (up to about 1e2 here, so 1e4) of sums of some hundred terms: 1e-12 or
    // better is typical, 1e-9 is what its own rounding can reach.
    private const double PlainFormRounding = 1e-9;

    [Test]
    public void OnRandomUnevenData([Range(1, 40)] int seed)
    {
        var random = new CounterRandom((ulong)seed);
        int k = 2 + random.NextInt(7), d = 1 + random.NextInt(12);
        Data data = Data.Random(k, d, random);
        Matrix w = random.GaussianMatrix(k, d);
        double[] b = random.GaussianMatrix(1, k).Data;
        MeasureReport report = data.Measure(new LinearClassifier(w, b));
        var plain = new PlainFormulas(data);

        Agree(report["nc1.pinv.classmean"], plain.Nc1(BetweenClassScatter.ClassMean));
        Agree(report["nc1.pinv.samplemean"], plain.Nc1(BetweenClassScatter.SampleMean));
        Agree(report["nc1.pinv.countweighted"], plain.Nc1(BetweenClassScatter.CountWeighted));
        Agree(report["nc1.pinv.classmean.trace"], k * plain.Nc1(BetweenClassScatter.ClassMean));
        Agree(report["nc1.quotient"], plain.Quotient());
        Agree(report["nc1.cdnv"], plain.Cdnv());
        Agree(report["nc4.disagreement"], plain.Nc4(w, b));
        foreach ((string centre, bool sampleMean) in new[] { ("classmean", false), ("samplemean", true) })
        {
            double[] cosines = plain.Cosines(sampleMean);
            double[] deviations = [.. cosines.Select(c => Math.Abs(c + (1.0 / (k - 1))))];
            Agree(report["nc2.equinorm.ddof0.means." + centre], plain.Equinorm(sampleMean));
            Agree(report["nc2.equiangle.ddof0.means." + centre], MathNet.Numerics.Statistics.Statistics.PopulationStandardDeviation(cosines));
            Agree(report["nc2.maxequiangle.mean.means." + centre], deviations.Average());
            Agree(report["nc2.maxequiangle.max.means." + centre], deviations.Max());
            Agree(report["nc2.etf.means." + centre], plain.EtfError(sampleMean));
        }
    }

    private static void Agree(double? actual, double expected) =>
        Assert.That(actual, Is.EqualTo(expected).Within(PlainFormRounding * Math.Max(1e-6, Math.Abs(expected))));
}
