using NCVerify.Numerics;
using static NCVerify.Theory.Tests.ClosedForms.SampleTerms;

namespace NCVerify.Theory.Tests.ClosedForms;

/// <summary>Short closed forms at points where they can be worked out by hand, most of them the borders of their cases.</summary>
public sealed class SmallFormTests
{
    [Test]
    public void EntropyAtTheEndsOfItsRange() => Assert.Multiple(() =>
    {
        Assert.That(LabelEntropy.Of(0, 5), Is.Zero);
        Assert.That(LabelEntropy.Of(0.5, 2), Is.EqualTo(Math.Log(2)).Within(1e-15));
        Assert.That(LabelEntropy.Of(0.75, 4), Is.EqualTo(Math.Log(4)).Within(1e-15));
    });

    [Test]
    public void AtItsThresholdTheBalancedMinimumIsZero()
    {
        var at = new WeightDecayCrossEntropy(2, 1, 0.5, 0.5);
        Assert.Multiple(() =>
        {
            Assert.That(at.ZeroThreshold, Is.EqualTo(0.5));
            Assert.That(at.Collapsed);
            Assert.That(at.Margin, Is.Zero);
            Assert.That(at.OffLabel, Is.EqualTo(0.5));
            Assert.That(at.Objective, Is.EqualTo(Math.Log(2)).Within(1e-15));
            Assert.That(at.CrossEntropyPart, Is.EqualTo(Math.Log(2)).Within(1e-15));
            Assert.That(new WeightDecayCrossEntropy(5, 4, 1, 1).OffLabel, Is.EqualTo(0.8));
        });
    }

    [Test]
    public void TheBalancedMinimumByHand()
    {
        // K = 2, n = 4, lambda = 1/16 (lambdaW = 4 lambdaH): q = 1/8, M = log 7, factors 4^(1/2) (lambdaH/lambdaW)^(1/2) = 1 and its inverse quarter.
        var m = new WeightDecayCrossEntropy(2, 4, 0.125, 0.03125);
        Assert.Multiple(() =>
        {
            Assert.That(m.Lambda, Is.EqualTo(0.0625));
            Assert.That(m.OffLabel, Is.EqualTo(0.125));
            Assert.That(m.Margin, Is.EqualTo(Math.Log(7)).Within(1e-15));
            Assert.That(m.ClassifierNorm2, Is.EqualTo(Math.Log(7) / 2).Within(1e-15));
            Assert.That(m.FeatureNorm2, Is.EqualTo(Math.Log(7) / 2).Within(1e-15));
            Assert.That(m.ClassifierProduct, Is.EqualTo(-Math.Log(7) / 2).Within(1e-15));
            Assert.That(m.FeatureOverClassifier, Is.EqualTo(1));
            Assert.That(m.CrossEntropyPart, Is.EqualTo(Math.Log(8 / 7.0)).Within(1e-15));
            Assert.That(m.Objective, Is.EqualTo(Math.Log(8 / 7.0) + (Math.Log(7) / 8)).Within(1e-15));
        });
    }

    [Test]
    public void ANonnegativeClassAtItsThresholdIsZero()
    {
        // K = 2, n = (2, 2): q = 4 lambda sqrt(1/4) = 2 lambda, and (K-1)/K = 1/2.
        var at = new ReluCrossEntropy([2, 2], 0.25, 0.25);
        var below = new ReluCrossEntropy([2, 2], 0.125, 0.125);
        Assert.Multiple(() =>
        {
            Assert.That(at.Residuals, Is.EqualTo(new[] { 0.5, 0.5 }));
            Assert.That(at.Active, Is.EqualTo(new[] { false, false }));
            Assert.That(at.Margins, Is.All.Zero);
            Assert.That(at.ClassLosses, Is.EqualTo(new[] { Math.Log(2), Math.Log(2) }));
            Assert.That(at.SizeThreshold, Is.EqualTo(2).Within(1e-15));
            Assert.That(below.Active, Is.EqualTo(new[] { true, true }));
            Assert.That(below.Margins, Is.EqualTo(new[] { Math.Log(3), Math.Log(3) }).Within(1e-15), "q = 1/4");
            Assert.That(below.ClassLosses, Is.EqualTo(new[] { Math.Log(4 / 3.0), Math.Log(4 / 3.0) }).Within(1e-15));
            Assert.That(below.FeatureNorms2, Is.EqualTo(new[] { Math.Log(3) / 2, Math.Log(3) / 2 }).Within(1e-15), "sqrt(1/2 x 1/2) log 3");
            Assert.That(ReluCrossEntropy.CollapsePenalties([8, 2]), Is.EqualTo(new[] { 0.2, 0.1 }).Within(1e-15));
            Assert.That(ReluCrossEntropy.CollapseSize(10, 2, 0.2), Is.EqualTo(8).Within(1e-14));
        });
    }

    [Test]
    public void OfUnevenNonnegativeClassesTheSmallOneDiesAlone()
    {
        // N = 10, lambda = 1/8: q = 10/8 sqrt(1/(2 n)) is 5/16 for n = 8 and 5/8, above one half, for n = 2.
        var m = new ReluCrossEntropy([8, 2], 0.25, 0.0625);
        double margin = Math.Log(11 / 5.0);
        Assert.Multiple(() =>
        {
            Assert.That(m.Active, Is.EqualTo(new[] { true, false }));
            Assert.That(m.Margins, Is.EqualTo(new[] { margin, 0 }).Within(1e-15));
            Assert.That(m.ClassLosses, Is.EqualTo(new[] { Math.Log(16 / 11.0), Math.Log(2) }).Within(1e-15));
            Assert.That(m.FeatureNorms2, Is.EqualTo(new[] { margin / 2, 0 }).Within(1e-15), "sqrt(1/2 x 4/8) of the margin");
            Assert.That(m.CrossEntropyPart, Is.EqualTo((0.8 * Math.Log(16 / 11.0)) + (0.2 * Math.Log(2))).Within(1e-15));
            Assert.That(m.Logits[0, 0] - m.Logits[1, 0], Is.EqualTo(margin).Within(1e-15));
        });
    }

