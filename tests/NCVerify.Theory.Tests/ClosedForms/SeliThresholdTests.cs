using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.ClosedForms;

public sealed class SeliThresholdTests
{
    [TestCase(2, 2, 10.0, 1.0)]
    [TestCase(7, 3, 50.0, 2.0)]
    [TestCase(3, 1, 5.0, 1.0)]
    [TestCase(5, 5, 1000.0, 4.0)]
    [TestCase(2, 6, 1.5, 0.3)]
    [TestCase(4, 4, 1e8, 1.0)]
    public void AtTheGroupThresholdTheGradientIsBalancedOnBothModes(int majority, int minority, double ratio, double minoritySize)
    {
        var profile = new StepProfile(majority, minority, ratio, minoritySize);
        double threshold = SeliThresholds.Group(profile);

        // Independently: find a from the majority contrast by its own bisection on the full softmax, then compare the
        // spectral norm of the gradient on the span of the group contrast, from the K x K matrix.
        double low = 0, high = 200;
        for (int i = 0; i < 200; i++)
        {
            double a = (low + high) / 2;
            (low, high) = ContrastNorm(profile, a) > threshold ? (a, high) : (low, a);
        }

        Assert.Multiple(() =>
        {
            Assert.That(GroupNorm(profile, low), Is.EqualTo(threshold).Within(1e-10).Percent);
            Assert.That(threshold, Is.GreaterThan(Math.Sqrt(minoritySize)).And.LessThan(Math.Sqrt(ratio * minoritySize)));
        });
    }

    [Test]
    public void WithOneMajorityTheGroupVanishesWithEverything([Values(1, 2, 5)] int minority)
    {
        var profile = new StepProfile(1, minority, 8, 3);
        Assert.That(SeliThresholds.Group(profile), Is.EqualTo(SeliThresholds.Zero(profile.Sizes)).Within(1e-12).Percent);
    }

    [Test]
    public void EverythingVanishesFromTheSpectralNormOn()
    {
        Assert.Multiple(() =>
        {
            Assert.That(SeliThresholds.Zero([10, 10, 1, 1]), Is.EqualTo(Math.Sqrt(10)).Within(1e-15), "the largest size, when two classes share it");
            Assert.That(SeliThresholds.Zero([10, 2]), Is.EqualTo(Math.Sqrt(6)).Within(1e-15), "two classes: their mean");
            Assert.That(SeliThresholds.Merge(9), Is.EqualTo(3));
        });
    }

    // Column k of the gradient over sqrt(n_k): sqrt(n_k)(softmax(z_k) - e_k), for Z = a (I - J/m) on majorities, 0 on minorities.
    private static double[] GradientColumn(StepProfile p, double a, int k)
    {
        double[] z = [.. Enumerable.Range(0, p.K).Select(j => k < p.Majority && j < p.Majority ? a * ((j == k ? 1.0 : 0.0) - (1.0 / p.Majority)) : 0)];
        double top = z.Max(), total = z.Sum(x => Math.Exp(x - top));
        return [.. z.Select((x, j) => Math.Sqrt(p.Sizes[k]) * ((Math.Exp(x - top) / total) - (j == k ? 1 : 0)))];
    }

    private static double ContrastNorm(StepProfile p, double a)
    {
        // Difference of the first two majority columns, along the contrast (e_1 - e_2)/sqrt 2 on both sides. Off-label
        // probabilities, so that nothing cancels when the own probability is close to 1.
        if (p.Majority < 2)
        {
            return 0;
        }

        double[] c = GradientColumn(p, a, 0);
        double ownResidual = c.Where((_, j) => j != 0).Sum();
        return ownResidual + c[1];
    }

    private static double GroupNorm(StepProfile p, double a)
    {
        double c = Math.Sqrt((double)p.K / (p.Majority * p.Minority));
        double[] u = [.. Enumerable.Range(0, p.K).Select(j => j < p.Majority ? c * p.Minority / p.K : -c * p.Majority / p.K)];
        double sum = 0;
        for (int k = 0; k < p.K; k++)
        {
            double inner = GradientColumn(p, a, k).Zip(u, (g, x) => g * x).Sum();
            sum += inner * inner;
        }

        return Math.Sqrt(sum);
    }
}
