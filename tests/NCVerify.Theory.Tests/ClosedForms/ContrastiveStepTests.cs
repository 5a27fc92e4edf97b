using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.ClosedForms;

/// <summary>Two groups under the contrastive loss against losses of Gram matrices, which are convex.</summary>
public sealed class ContrastiveStepTests
{
    [TestCase(2, 3, 10, 4, 0.5)]
    [TestCase(3, 2, 50, 2, 1.0)]
    [TestCase(1, 3, 20, 5, 0.3)]
    [TestCase(4, 1, 20, 5, 0.3)]
    [TestCase(1, 1, 20, 5, 0.3)]
    [TestCase(2, 2, 8, 8, 0.7)]
    [TestCase(2, 3, 100_000, 2, 0.5)]
    public void NoNeighbourIsBetter(int m, int k, int nMaj, int nMin, double tau)
    {
        var step = new ContrastiveStep(m, k, nMaj, nMin, tau);
        (double a, double b, double c) = (step.CosMajMaj ?? 1, step.CosMajMin, step.CosMinMin ?? 1);
        Assert.Multiple(() =>
        {
            Assert.That(step.CosMajMaj.HasValue, Is.EqualTo(m > 1));
            Assert.That(step.CosMinMin.HasValue, Is.EqualTo(k > 1));
            Assert.That(step.Value, Is.EqualTo(Value(m, k, nMaj, nMin, tau, a, b, c)).Within(1e-13));
            Assert.That(b, Is.EqualTo(-Math.Sqrt((1 + ((m - 1) * a)) * (1 + ((k - 1) * c)) / (m * k))).Within(1e-12), "no Gram matrix allows less");
            Assert.That(step.MinoritiesMerged, Is.EqualTo(k > 1 && c == 1));
            foreach ((double u, double v) in new[] { (1e-4, 0.0), (-1e-4, 0), (0, 1e-4), (0, -1e-4), (1e-4, 1e-4), (0.1, -0.1), (-0.1, 0.2) })
            {
                (double otherA, double otherC) = (m == 1 ? 1 : a + u, k == 1 ? 1 : c + v);
                if (otherA <= 1 && otherC <= 1 && otherA >= -1.0 / Math.Max(m - 1, 1) && otherC >= -1.0 / Math.Max(k - 1, 1))
                {
                    double between = -Math.Sqrt((1 + ((m - 1) * otherA)) * (1 + ((k - 1) * otherC)) / (m * k));
                    Assert.That(Value(m, k, nMaj, nMin, tau, otherA, between, otherC), Is.InRange(step.Value - 1e-14, 1e3), $"{u}, {v}");
                }
            }
        });
    }

    [Test]
    public void BalancedGroupsAreASimplexAndFarUnevenOnesMerge() => Assert.Multiple(() =>
    {
        var balanced = new ContrastiveStep(2, 2, 8, 8, 0.7);
        Assert.That(balanced.CosMajMaj, Is.EqualTo(-1 / 3.0).Within(1e-7), "a minimum to the root of the precision");
        Assert.That(balanced.CosMajMin, Is.EqualTo(-1 / 3.0).Within(1e-7));
        Assert.That(balanced.MinoritiesMerged, Is.False);
        Assert.That(new ContrastiveStep(2, 3, 100_000, 2, 0.5).MinoritiesMerged);
        Assert.That(new ContrastiveStep(1, 1, 20, 5, 0.3).CosMajMin, Is.EqualTo(-1));
    });

    // Mean over samples of log sum over all other samples of exp((cos - 1)/tau), class by class from the Gram matrix.
    private static double Value(int m, int k, int nMaj, int nMin, double tau, double a, double b, double c)
    {
        int[] n = [.. Enumerable.Repeat(nMaj, m), .. Enumerable.Repeat(nMin, k)];
        double Cosine(int i, int j) => i == j ? 1 : (i < m, j < m) switch { (true, true) => a, (false, false) => c, _ => b };
        return Enumerable.Range(0, n.Length).Sum(i => n[i] * Math.Log(Enumerable.Range(0, n.Length).Sum(j => (n[j] - (i == j ? 1 : 0)) * Math.Exp((Cosine(i, j) - 1) / tau)))) / n.Sum();
    }
}
