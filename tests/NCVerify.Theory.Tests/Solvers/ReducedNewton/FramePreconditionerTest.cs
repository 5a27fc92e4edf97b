using NCVerify.Numerics;

namespace NCVerify.Theory.Tests;

/// <summary>The preconditioner must be symmetric and positive definite at any point, and near an optimum close to the inverse Hessian.</summary>
public sealed class FramePreconditionerTest
{
    private static readonly (string Name, int[] Samples, double Lambda)[] Problems =
    [
        ("full rank", [.. Enumerable.Range(11, 30)], 1e-4),
        ("collapsed in part", [.. Enumerable.Range(11, 30)], 1.5 * Math.Sqrt(11) / Enumerable.Range(11, 30).Sum()),
        ("six orders of size", [2, 12, 14, 44, 171, 176, 181, 429, 1127, 6360, 7268, 11246, 12851, 49891, 58924, 91497, 315226], 5e-7),
        ("ties", [40, 40, 30, 25, 25, 25, 20, 10, 9, 9, 7, 6, 5], 1e-3),
    ];

    private static IEnumerable<TestCaseData> Cases() =>
        from p in Problems select new TestCaseData(p.Samples, p.Lambda).SetArgDisplayNames(p.Name);

    [TestCaseSource(nameof(Cases))]
    public void ItIsSymmetricAndPositiveDefinite(int[] samples, double lambda)
    {
        (FactoredObjective objective, ReducedPoint point, FramePreconditioner preconditioner) = AtOptimum(samples, lambda);
        for (ulong seed = 0; seed < 20; seed++)
        {
            ReducedPoint x = Random(point, 2 * seed), y = Random(point, (2 * seed) + 1), px = point.ZeroLike(), py = point.ZeroLike();
            preconditioner.Apply(x, px);
            preconditioner.Apply(y, py);
            double xx = ReducedPoint.Dot(x, px), yy = ReducedPoint.Dot(y, py);
            Assert.That(xx, Is.GreaterThan(0));

            // Cauchy-Schwarz bounds the product; differences are rounding of the two solves.
            Assert.That((ReducedPoint.Dot(x, py) - ReducedPoint.Dot(y, px)) / Math.Sqrt(xx * yy), Is.EqualTo(0).Within(1e-9));
        }

        Assert.That(objective.Point, Is.SameAs(point));
    }

    [TestCaseSource(nameof(Cases))]
    public void AtAnOptimumItNearlyInvertsTheHessian(int[] samples, double lambda)
    {
        (FactoredObjective objective, ReducedPoint point, FramePreconditioner preconditioner) = AtOptimum(samples, lambda);

        // Extreme Rayleigh quotients of H against the preconditioner, by power steps on P H.
        ReducedPoint x = Random(point, 5), image = point.ZeroLike(), next = point.ZeroLike();
        double largest = 0;
        for (int step = 0; step < 60; step++)
        {
            objective.HessianProduct(x, image);
            preconditioner.Apply(image, next);
            largest = Math.Sqrt(ReducedPoint.Dot(next, image) / ReducedPoint.Dot(x, image));
            largest *= largest;
            x.Clear();
            x.Add(1 / Math.Sqrt(ReducedPoint.Dot(next, next)), next);
        }

        // Observed: 1.5 to 4; the diagonal of the Hessian gives hundreds.
        Assert.That(largest, Is.InRange(0.5, 8));
    }

    private static (FactoredObjective Objective, ReducedPoint Point, FramePreconditioner Preconditioner) AtOptimum(int[] samples, double lambda)
    {
        var clusters = new SizeClusters(samples);
        var objective = new FactoredObjective(clusters, 1.0 / samples.Sum(), lambda);
        ReducedPoint start = SpectralStart.Find(clusters, 1.0 / samples.Sum(), lambda)!;
        new TrustRegionNewton(objective).Minimise(start, out _);
        objective.Evaluate(start);
        Matrix x = MatrixProduct.MultiplyTranspose(start.P, start.Q);
        double[] contrast = objective.ContrastValues.ToArray();
        objective.EvaluateLoss(x, contrast);
        var frame = ModeFrame.Find(x, contrast, objective, lambda);
        ReducedPoint point = frame.Point();
        objective.Evaluate(point);
        var preconditioner = new FramePreconditioner(frame, objective, lambda);
        preconditioner.Update();
        return (objective, point, preconditioner);
    }

    private static ReducedPoint Random(ReducedPoint like, ulong seed)
    {
        var random = new CounterRandom(seed);
        Matrix contrast = random.GaussianMatrix(1, like.Contrast.Length);
        return new(random.GaussianMatrix(like.P.Rows, like.P.Columns), random.GaussianMatrix(like.P.Rows, like.P.Columns), [.. contrast.Data]);
    }
}
