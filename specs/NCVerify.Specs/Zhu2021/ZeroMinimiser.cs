using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Wd1 = NCVerify.Claims.Zhu2021.BalancedMinimiser;
using Wd2 = NCVerify.Claims.Zhu2021.ZeroMinimiser;

namespace NCVerify.Specs.Zhu2021;

/// <summary>WD-2: from lambda sqrt(n) K = 1 on, the only minimiser is W = H = 0.</summary>
public sealed class ZeroMinimiser : ClaimSpec<Wd2>
{
    private static IEnumerable<TestCaseData> Above() => from p in Balanced from factor in new[] { 1.001, 1.1, 3.0 } select Regime.Of(AtThreshold(p, factor));

    private static IEnumerable<TestCaseData> JustBelow() => from p in Balanced select Regime.Of(AtThreshold(p, 0.99));

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Above))]
    public void ZeroIsGloballyOptimal(Problem problem)
    {
        var zero = new Candidate([new(problem.Classes, problem.Dimension)], new(problem.Dimension, problem.Classes));
        double objective = Objective.Evaluate(problem, zero);
        Expect("objective at zero", objective).ToEqual(Math.Log(problem.Classes), Within.Rounding);
        Expect("objective minus rigorous lower bound", objective - Bound(problem, zero).Value).ToBeZero(Within.Of(1e-10 * objective, "relative gap that counts as globally optimal"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Above))]
    public void TheSecondOrderSolverFindsZero(Problem problem) => Check(CertifiedSolution(problem));

    [Test, Oracle(OracleKind.Certificate)]
    public void TheNormVanishesAtTheThreshold()
    {
        double[] factors = [.. Enumerable.Range(0, 25).Select(i => 0.1 + (i * 0.06))];
        Problem[] problems = [.. factors.Select(f => AtThreshold(Balanced[0], f))];
        double[] predicted = [.. problems.Select(Margin)], dense = [.. Enumerable.Range(0, 301).Select(i => 0.1 + (i * 0.0048))];
        double[] measured = [.. problems.Select(p => CertifiedSolution(p).Z is var z ? z[0, 0] - z[1, 0] : double.NaN)];
        Expect("margin along $\\lambda$", measured).ToEqual(predicted, Within.CertifiedGap);
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "margin",
            Title = "Margin against the penalty, K = 4, n = 3",
            Caption = "Margin of the minimiser over $\\lambda\\sqrt{n}K$. The line is the closed form $\\log(1/(\\lambda\\sqrt{n}) - K + 1)$, the points certified solutions.",
            RefutedBy = "a point off zero to the right of the threshold, or at zero to its left",
            X = new Axis("$\\lambda \\sqrt{n} K$"),
            Y = new Axis("margin $M$"),
            Thresholds = new Dictionary<string, double>(StringComparer.Ordinal) { ["total collapse"] = 1 },
            Series = [new("closed form", SeriesRole.Predicted, dense, [.. dense.Select(f => Margin(AtThreshold(Balanced[0], f)))]), new("certified solver", SeriesRole.Measured, factors, measured)],
        });
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Above))]
    public void RandomStartsFallToZero(Problem problem) => Check(RandomStartSolution(problem));

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(JustBelow))]
    public void RandomStartsStayAwayFromZeroBelowIt(Problem problem)
    {
        CertifiedSolution solution = RandomStartSolution(problem);
        double margin = Margin(problem);
        Expect("margin one per cent below", solution.Z[0, 0] - solution.Z[1, 0]).ToEqual(margin, Within.FirstOrder);
        Expect("margin one per cent below", margin).ToBeAtLeast(1e-2, Within.Of(0, "not collapsed"));
    }

    [Oracle(OracleKind.Certificate), Control, TestCaseSource(nameof(JustBelow))]
    public void BelowItTheyDoNot(Problem problem) => Check(CertifiedSolution(problem));

    private void Check(CertifiedSolution solution)
    {
        Expect("$\\lVert W \\rVert^2 + \\lVert H \\rVert^2$", Squares(solution)).ToBeZero(Within.Of(1e-6, "one per cent below the threshold the norms are above 1e-2"));
        Expect("objective", solution.Objective).ToEqual(Math.Log(solution.Problem.Classes), Within.Fraction(1e-9, "certified gap at most 1e-10, with a margin of ten"));
    }

    private double Margin(Problem p) =>
        PredictFor<Wd1>(("K", p.Classes), ("n", p.Samples[0]), ("lambdaW", p.LambdaW[0]), ("lambdaH", p.LambdaH)).Number("marginM");

    private static double Squares(CertifiedSolution s) => s.W.Data.Sum(x => x * x) + s.H.Data.Sum(x => x * x);

    private static Problem[] Balanced => [Problem.CrossEntropy([3, 3, 3, 3], 0.15, 0.15), Problem.CrossEntropy([2, 2, 2, 2, 2, 2], 0.1, 0.05, 5)];

    private static Problem AtThreshold(Problem p, double factor) => p.WithLambda(factor / (p.Classes * Math.Sqrt(p.Samples[0])));
}
