using NCVerify.Numerics;
using static NCVerify.Theory.Tests.ClosedForms.SampleTerms;

namespace NCVerify.Theory.Tests.ClosedForms;

/// <summary>Minima in four scalars against the optimality conditions of the K x K problem, which know nothing of clusters.</summary>
public sealed class TwoClusterTests
{
    private static readonly double[] Shares = [0.02, 0.3, 0.9, 0.999, 1.001, 1.2, 1.6, 3];

    private static IEnumerable<TestCaseData> Problems()
    {
        foreach ((int a, int b, double wA, double wB, double sA, double sB) in new[] { (2, 3, 3.0, 1.0, 2.0, 0.5), (3, 2, 10, 1, 10, 1), (1, 4, 5, 1, 1, 1), (4, 1, 5, 1, 3, 2), (1, 1, 4, 1, 4, 1), (2, 2, 0.5, 2, 0.25, 4), (3, 3, 1, 1, 1, 1) })
        {
            foreach (double share in Shares)
            {
                yield return new TestCaseData(new TwoClusterMinimum(a, b, wA, wB, sA, sB), share).SetArgDisplayNames($"{a}+{b}", $"{wA}:{wB}", $"{sA}:{sB}", $"{share}");
            }
        }
    }

    // lambda is a share of the penalty at which the first cluster merges.
    [TestCaseSource(nameof(Problems))]
    public void TheMinimumIsStationaryAndDualFeasible(TwoClusterMinimum problem, double share)
    {
        double lambda = share * Math.Min(problem.MergeA, problem.MergeB);
        CheckMinimum(problem, problem.At(lambda), lambda);
    }

    [TestCase(2, 3, 3, 1, 2, 0.5)]
    [TestCase(1, 1, 4, 1, 4, 1)]
    [TestCase(5, 2, 100, 1, 1, 1)]
    [TestCase(3, 2, 0.01, 1, 4, 1)]
    public void ClusterMeansVanishAtTheirThreshold(int a, int b, double wA, double wB, double sA, double sB)
    {
        var problem = new TwoClusterMinimum(a, b, wA, wB, sA, sB);
        double threshold = problem.MeansVanish;
        Assert.Multiple(() =>
        {
            Assert.That(problem.At(threshold * (1 - 1e-6)).MeanNorm, Is.Positive);
            Assert.That(problem.At(threshold * (1 + 1e-6)).MeanNorm, Is.Zero);
        });
    }

    [Test]
    public void OfTwoClassesNothingIsLeftAtTheSpectralNormOfTheGradient() =>
        Assert.That(new TwoClusterMinimum(1, 1, 4, 1, 4, 1).MeansVanish, Is.EqualTo(Math.Sqrt(((16 / 4.0) + 1) / 2)).Within(1e-12), "columns +-(1/2, -1/2) times weight over root of size");

    [TestCase(2, 3, 3, 1, 2, 0.5, 7)]
    [TestCase(1, 4, 5, 1, 1, 1, 0.1)]
    [TestCase(3, 2, 10, 1, 10, 1, 400)]
    public void OnABallTheRadiusIsUsedUp(int a, int b, double wA, double wB, double sA, double sB, double radius)
    {
        var problem = new TwoClusterMinimum(a, b, wA, wB, sA, sB);
        (TwoClusterLogits point, double lambda) = problem.OnBall(radius);
        Assert.That(Root(Gram(point, sA, sB)).Trace(), Is.EqualTo(radius).Within(1e-7 * Math.Max(1, radius)), "nuclear norm, its zeros known to the root of the precision");
        CheckMinimum(problem, point, lambda);
    }

    [TestCase(2, 3, 1, 1)]
    [TestCase(5, 5, 3, 0.5)]
    [TestCase(1, 2, 1, 1)]
    public void MinorityClassesMergeAtTheThreshold(int majority, int minority, double energyW, double energyH)
    {
        var threshold = new PeeledThreshold(majority, minority, energyW, energyH);
        (TwoClusterLogits below, double weaker) = threshold.At(threshold.Ratio * 0.999);
        (TwoClusterLogits above, double stronger) = threshold.At(threshold.Ratio * 1.001);
        Assert.Multiple(() =>
        {
            Assert.That(threshold.Radius, Is.EqualTo((majority + minority) * Math.Sqrt(energyW * energyH)).Within(1e-14).Percent);
            Assert.That(below.ContrastB, Is.Positive);
            Assert.That(above.ContrastB, Is.Zero);
            Assert.That(weaker, Is.InRange(0, 1));
            Assert.That(stronger, Is.InRange(1, 1e9));
            Assert.That(threshold.Point.NuclearNorm(1, 1), Is.EqualTo(threshold.Radius).Within(1e-8).Percent);
        });
    }

    private static void CheckMinimum(TwoClusterMinimum problem, TwoClusterLogits point, double lambda)
    {
        int k = problem.A + problem.B;
        double[] size = Sizes(problem.A, problem.B, problem.SizeA, problem.SizeB), weight = Sizes(problem.A, problem.B, problem.WeightA, problem.WeightB);
        Matrix z = point.Logits, pull = new(k, k);
        for (int j = 0; j < k; j++)
        {
            double[] residual = Residual(z.Column(j), j);
            for (int c = 0; c < k; c++)
            {
                pull[c, j] = weight[j] * residual[c];
            }
        }

        // 0 in gradient + lambda d|Z D^(1/2)|_*: R D^(-1/2) has norm at most lambda, and R Z' = lambda (Z D Z')^(1/2).
        Matrix root = Root(Gram(point, problem.SizeA, problem.SizeB)), scaled = pull * Matrix.Diagonal([.. size.Select(n => 1 / Math.Sqrt(n))]);
        double unit = Math.Max(1, z.MaxAbs());
        Assert.Multiple(() =>
        {
            Assert.That(z.Rows, Is.EqualTo(k));
            Assert.That(SpectralNorm(scaled), Is.InRange(0, lambda * (1 + 1e-9)), "dual feasible");
            Assert.That(Deviation((1 / lambda) * (pull * z.Transpose()), root), Is.InRange(0, 1e-7 * unit), "aligned");
            Assert.That(Deviation(point.RowRoot(problem.SizeA, problem.SizeB), root), Is.InRange(0, 1e-7 * unit));
            Assert.That(point.NuclearNorm(problem.SizeA, problem.SizeB), Is.EqualTo(root.Trace()).Within(1e-7 * unit));
            Assert.That(point.MeanNorm, Is.EqualTo(Math.Sqrt((point.Mean1 * point.Mean1) + (point.Mean2 * point.Mean2))).Within(1e-14));
            Assert.That(point.LossA, Is.EqualTo(Loss(z.Column(0), 0)).Within(1e-13 * unit));
            Assert.That(point.LossB, Is.EqualTo(Loss(z.Column(k - 1), k - 1)).Within(1e-13 * unit));
            if (problem.B > 1 && root[k - 1, k - 1] > 1e-3)
            {
                Assert.That(point.CosineB(problem.SizeA, problem.SizeB), Is.EqualTo(root[k - 1, k - 2] / root[k - 1, k - 1]).Within(1e-5));
            }
        });
    }

    private static Matrix Gram(TwoClusterLogits point, double sizeA, double sizeB) =>
        point.Logits * Matrix.Diagonal(Sizes(point.A, point.B, sizeA, sizeB)) * point.Logits.Transpose();

    private static double[] Sizes(int a, int b, double ofA, double ofB) => [.. Enumerable.Repeat(ofA, a), .. Enumerable.Repeat(ofB, b)];
}
