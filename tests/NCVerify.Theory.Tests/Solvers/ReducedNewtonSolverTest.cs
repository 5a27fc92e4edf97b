using NCVerify.Numerics;

namespace NCVerify.Theory.Tests;

/// <summary>The reduced Newton solver against reference values that were computed independently.</summary>
public sealed class ReducedNewtonSolverTest
{
    private static readonly ReducedNewtonSolver Solver = new();

    [Test]
    public void FourDistinctSizesHaveTheSolvedObjectiveAndLogits()
    {
        var problem = Problem.CrossEntropy([6, 5, 3, 2], 0.01, 0.02);
        Candidate candidate = Solver.Solve(problem).Candidate;
        Matrix z = Matrix.FromRows([
            [2.73701463057, -1.09040604599, -0.994055363917, -0.911451527366],
            [-1.06216471892, 2.67869725622, -0.925905943214, -0.839798278221],
            [-0.898662439012, -0.857939050927, 2.51849232553, -0.642814658196],
            [-0.776187472636, -0.7303521593, -0.598531018403, 2.39406446378],
        ]);

        // The reference has 13 digits in the objective and 12 in the rest.
        Assert.That(new Optimality(problem, candidate).Objective, Is.EqualTo(0.3775593051036).Within(1e-12));
        Assert.That((candidate.Logits() - z).MaxAbs(), Is.Below(1e-10));
        Assert.That(SquaredNorms(candidate.W[0]), Is.EqualTo(new[] { 9.0743847381, 8.27202136269, 6.41306397439, 5.25223742327 }).Within(1e-9));
        Assert.That(SquaredNorms(candidate.H.Transpose()), Is.EqualTo(new[] { 0.827544121455, 0.871525215729, 0.996678642969, 1.09646350647 }).Within(1e-10));
    }

    [Test]
    public void FiveDistinctSizesHaveTheSolvedObjectiveAndSpectrum()
    {
        var problem = Problem.CrossEntropy([40, 25, 10, 8, 6], 0.02, 0.02);
        var check = new Optimality(problem, Solver.Solve(problem).Candidate);
        Assert.That(check.Objective, Is.EqualTo(1.042039346932).Within(1e-12));
        Assert.That(check.SingularValues, Is.EqualTo(new[] { 16.0181529892, 9.21329855006, 4.21307927057, 2.71150680858, 0 }).Within(1e-9));
    }

    [Test]
    public void ClassOrderDoesNotMatter()
    {
        double sorted = Objective(Problem.CrossEntropy([8, 8, 3, 3, 2], 0.01, 0.03));
        var shuffled = Problem.CrossEntropy([3, 8, 2, 3, 8], 0.01, 0.03);
        Assert.That(Objective(shuffled), Is.EqualTo(sorted).Within(1e-14));
        Assert.That(new Optimality(shuffled, Solver.Solve(shuffled).Candidate).SnappedGap, Is.Below(1e-12));
    }

    // Two clusters (block structure, HL-2): nA, nB, KA, KB, lambda; objective; own, same-cluster and cross logits of both.
    [TestCase(20, 5, 2, 2, 0.02, 0.719560618076187, 1.98001499163058, -0.929520016192376, -0.525247487719104, 1.45621571871214, -0.143786163350119, -0.656214777681008)]
    [TestCase(50, 10, 3, 3, 0.01, 0.965408866976937, 2.40969758553623, -0.704619617977492, -0.333486116527081, 1.5201771646342, -0.0283432413806784, -0.487830227290947)]
    [TestCase(500, 100, 5, 5, 0.0015, 0.989837678435952, 3.32709923528698, -0.523969203747153, -0.246244484059673, 2.36245490911684, -0.0827753005315831, -0.406270741398101)]
    [TestCase(500, 100, 5, 5, 0.005, 2.05840035593993, 1.56615855025838, -0.391539637564594, 0, 0, 0, 0)]
    public void TwoClustersHaveTheSolvedBlocks(int nA, int nB, int kA, int kB, double lambda, double objective, params double[] blocks)
    {
        var problem = Problem.CrossEntropy([.. Enumerable.Repeat(nA, kA), .. Enumerable.Repeat(nB, kB)], lambda, lambda);
        Candidate candidate = Solver.Solve(problem).Candidate;
        Matrix z = candidate.Logits();
        int last = kA + kB - 1;
        double[] found = [z[0, 0], z[1, 0], z[last, 0], z[last, last], z[last - 1, last], z[0, last]];

        // The reference has 15 digits.
        Assert.That(new Optimality(problem, candidate).Objective, Is.EqualTo(objective).Within(1e-13));
        Assert.That(found, Is.EqualTo(blocks).Within(1e-11));
    }

    [Test]
    public void ACollapsedMinorityIsExactlyZero()
    {
        var problem = Problem.CrossEntropy([.. Enumerable.Repeat(500, 5), .. Enumerable.Repeat(100, 5)], 0.005, 0.005);
        Candidate candidate = Solver.Solve(problem).Candidate;
        Assert.That(candidate.H.Column(9), Is.All.Zero);
        Assert.That(candidate.W[0].Row(9).ToArray(), Is.All.Zero);
    }

