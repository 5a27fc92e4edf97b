namespace NCVerify.Numerics.Tests.Elementary;

public sealed class SumsTest
{
    [Test]
    public void CompensationRecoversWhatPlainAdditionLoses()
    {
        double[] values = [1, 1e100, 1, -1e100];
        Assert.That(values.Sum(), Is.Zero, "the example is one that plain addition fails on");
        Assert.That(Sums.Compensated(values), Is.EqualTo(2));
    }

    [Test]
    public void CompensationIsExactToRoundingForManyTerms()
    {
        // 10^6 copies of 0.1, which exceeds 1/10 by 5.55e-18: the exact sum 100000 + 5.55e-12 rounds to 100000.
        double[] values = [.. Enumerable.Repeat(0.1, 1_000_000)];
        Assert.That(Sums.Compensated(values), Is.EqualTo(100000));
        Assert.That(Math.Abs(values.Aggregate(0.0, (s, x) => s + x) - 100000), Is.GreaterThan(1e-7), "plain addition drifts");
        Assert.That(Sums.Tree(values), Is.EqualTo(100000).Within(1e-9));
    }

    [Test]
    public void InfinitiesAndNotANumberPassThrough()
    {
        Assert.That(Sums.Compensated([1, double.PositiveInfinity, 2]), Is.EqualTo(double.PositiveInfinity));
        Assert.That(Sums.Compensated([double.NaN, 1]), Is.NaN);
        Assert.That(Sums.Compensated([]), Is.Zero);
    }

    [Test]
    public void TheTreeIsTheSameForAnyWayOfSharingHalves()
    {
        double[] values = new CounterRandom(1).GaussianMatrix(1, 1000).Data;
        Assert.That(Sums.Tree(values), Is.EqualTo(Sums.Tree(values.AsSpan(0, 500)) + Sums.Tree(values.AsSpan(500))));
    }

    [TestCase(0)]
    [TestCase(5)]
    [TestCase(8)]
    [TestCase(1003)]
    public void InnerProductsAndSumsHaveOneFixedOrder(int n)
    {
        double[] a = new CounterRandom(2).GaussianMatrix(1, n).Data, b = new CounterRandom(3).GaussianMatrix(1, n).Data;
        double[] products = new double[8], sums = new double[8];
        for (int i = 0; i < n; i++)
        {
            products[i % 8] = Math.FusedMultiplyAdd(a[i], b[i], products[i % 8]);
            sums[i % 8] += a[i];
        }

        double Join(double[] l) => ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]));
        Assert.That(VectorOperations.Dot(a, b), Is.EqualTo(Join(products)));
        Assert.That(VectorOperations.Sum(a), Is.EqualTo(Join(sums)));
        Assert.That(VectorOperations.Max(a), Is.EqualTo(a.DefaultIfEmpty(double.NegativeInfinity).Max()));
    }
}
