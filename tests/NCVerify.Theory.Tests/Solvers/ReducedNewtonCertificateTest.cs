using NCVerify.Numerics;

namespace NCVerify.Theory.Tests;

/// <summary>
/// The reduced Newton solver over its whole range: what it returns must satisfy the optimality conditions of the convex
/// problem, checked by plain formulas and MathNet's singular values.
/// </summary>
public sealed class ReducedNewtonCertificateTest
{
    private static readonly ReducedNewtonSolver Solver = new();

    private static readonly (string Name, int[] Samples)[] Profiles =
    [
        ("equal", [5, 5, 5, 5]),
        ("two classes", [37, 1]),
        ("single majority", [1000, 1, 1, 1]),
        ("distinct", [40, 25, 10, 8, 6]),
        ("every kind of tie", [10, 10, 10, 7, 7, 5, 4, 4, 3, 3, 1, 1]),
        ("fifty and fifty", [.. Enumerable.Repeat(500, 50), .. Enumerable.Repeat(5, 50)]),
        ("geometric with ties in the tail", [.. Enumerable.Range(0, 60).Select(i => (int)(60 * Math.Pow(0.9, i)) + 1)]),
        ("forty distinct", [.. Enumerable.Range(2, 40)]),
    ];

    // Fractions of sqrt(n_min)/N, where classes of the smallest size merge; far above, everything is zero.
    private static readonly double[] Shares = [1e-6, 0.01, 0.1, 0.5, 0.9, 0.999, 1, 1.001, 1.5, 2, 3, 20];

    private static IEnumerable<TestCaseData> Cases() =>
        from profile in Profiles
        from share in Shares
        select new TestCaseData(profile.Samples, share).SetArgDisplayNames(profile.Name, Exact.Format(share));

    [TestCaseSource(nameof(Cases))]
    public void TheConditionsOfOptimalityHold(int[] samples, double share)
    {
        double lambda = share * Math.Sqrt(samples.Min()) / samples.Sum();
        AssertOptimal(Problem.CrossEntropy(samples, 2 * lambda, lambda / 2));
    }

    // Total collapse is at |Pi D^{1/2}|_2 / N (HL-4); the second singular value is where a second direction appears.
    private static IEnumerable<TestCaseData> Thresholds() =>
        from profile in Profiles
        from place in new[] { 0, 1 }
        from factor in new[] { 0.999, 1, 1.001 }
        select new TestCaseData(profile.Samples, place, factor).SetArgDisplayNames(profile.Name, Exact.Format(place), Exact.Format(factor));

    [TestCaseSource(nameof(Thresholds))]
    public void NearTheThresholdsTheConditionsHoldToo(int[] samples, int place, double factor)
    {
        double threshold = CentredRootSizes(samples)[place] / samples.Sum();
        if (threshold * factor < 1e-10)
        {
            Assert.That(samples, Has.Length.EqualTo(2), "only two classes have a single direction");
            return;
        }

        var problem = Problem.CrossEntropy(samples, factor * threshold, factor * threshold);
        Candidate candidate = AssertOptimal(problem);
        if (place == 0 && factor > 1)
        {
            Assert.That(candidate.Logits().Data, Is.All.Zero);
        }
        else if (place == 0 && factor < 1)
        {
            // The order parameter of a pitchfork 0.1 % below its threshold.
            Assert.That(candidate.Logits().MaxAbs(), Is.GreaterThan(1e-4));
        }
    }

    [TestCase(1e-8)]
    [TestCase(1e-5)]
    [TestCase(3e-4)]
    public void AHundredDistinctSizesAreSolved(double lambda) =>
        AssertOptimal(Problem.CrossEntropy([.. Enumerable.Range(11, 100)], lambda, lambda));

    [Test]
    public void AnImperfectPointFailsTheSameCheck()
    {
        var problem = Problem.CrossEntropy([40, 25, 10, 8, 6], 0.02, 0.02);
        Candidate candidate = Solver.Solve(problem).Candidate;
        Candidate off = candidate with { H = candidate.H + new CounterRandom(1).GaussianMatrix(candidate.H.Rows, candidate.H.Columns, 1e-4) };
        var check = new Optimality(problem, off);

        // Perturbing by delta costs about delta^2 in value: 1e-8 here, a hundred times what would pass as a bad gap.
        Assert.That(check.SnappedGap, Is.GreaterThan(1e-10));
        Assert.That(check.DualNorm, Is.GreaterThan(1 + 1e-6));
    }

    private static Candidate AssertOptimal(Problem problem)
    {
        SolverRun run = Solver.Solve(problem);
        var check = new Optimality(problem, run.Candidate);
        Assert.Multiple(() =>
        {
            Assert.That(run.Converged, Is.True);

            // Values are sums of up to K^2 rounded terms; observed are gaps up to 6e-14.
            Assert.That(check.SnappedGap, Is.Below(1e-12), "relative gap of the snapped dual");

            // First-order conditions carry the root of the solver's goal of 1e-24, times a condition number.
            Assert.That(check.DualNorm, Is.Below(1 + 1e-8), "spectral norm of the residual over lambda");
            Assert.That(check.Complementarity, Is.EqualTo(0).Within(1e-9), "residual aligned with the logits");
            Assert.That((check.Objective - check.ConvexObjective) / check.Objective, Is.EqualTo(0).Within(1e-12), "factors balanced");
        });
        return run.Candidate;
    }

    private static double[] CentredRootSizes(int[] samples)
    {
        int k = samples.Length;
        Matrix m = Matrix.Create(k, k, (i, j) => ((i == j ? 1.0 : 0) - (1.0 / k)) * Math.Sqrt(samples[j]));
        return [.. MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.OfRows(m.ToRows()).Svd(false).S];
    }
}
