using NCVerify.Numerics;
using static NCVerify.Theory.Tests.ClosedForms.SampleTerms;

namespace NCVerify.Theory.Tests.ClosedForms;

/// <summary>Closed dual values at zero logits against a fine grid over the factor c, with norms from an eigensolver.</summary>
public sealed class CertificatesAtZeroTests
{
    private const int Grid = 20_000;

    [TestCase(new[] { 3, 2, 1 }, 0.05, 0.1)]
    [TestCase(new[] { 20, 20, 5, 5 }, 0.02, 1e-3)]
    [TestCase(new[] { 9, 1 }, 0.5, 0.05)]
    [TestCase(new[] { 4, 4, 4 }, 0.1, 0.3)]
    [TestCase(new[] { 50, 3, 1 }, 0.15, 0.01)]
    public void WithARegularizedBias(int[] sizes, double lambda, double lambdaB)
    {
        double square = sizes.Sum(n => Square((1.0 / sizes.Length) - (n / (double)sizes.Sum())));
        double limit = Math.Min(1, lambda / SpectralNorm(Gradient(sizes, Math.Sqrt)));
        double Value(double c) => Entropy(c, sizes.Length) - (c * c * square / (2 * lambdaB));
        Check(CertificateAtZeroLogits.RegularizedBias(sizes, lambda, lambdaB), Value, limit);
    }

    [TestCase(new[] { 3, 2, 1 }, 4.0)]
    [TestCase(new[] { 20, 20, 5, 5 }, 12.0)]
    [TestCase(new[] { 9, 1 }, 0.3)]
    public void LayerPeeled(int[] sizes, double radius)
    {
        double norm = SpectralNorm(Gradient(sizes, n => n));
        double Value(double c) => Entropy(c, sizes.Length) - (c * radius * norm);
        Assert.That(CertificateAtZeroLogits.PeeledNorm(sizes), Is.EqualTo(norm).Within(1e-12).Percent);
        Check(CertificateAtZeroLogits.Peeled(sizes, radius), Value, 1);
    }

    [Test]
    public void WhereTheBiasCostsNothingTheFactorIsTheLargestAllowed() => Assert.Multiple(() =>
    {
        Assert.That(CertificateAtZeroLogits.RegularizedBias([4, 4, 4], 1, 0.3).Factor, Is.EqualTo(1));
        Assert.That(CertificateAtZeroLogits.RegularizedBias([4, 4, 4], 1, 0.3).Dual, Is.EqualTo(Math.Log(3)).Within(1e-15));
        Assert.That(CertificateAtZeroLogits.RegularizedBias([4, 4, 4], 0, 0.3), Is.EqualTo((0.0, 0.0)), "no penalty, no dual point but the labels");
    });

    [TestCase(new[] { 1000, 999, 1, 1 }, 0.02)]
    [TestCase(new[] { 12, 8, 3, 1 }, 0.04)]
    [TestCase(new[] { 30, 20, 1, 1 }, 0.005)]
    [TestCase(new[] { 9, 1 }, 0.5)]
    public void TheClippedPointIsMadeOfItsEigenvectors(int[] sizes, double lambda)
    {
        double total = sizes.Sum();
        Matrix centring = Matrix.Centring(sizes.Length), square = centring * Matrix.Diagonal([.. sizes.Select(n => (double)n)]) * centring;
        Matrix shrink = SymmetricEigen.Decompose(square).Function(s => s < 1e-6 ? 0 : Math.Min(1, total * lambda / Math.Sqrt(s)));
        Matrix p = Matrix.Identity(sizes.Length) - shrink;
        double expected = Enumerable.Range(0, sizes.Length).Sum(j => sizes[j] / total * p.Column(j).Sum(x => -x * Math.Log(x)));
        Assert.That(CertificateAtZero.ClippedDual(sizes, lambda), Is.EqualTo(expected).Within(1e-10));
    }

    [Test]
    public void WithNonnegativeFeaturesTheLargestClassCounts() =>
        Assert.That(CertificateAtZero.NonnegativeDualNorm([2, 8]), Is.EqualTo(0.2).Within(1e-15), "sqrt(8/2)/10");

    private static void Check((double Dual, double Factor) result, Func<double, double> value, double limit)
    {
        double best = Enumerable.Range(0, Grid + 1).Max(i => value(limit * i / Grid));
        Assert.Multiple(() =>
        {
            Assert.That(result.Factor, Is.InRange(0, limit * (1 + 1e-14)));
            Assert.That(result.Dual, Is.EqualTo(value(result.Factor)).Within(1e-13));
            Assert.That(result.Dual, Is.InRange(best - 1e-13, best + 1e-6), "a grid of 1/20000 misses a maximum by its square");
        });
    }

    // Entropy of e_k + c (uniform - e_k), entry by entry.
    private static double Entropy(double c, int classes)
    {
        double own = 1 - (c * (classes - 1) / classes), other = c / classes;
        return (own <= 0 ? 0 : -own * Math.Log(own)) - (other == 0 ? 0 : (classes - 1) * other * Math.Log(other));
    }

    private static Matrix Gradient(int[] sizes, Func<double, double> scale) =>
        Matrix.Create(sizes.Length, sizes.Length, (i, k) => ((1.0 / sizes.Length) - (i == k ? 1 : 0)) * scale(sizes[k]) / sizes.Sum());

    private static double Square(double x) => x * x;
}
