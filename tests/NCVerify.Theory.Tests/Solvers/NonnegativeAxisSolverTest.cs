using NCVerify.Numerics;

namespace NCVerify.Theory.Tests;

/// <summary>The nonnegative-axis solver against reference values of the closed form (CE-RELU-1), computed elsewhere.</summary>
public sealed class NonnegativeAxisSolverTest
{
    private static readonly NonnegativeAxisSolver Solver = new();

    private static readonly TestCaseData[] References =
    [
        new(new[] { 6, 5, 3, 2 }, 0.01, 0.02, 0.419225659775671, new[] { 3.54095932403731, 3.44146433718709, 3.15770248504964, 2.92588019884037 }, new[] { 0.885239831009329, 0.942483824163468, 1.1164164200741, 1.26694329031281 }),
        new(new[] { 12, 8, 3, 1 }, 0.05, 0.03, 0.909940102834139, new[] { 2.2935387466469, 2.02034492434011, 1.23981442351993, 0 }, new[] { 0.740236447470406, 0.798611452509414, 0.800296769113408, 0 }),
        new(new[] { 100, 100, 200, 200, 300, 300, 400, 400, 500, 500 }, 1e-3, 1e-5, 0.116100962528622, new[] { 5.72758938135851, 5.72758938135851, 6.08270645246729, 6.08270645246729, 6.28920070277521, 6.28920070277521, 6.43527744266279, 6.43527744266279, 6.54837207270449, 6.54837207270449 }, new[] { 5.43366838418629, 5.43366838418629, 4.08040353446804, 4.08040353446804, 3.44473709358732, 3.44473709358732, 3.05252011408771, 3.05252011408771, 2.77823897900517, 2.77823897900517 }),
    ];

    [TestCaseSource(nameof(References))]
    public void TheClosedFormIsFound(int[] samples, double lambdaW, double lambdaH, double objective, double[] margins, double[] features)
    {
        Problem problem = Problem.CrossEntropy(samples, lambdaW, lambdaH) with { Features = FeatureDomain.Nonnegative };
        SolverRun run = Solver.Solve(problem);
        Matrix z = run.Candidate.Logits(), h = run.Candidate.H;
        int k = samples.Length;
        Assert.That(run.Converged, Is.True);

        // The references have 15 digits.
        Assert.That(new Optimality(problem, run.Candidate).Objective, Is.EqualTo(objective).Within(3e-15));
        Assert.That(Enumerable.Range(0, k).Select(i => z[i, i] - z[(i + 1) % k, i]), Is.EqualTo(margins).Within(3e-14));
        Assert.That(Enumerable.Range(0, k).Select(i => h.Column(i).Sum(x => x * x)), Is.EqualTo(features).Within(3e-14));
        Assert.That(h.Data, Is.All.GreaterThanOrEqualTo(0));
    }

    [Test]
    public void EveryActiveClassNeedsAnAxis()
    {
        // Of these four classes the smallest is collapsed.
        Problem three = Problem.CrossEntropy([12, 8, 3, 1], 0.05, 0.03, 3) with { Features = FeatureDomain.Nonnegative };
        Assert.That(new Optimality(three, Solver.Solve(three).Candidate).Objective, Is.EqualTo(0.909940102834139).Within(3e-15));
        Assert.That(Solver.Supports(three with { Dimension = 2 }, out string reason), Is.False);
        Assert.That(reason, Does.Contain("3 classes"));
    }

    [Test]
    public void MarginsAreAccurateForTinyPenalties()
    {
        Problem problem = Problem.CrossEntropy([3, 2], 1e-14, 1e-14) with { Features = FeatureDomain.Nonnegative };
        Matrix z = Solver.Solve(problem).Candidate.Logits();

        // K = 2: probability of a wrong answer q = N lambda sqrt(1 / (2 n)), margin log(1/q - 1).
        double q = 5 * 1e-14 * Math.Sqrt(1.0 / 6);
        Assert.That(z[0, 0] - z[1, 0], Is.EqualTo(Math.Log((1 / q) - 1)).Within(1e-13));
    }

    [Test]
    public void TheCertifiedSolversChooseByFeatures()
    {
        var free = Problem.CrossEntropy([3, 2], 0.01, 0.01);
        Assert.That(Theory.Solvers.Certified.Choose(free, out _), Is.TypeOf<ReducedNewtonSolver>());
        Assert.That(Theory.Solvers.Certified.Choose(free with { Features = FeatureDomain.Nonnegative }, out _), Is.TypeOf<NonnegativeAxisSolver>());
        Problem unknown = free with { Loss = Loss.Mse, Features = FeatureDomain.Nonnegative };
        Assert.That(Theory.Solvers.Certified.Supports(unknown, out string reason), Is.False);
        Assert.That(reason, Does.Contain("reduced Newton").And.Contain("nonnegative axes"));
        Assert.That(() => Theory.Solvers.Certified.Solve(unknown), Throws.TypeOf<ProblemException>());
    }
}
