using NCVerify.Numerics;

namespace NCVerify.Metrics.Tests.Measures;

/// <summary>Every metric of stored values against arithmetic of more than a hundred digits, where double arithmetic by the book fails.</summary>
public sealed class AgainstExactReferenceTest
{
    private static IEnumerable<TestCaseData> Hard()
    {
        foreach ((int k, int d) in new[] { (4, 6), (5, 3), (3, 3), (2, 5) })
        {
            foreach ((double offset, double sigma) in new[] { (0.0, 1.0), (1e3, 1e-5), (1e6, 1e-7), (30, 1e-7) })
            {
                yield return new TestCaseData(k, d, offset, sigma);
            }
        }
    }

    [TestCaseSource(nameof(Hard))]
    public void DoublesAgreeToTheDigitsTheyHold(int k, int d, double offset, double sigma)
    {
        (double[] data, int[] labels, Matrix w) = Draw(k, d, offset, sigma, single: false);
        MeasureReport report = Measurement.Run(new FeatureSet(FeatureSource.FromMemory(data, d), LabelSource.FromMemory(labels)), new(w));
        Compare(report, new ExactReference(data, d, labels), w, 1e-9);
    }

    [TestCaseSource(nameof(Hard))]
    public void SinglesAgreeAsStored(int k, int d, double offset, double sigma)
    {
        (double[] data, int[] labels, Matrix w) = Draw(k, d, Math.Min(offset, 1e3), Math.Max(sigma, 1e-4), single: true);
        MeasureReport report = Measurement.Run(new FeatureSet(FeatureSource.FromMemory(Array.ConvertAll(data, x => (float)x), d), LabelSource.FromMemory(labels)), new(w));
        Compare(report, new ExactReference(data, d, labels), w, 1e-9);
    }

    [Test]
    public void Nc1OfOneInTenToTheFourteenIsRightToAThousandth()
    {
        // Means of about 100 stored in double; deviations of 1e-7 of the distances between means.
        (double[] data, int[] labels, _) = Draw(5, 8, 100, 1e-7, single: false);
        MeasureReport report = Measurement.Run(new FeatureSet(FeatureSource.FromMemory(data, 8), LabelSource.FromMemory(labels)));
        double expected = new ExactReference(data, 8, labels).Nc1(BetweenClassScatter.ClassMean);
        Assert.That(expected, Is.InRange(1e-15, 1e-13));
        Assert.That(report["nc1.pinv.classmean"], Is.EqualTo(expected).Within(0.1).Percent);
    }

    [Test]
    public void TheReferenceItselfKnowsSquareRootsAndQuotients()
    {
        Fixed two = Fixed.Of(2);
        Assert.That((two.Sqrt() * two.Sqrt() - two).Abs().ToDouble(), Is.Below(1e-99));
        Assert.That((Fixed.Of(0.1) / Fixed.Of(-0.7)).ToDouble(), Is.EqualTo(0.1 / -0.7).Within(1e-16));
    }

    // The reference takes the numbers as stored and has no rounding to speak of, so the tolerance is the product's alone.
    // Means are kept as two doubles, so deviations are right to 1e-16 of themselves; what is left is the condition of the
    // class means, below 1e3 here, times roundings of 1e-16, with a margin for sums.
    private static void Compare(MeasureReport report, ExactReference exact, Matrix w, double tolerance)
    {
        (string Id, Func<double> Value)[] all =
        [
            ("nc1.pinv.classmean", () => exact.Nc1(BetweenClassScatter.ClassMean)),
            ("nc1.pinv.samplemean", () => exact.Nc1(BetweenClassScatter.SampleMean)),
            ("nc1.pinv.countweighted", () => exact.Nc1(BetweenClassScatter.CountWeighted)),
            ("nc1.quotient", exact.Quotient),
            ("nc1.cdnv", exact.Cdnv),
            ("nc2.equinorm.ddof0.means.classmean", exact.Equinorm),
            ("nc2.equiangle.ddof0.means.classmean", exact.Equiangle),
            ("nc2.maxequiangle.max.means.classmean", exact.MaxAngle),
            ("nc2.etf.means.classmean", exact.EtfError),
            ("nc3.duality.classmean", () => exact.Duality(w)),
        ];
        using (Assert.EnterMultipleScope())
        {
            foreach ((string id, Func<double> value) in all)
            {
                double expected = value();
                Assert.That(report[id], Is.EqualTo(expected).Within((tolerance * Math.Abs(expected)) + 1e-15), id);
            }
        }
    }

    private static (double[] Data, int[] Labels, Matrix W) Draw(int k, int d, double offset, double sigma, bool single)
    {
        var random = new CounterRandom(11, (ulong)((k * 100) + d));
        Matrix means = random.GaussianMatrix(k, d), w = random.GaussianMatrix(k, d);
        int[] labels = [.. Enumerable.Range(0, k).SelectMany(c => Enumerable.Repeat(c, 3 + (2 * c)))];
        double[] data = [.. labels.SelectMany(y => Enumerable.Range(0, d).Select(j => means[y, j] + offset + (sigma * random.NextGaussian())))];
        return (single ? Array.ConvertAll(data, x => (double)(float)x) : data, labels, w);
    }
}