    // Equal classes (WD-1): K, n, lambdaW, lambdaH; objective, own logit, other logit, |w|^2, |h|^2.
    [TestCase(4, 3, 0.01, 0.005, 0.197814811146469, 3.27375246172163, -1.09125082057388, 4.00951153769916, 2.67300769179944)]
    [TestCase(6, 2, 0.004, 0.004, 0.174248362603837, 4.28849612512886, -0.857699225025773, 6.06484938234171, 3.03242469117085)]
    [TestCase(4, 3, 0.15, 0.15, 1.38629436111989, 0, 0, 0, 0)]
    public void EqualClassesHaveTheClosedForm(int k, int n, double lambdaW, double lambdaH, double objective, double own, double other, double w, double h)
    {
        var problem = Problem.CrossEntropy([.. Enumerable.Repeat(n, k)], lambdaW, lambdaH);
        Candidate candidate = Solver.Solve(problem).Candidate;
        Matrix z = candidate.Logits();
        Assert.That(new Optimality(problem, candidate).Objective, Is.EqualTo(objective).Within(2e-14));
        Assert.That(new[] { z[0, 0], z[1, 0], z[k - 2, k - 1] }, Is.EqualTo(new[] { own, other, other }).Within(1e-11));
        Assert.That(SquaredNorms(candidate.W[0]), Is.All.EqualTo(w).Within(1e-11));
        Assert.That(SquaredNorms(candidate.H.Transpose()), Is.All.EqualTo(h).Within(1e-11));
    }

    [Test]
    public void TheSumReductionIsTheMeanWithPenaltiesTimesN()
    {
        var mean = Problem.CrossEntropy([7, 7, 4, 1], 0.01, 0.02);
        Problem sum = mean with { Reduction = Reduction.Sum, LambdaW = [0.01 * 19], LambdaH = 0.02 * 19 };
        Matrix difference = Solver.Solve(mean).Candidate.Logits() - Solver.Solve(sum).Candidate.Logits();
        Assert.That(difference.MaxAbs(), Is.Below(1e-10));
        Assert.That(Objective(sum), Is.EqualTo(19 * Objective(mean)).Within(1e-12));
    }

    [TestCase(3)]
    [TestCase(4)]
    [TestCase(9)]
    public void AnyDimensionFromKMinusOneGivesTheSameLogits(int dimension)
    {
        Problem problem = Problem.CrossEntropy([6, 5, 3, 2], 0.01, 0.02, dimension);
        Candidate candidate = Solver.Solve(problem).Candidate;
        Assert.That((candidate.W[0].Columns, candidate.H.Rows), Is.EqualTo((dimension, dimension)));
        Assert.That(new Optimality(problem, candidate).Objective, Is.EqualTo(0.3775593051036).Within(1e-12));
    }

    [Test]
    public void TheSameProblemGivesTheSameBits()
    {
        var problem = Problem.CrossEntropy([.. Enumerable.Range(3, 40)], 1e-3, 2e-3);
        Candidate first = Solver.Solve(problem).Candidate, second = Solver.Solve(problem, 7).Candidate;
        Assert.That(second.W[0].Data, Is.EqualTo(first.W[0].Data));
        Assert.That(second.H.Data, Is.EqualTo(first.H.Data));
    }

    private static readonly TestCaseData[] Refused =
    [
        Case(Problem.CrossEntropy([3, 2], 0.1, 0.1) with { Loss = Loss.Mse }, "cross-entropy"),
        Case(Problem.CrossEntropy([3, 2], 0.1, 0.1) with { Bias = BiasKind.Free }, "bias"),
        Case(Problem.CrossEntropy([3, 2], 0.1, 0.1) with { Features = FeatureDomain.Nonnegative }, "nonnegative"),
        Case(Problem.CrossEntropy([3, 2], 0.1, 0.1) with { Layers = 2, LambdaW = [1, 1] }, "layer"),
        Case(Problem.CrossEntropy([3, 2], 0.1, 0.1) with { Weights = [1, 2] }, "weights"),
        Case(Problem.CrossEntropy([3, 2, 1, 1], 0.1, 0.1, 2), "K - 1"),
        Case(Problem.CrossEntropy([3, 2], 0.1, 0), "lambdaH"),
        Case(Problem.CrossEntropy([3, 0], 0.1, 0.1), "samples"),
        Case(Problem.Separation([3, 2]), "unconstrained"),
    ];

    private static TestCaseData Case(Problem problem, string reason) => new TestCaseData(problem, reason).SetArgDisplayNames(reason);

    [TestCaseSource(nameof(Refused))]
    public void OtherProblemsAreRefusedWithTheReason(Problem problem, string reason)
    {
        Assert.That(Solver.Supports(problem, out string found), Is.False);
        Assert.That(found, Does.Contain(reason));
        Assert.That(() => Solver.Solve(problem), Throws.TypeOf<ProblemException>().With.Message.Contains(reason));
    }

    private static double Objective(Problem problem) => new Optimality(problem, Solver.Solve(problem).Candidate).Objective;

    private static double[] SquaredNorms(Matrix m) => [.. m.ToRows().Select(r => r.Sum(x => x * x))];
}
