using NCVerify.Numerics;

namespace NCVerify.Theory.Tests;

/// <summary>Dyads that cover a positive matrix from above.</summary>
public sealed class LowRankTest
{
    private static IEnumerable<TestCaseData> Matrices()
    {
        var random = new CounterRandom(3);
        yield return new TestCaseData(Matrix.Create(60, 60, (i, j) => 1 / (1.0 + i + (2 * j))), true).SetArgDisplayNames("smooth kernel");
        yield return new TestCaseData(Matrix.Create(40, 90, (i, j) => Math.Exp(-i / 3.0) / (10 + i + j)), true).SetArgDisplayNames("seven orders of magnitude");
        yield return new TestCaseData(random.GaussianMatrix(30, 30).Map(x => Math.Exp(3 * x)), false).SetArgDisplayNames("rough");
        yield return new TestCaseData(Matrix.Create(1, 1, (_, _) => 2e-9), true).SetArgDisplayNames("one entry");
    }

    [TestCaseSource(nameof(Matrices))]
    public void TheSumIsNeverBelowAndCloseWhereSmooth(Matrix a, bool smooth)
    {
        IReadOnlyList<(double[] X, double[] Y)> terms = LowRank.Above(a, 1.15);
        double largest = 0, smallest = double.PositiveInfinity;
        for (int i = 0; i < a.Rows; i++)
        {
            for (int j = 0; j < a.Columns; j++)
            {
                double ratio = terms.Sum(t => t.X[i] * t.Y[j]) / a[i, j];
                (smallest, largest) = (Math.Min(smallest, ratio), Math.Max(largest, ratio));
            }
        }

        // The factor is applied in floating point.
        Assert.That(smallest, Is.GreaterThan(1 - 1e-9));
        if (smooth)
        {
            // A factor of 1.15 above, on top of entries up to 1.15 times too large.
            Assert.That(largest, Is.Below(1.5));
        }
    }
}
