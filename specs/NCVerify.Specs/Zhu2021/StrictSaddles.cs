using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Wd3 = NCVerify.Claims.Zhu2021.StrictSaddles;

namespace NCVerify.Specs.Zhu2021;

/// <summary>WD-3: for d >= K - 1 and any class sizes, a critical point is either global or has a direction of negative curvature.</summary>
public sealed class StrictSaddles : ClaimSpec<Wd3>
{
    private static IEnumerable<TestCaseData> Settings()
    {
        yield return Regime.Of(Problem.CrossEntropy([3, 3, 3, 3], 0.01, 0.005, 3));
        yield return Regime.Of(Problem.CrossEntropy([6, 5, 3, 2], 0.01, 0.02, 3));
        yield return Regime.Of(Problem.CrossEntropy([5, 4, 3, 2, 1], 0.004, 0.002, 5));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Settings))]
    public void TheOriginHasThePredictedCurvature(Problem problem)
    {
        var landscape = new CrossEntropyLandscape(problem);
        double[] origin = new double[2 * problem.Classes * problem.Dimension];
        Prediction saddle = Predict(("n", problem.Samples), ("lambdaW", problem.LambdaW[0]), ("lambdaH", problem.LambdaH));
        Expect("smallest Hessian eigenvalue at the origin", landscape.SmallestCurvature(origin)).ToEqual(saddle["hessMinAtOrigin"], Within.Of(1e-8, "Hessian by central differences, error about 1e-9"));
        Expect("smallest Hessian eigenvalue is negative", landscape.SmallestCurvature(origin)).ToBeAtMost(-1e-4, Within.Of(0, "a strict saddle"));
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Settings))]
    public void PointsOfLowerRankHaveThePredictedDescentDirection(Problem problem)
    {
        // A minimiser among points of rank r < K - 1 is critical for the whole problem once padded with zeros.
        for (int rank = 1; rank < problem.Classes - 1; rank++)
        {
            Candidate low = RandomStartSolution(problem with { Dimension = rank }, (ulong)rank, anyCriticalPoint: true).Run.Candidate;
            CheckSaddle(problem, Padded(low, problem.Dimension), $"rank {rank}");
        }
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Settings))]
    public void EveryRandomStartEndsInTheGlobalMinimum(Problem problem)
    {
        double best = CertifiedSolution(problem).Objective;
        double[] ends = [.. Enumerable.Range(1, 10).Select(seed => RandomStartSolution(problem, (ulong)seed).Objective)];
        Expect("objective of 10 random starts", ends).ToEqual(Enumerable.Repeat(best, 10).ToArray(), Within.Fraction(1e-8, "objective error is quadratic in the gradient"));
    }

    [Test, Control, Oracle(OracleKind.Solver)]
    public void AtDimensionKMinus2ThereIsASecondLocalMinimum()
    {
        // K = 5, d = 3: some starts end in a local minimum that is not global, so the claim needs d >= K - 1.
        Problem problem = Problem.CrossEntropy([1, 1, 1, 1, 1], 1e-3, 1e-3, 3);
        CertifiedSolution worst = Enumerable.Range(1, 40).Select(seed => RandomStartSolution(problem, (ulong)seed, anyCriticalPoint: true)).MaxBy(s => s.Objective)!;
        CheckSaddle(problem, worst.Run.Candidate, "worst of 40 starts");
    }

    private void CheckSaddle(Problem problem, Candidate point, string where)
    {
        var landscape = new CrossEntropyLandscape(problem);
        double[] packed = landscape.Pack(point);
        double sigma = landscape.LossGradientNorm(packed), w = problem.LambdaW[0], h = problem.LambdaH;
        double bound = ((w + h) / 2) - Math.Sqrt(((w - h) * (w - h) / 4) + (sigma * sigma));
        Expect($"{where}: $\\sigma_1(G) - \\lambda$", sigma - problem.Lambda).ToBeAtLeast(1e-4, Within.Of(0, "not the global minimum"));
        Expect($"{where}: smallest Hessian eigenvalue", landscape.SmallestCurvature(packed)).ToBeAtMost(bound, Within.Of(1e-7, "Hessian by central differences, gradient about 1e-9"));
    }

    private static Candidate Padded(Candidate low, int dimension) => new(
        [Matrix.Create(low.W[0].Rows, dimension, (i, j) => j < low.W[0].Columns ? low.W[0][i, j] : 0)],
        Matrix.Create(dimension, low.H.Columns, (i, j) => i < low.H.Rows ? low.H[i, j] : 0));
}
