using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Wd1 = NCVerify.Claims.Zhu2021.BalancedMinimiser;

namespace NCVerify.Specs.Zhu2021;

/// <summary>WD-1: with balanced classes the minimiser is a self-dual simplex ETF of known lengths.</summary>
public sealed class BalancedMinimiser : ClaimSpec<Wd1>
{
    private static IEnumerable<TestCaseData> BalancedProblems()
    {
        yield return Regime.Of(Balanced(4, 3, 0.01, 0.005, 4));
        yield return Regime.Of(Balanced(4, 3, 0.01, 0.005, 3));
        yield return Regime.Of(Balanced(6, 2, 0.004, 0.004, 9));
        yield return Regime.Of(Balanced(5, 8, 1e-4, 3e-3, 5));
        yield return Regime.Of(NearThreshold);
    }

    // 3 per cent below the penalty at which everything collapses to zero.
    private static Problem NearThreshold => Balanced(4, 3, 0.01, 0.005, 4).WithLambda(0.97 * Math.Sqrt(3) / 12);

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(BalancedProblems))]
    public void NoPointLiesBelowTheClosedForm(Problem problem)
    {
        Prediction etf = At(problem);
        Candidate point = Points.FromLogits(problem, Logits(problem.Classes, etf));
        double objective = Objective.Evaluate(problem, point);
        Expect("objective at the closed form", objective).ToEqual(etf["optimalObjective"], Within.Rounding);
        Expect("objective minus rigorous lower bound", objective - Bound(problem, point).Value).ToBeZero(Within.Of(1e-10 * objective, "relative gap that counts as globally optimal"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(BalancedProblems))]
    public void TheSecondOrderSolverFindsIt(Problem problem)
    {
        CertifiedSolution solution = CertifiedSolution(problem);
        Check(solution, At(problem), Within.CertifiedGap);
        DrawGrams(solution);
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(BalancedProblems))]
    public void RandomStartsFindIt(Problem problem) => Check(RandomStartSolution(problem), At(problem), Within.FirstOrder);

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void ClassesOfUnequalSizesDoNotFormIt() =>
        Check(CertifiedSolution(Problem.CrossEntropy([9, 6, 3, 2, 1], 0.004, 0.002)), At(Balanced(5, 4, 0.004, 0.002, 5)), Within.CertifiedGap);

    private void Check(CertifiedSolution solution, Prediction etf, Within within)
    {
        int k = solution.Problem.Classes;
        Matrix classifiers = Simplex(k, etf.Number("wNorm2")), means = Simplex(k, etf.Number("hNorm2"));
        Expect("objective", solution.Objective).ToEqual(etf["optimalObjective"], Within.Fraction(1e-9, "certified gap at most 1e-10, with a margin of ten"));
        Expect("classifier Gram $WW^\\top$", solution.ClassifierGram).ToEqual(classifiers, within);
        Expect("class-mean Gram $H^\\top H$", solution.MeanGram).ToEqual(means, within);
        Expect("logits $Z$", solution.Z).ToEqual(Logits(k, etf), within);
    }

    private void DrawGrams(CertifiedSolution solution) =>
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "gram-" + Regime.Slug(solution.Problem),
            Title = $"Classifier Gram, {Regime.Describe(solution.Problem)}",
            Caption = "$WW^\\top$ of the closed form and of the solution. Every off-diagonal entry equals $-1/(K-1)$ of the diagonal.",
            RefutedBy = "an entry of the measured matrix that differs from the predicted one by more than the tolerance",
            HeatMaps = [new HeatMap("predicted", Simplex(solution.Problem.Classes, At(solution.Problem).Number("wNorm2"))), new HeatMap("measured", solution.ClassifierGram)],
        });

    private static Problem Balanced(int k, int n, double lambdaW, double lambdaH, int d) =>
        Problem.CrossEntropy([.. Enumerable.Repeat(n, k)], lambdaW, lambdaH, d);

    private Prediction At(Problem p) => Predict(("K", p.Classes), ("n", p.Samples[0]), ("lambdaW", p.LambdaW[0]), ("lambdaH", p.LambdaH));

    private static Matrix Simplex(int k, double norm2) => Matrix.Create(k, k, (i, j) => i == j ? norm2 : -norm2 / (k - 1));

    private static Matrix Logits(int k, Prediction etf) =>
        Matrix.Create(k, k, (i, j) => etf.Number(i == j ? "logitOwn" : "logitOther"));
}
