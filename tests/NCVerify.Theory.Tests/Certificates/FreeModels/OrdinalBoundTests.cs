using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Certificates.FreeModels;

/// <summary>Ordinal bounds against exact values: at total collapse the minimum is the loss at zero, else every value is above it.</summary>
public sealed class OrdinalBoundTests
{
    private static readonly int[] Sizes = [4, 3, 5, 2];
    private static readonly double[] Thresholds = [-1.25, 0.25, 0.875];

    private static IEnumerable<Link> Links => Link.All;

    [TestCaseSource(nameof(Links))]
    public void AboveTheCollapseThresholdItIsTheLossAtZeroToAllDigits(Link link)
    {
        var scale = new OrdinalScale(Sizes, Thresholds, link);
        decimal minimum = Sizes.Select((n, q) => n * DecimalLinks.Class(scale, q, 0).Loss).Sum();
        double threshold = Math.Sqrt(Sizes.Select((n, q) => n * Math.Pow((double)DecimalLinks.Class(scale, q, 0).Slope, 2)).Sum());
        double above = OrdinalBound.At(scale, threshold * (1 + 1e-9), new double[4]);
        Assert.That(DecimalLog.Exactly(above), Is.NoMoreThan(minimum));
        Assert.That(above, Is.GreaterThan((double)minimum - 1e-12));
        Assert.That(DecimalLog.Exactly(above * (1 + 1e-6)), Is.GreaterThan(minimum), "a flattering bound is caught");
    }

    [TestCaseSource(nameof(Links))]
    public void NoBoundExceedsAnyAttainedValue(Link link)
    {
        var scale = new OrdinalScale(Sizes, Thresholds, link);
        var random = new CounterRandom(3);
        const double Lambda = 0.5;
        double[] state = Solve(scale, Lambda);
        decimal attained = Value(scale, Lambda, state);
        for (int trial = 0; trial < 120; trial++)
        {
            double noise = Math.Pow(10, (trial % 12) - 12);
            double[] latent = [.. state.Select(z => z + (noise * random.NextGaussian()))];
            double bound = OrdinalBound.At(scale, Lambda, latent);
            Assert.That(DecimalLog.Exactly(bound), Is.NoMoreThan(attained), $"noise {noise}");
            if (noise <= 1e-12)
            {
                Assert.That(bound, Is.GreaterThan((double)attained - 1e-10), "sharp: of first order in the noise");
            }
        }
    }

    [Test]
    public void LatentValuesThatAreNotNumbersGiveNoBound() =>
        Assert.That(OrdinalBound.At(new([1, 1], [0], new LogitLink()), 1, [double.NaN, 0]), Is.EqualTo(double.NegativeInfinity));

    // Two logit classes of size 2 around one threshold at 0: both slopes at 0 are 1/2 in modulus and their norm is 1. With
    // Lambda = 1/2 each is halved, at the odds 1 : 3, where the tangents add up to the entropy of (1/4, 3/4) per sample.
    [TestCase(0)]
    [TestCase(0.25)]
    public void SlopesOfEitherSignShrinkToTheirClosedForm(double start)
    {
        var scale = new OrdinalScale([2, 2], [0], new LogitLink());
        decimal entropy = (DecimalLog.Log(4) / 4) + (3 * (DecimalLog.Log(4) - DecimalLog.Log(3)) / 4);
        double bound = OrdinalBound.At(scale, 0.5, [start, -start]);
        Assert.That(DecimalLog.Exactly(bound), Is.NoMoreThan(4 * entropy));
        Assert.That(bound, Is.GreaterThan((double)(4 * entropy) - 2e-12), "each attempt lowers the slopes by 1e-13");
    }

    [Test]
    public void MissingArgumentsAreNamed()
    {
        Assert.That(() => OrdinalBound.At(null!, 1, [0, 0]), Throws.ArgumentNullException);
        Assert.That(() => OrdinalBound.At(new([1, 1], [0], new LogitLink()), 1, null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("latent"));
    }

    // sum_q n_q l_q(z_q) + Lambda sqrt(sum_q n_q z_q^2), the root by Newton's step in decimals.
    private static decimal Value(OrdinalScale scale, double lambda, double[] z)
    {
        decimal loss = z.Select((x, q) => scale.Sizes[q] * DecimalLinks.Class(scale, q, x).Loss).Sum();
        decimal square = z.Select((x, q) => scale.Sizes[q] * DecimalLog.Exactly(x) * DecimalLog.Exactly(x)).Sum();
        decimal root = (decimal)Math.Sqrt((double)square);
        return loss + (DecimalLog.Exactly(lambda) * (root + (square / root)) / 2);
    }

    // Stationarity l_q'(z_q) = -Lambda z_q/|z|, by bisection of each class inside a fixed point for the norm.
    private static double[] Solve(OrdinalScale scale, double lambda)
    {
        double low = 1e-6, high = 100;
        double[] z = [];
        for (int i = 0; i < 100; i++)
        {
            double norm = Math.Sqrt(low * high);
            z = [.. Enumerable.Range(0, scale.Classes).Select(q => Root(x => scale.Slope(q, x) + (lambda * x / norm)))];
            (low, high) = Math.Sqrt(z.Select((x, q) => scale.Sizes[q] * x * x).Sum()) > norm ? (norm, high) : (low, norm);
        }

        return z;
    }

    private static double Root(Func<double, double> rising)
    {
        double low = -100, high = 100;
        for (int i = 0; i < 100; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = rising(middle) < 0 ? (middle, high) : (low, middle);
        }

        return low;
    }
}