    [Test]
    public void LengthsOfSpectralFeatures() => Assert.Multiple(() =>
    {
        Assert.That(SpectralMinimum.Lengths2([5, 3, 2]), Is.EqualTo(new[] { 2, 10 / 3.0, 5 }).Within(1e-15));
        Assert.That(SpectralMinimum.ClassFeature(2, 3, 5), Is.EqualTo(10 / 29.0).Within(1e-15));
    });

    [TestCase(0.3, 2.0)]
    [TestCase(2.0, 0.7)]
    public void WeightsThatMakeASimplexMakeItStationary(double lambda, double scale)
    {
        int[] n = [9, 4, 1];
        double[] weights = WeightedEtf.Weights(n, lambda, scale);
        Matrix z = scale * (Matrix.Centring(3) * Matrix.Diagonal([1 / 3.0, 0.5, 1])), pull = new(3, 3);
        for (int j = 0; j < 3; j++)
        {
            double[] residual = Residual(z.Column(j), j);
            for (int c = 0; c < 3; c++)
            {
                pull[c, j] = weights[j] * residual[c] * n[j];
            }
        }

        // R D Z' = lambda (Z D Z')^(1/2) = lambda c P: equal classifiers; features |h_j|^2 = c (K-1)/(K n_j).
        Assert.That(Deviation(pull * z.Transpose(), lambda * scale * Matrix.Centring(3)), Is.InRange(0, 1e-13));
        Assert.That(WeightedEtf.FeatureNormTimesRoot(3, scale), Is.EqualTo(Math.Sqrt(scale * 2 / 3)).Within(1e-15));
    }

    [TestCase(0.2)]
    [TestCase(0.9)]
    [TestCase(1.0)]
    [TestCase(2.5)]
    [TestCase(-1.0)]
    public void TheDualOfAScaledCandidateIsTheBestOnItsRay(double rho)
    {
        double[] n = [5, 3, 1];
        var minimum = new DeepLinearMinimum(n, [0.03], 0.02);
        double mu = Math.Sqrt(0.03 * 0.02);
        double[] z = [.. n.Select(size => rho * Math.Max(0, Math.Sqrt(size) - (9 * mu)))], u = [.. n.Select((size, k) => (Math.Sqrt(size) - z[k]) / 9)];
        double limit = mu / u.Max(Math.Abs), linear = u.Select((x, k) => x * Math.Sqrt(n[k])).Sum(), quadratic = 9 * u.Sum(x => x * x);
        double Value(double t) => (t * linear) - (t * t * quadratic / 2);
        double best = Enumerable.Range(-20_000, 40_001).Max(i => Value(limit * i / 20_000));
        (double primal, double dual, double scale) = ScaledCandidates.SquaredError(minimum, rho);
        Assert.Multiple(() =>
        {
            Assert.That(primal, Is.EqualTo(n.Select((size, k) => (Math.Pow(z[k] - Math.Sqrt(size), 2) / 18) + (mu * z[k])).Sum()).Within(1e-14));
            Assert.That(dual, Is.InRange(best - 1e-14, best + 1e-7));
            Assert.That(dual, Is.EqualTo(Value(scale)).Within(1e-14));
            Assert.That(Math.Abs(scale), Is.InRange(0, limit * (1 + 1e-14)));
        });
    }

    [TestCase(0.5, 0.01)]
    [TestCase(8.0, 0.01)]
    [TestCase(1.0, 0.3)]
    public void TheDualOfScaledLogitsIsThatOfTheirProbabilities(double alpha, double mu)
    {
        const int K = 4, N = 3;
        double[] p = [.. Residual([.. Enumerable.Range(0, K).Select(j => j == 0 ? alpha : 0)], 0).Select(Math.Abs)];
        double t = Math.Min(1, mu * K * N / (p[1] * K * Math.Sqrt(N))), q = t * p[0];
        (double primal, double dual) = ScaledCandidates.CrossEntropyAt(alpha, K, N, mu);
        Assert.Multiple(() =>
        {
            Assert.That(primal, Is.EqualTo(Math.Log(1 + (3 * Math.Exp(-alpha))) + (mu * Math.Sqrt(3) * 3 * alpha)).Within(1e-14));
            Assert.That(dual, Is.EqualTo((-(1 - q) * Math.Log(1 - q)) - (q * Math.Log(q / 3))).Within(1e-14));
        });
    }

    [Test]
    public void ChordsByHand()
    {
        // M = 1: p = 1, C = sqrt(product): the line itself. M = 3: p = 1/2, C = 2 product^(1/4).
        Assert.That(ScaledCandidates.Chord(6, 1, 4), Is.EqualTo((3.0, 2.0)));
        (double z, double lambda) = ScaledCandidates.Chord(6, 3, 16);
        Assert.That(z, Is.EqualTo(2.25).Within(1e-14), "(6/4)^2");
        Assert.That(lambda, Is.EqualTo(4 / 1.5).Within(1e-14), "4/sqrt z");
    }
}
