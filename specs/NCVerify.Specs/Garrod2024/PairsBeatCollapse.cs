using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Specs.Dang2023;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseF3 = NCVerify.Claims.Garrod2024.PairsBeatCollapse;

namespace NCVerify.Specs.Garrod2024;

/// <summary>MSE-F3: for cross-entropy behind deep linear layers, pairs of opposite classes cost less than deep neural collapse.</summary>
public sealed class PairsBeatCollapse : ClaimSpec<MseF3>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Structures.Equal(4, 3, 2e-3));
        yield return Regime.Of(Structures.Equal(6, 2, 1e-3));
        yield return Regime.Of(Structures.Equal(6, 2, 3e-3));
        yield return Regime.Of(Structures.Equal(5, 3, 1e-4, BiasKind.Free));
        yield return Regime.Of(Layers.CrossEntropy(Layers.Balanced(6, 2), [0.001, 0.002, 0.0015], 0.0008));
    }

    private static IEnumerable<TestCaseData> OneLayer()
    {
        yield return Regime.Of(Structures.Equal(4, 1, 1e-3));
        yield return Regime.Of(Structures.Equal(6, 1, 1e-3));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void EvaluatedDirectlyThePairsAreLower(Problem problem) => CheckPoints(problem);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void RandomStartsEndAtThePairsOrLower(Problem problem)
    {
        Prediction p = Predict(Structures.Parameters(problem));
        double end = RandomStartSolution(problem, anyCriticalPoint: true).Objective;
        Expect("value found from random starts", end).ToBeAtMost(p.Number("FPairBest"), Within.Of(1e-9, "first-order solver; errors of the value are quadratic in the gradient"));
        Expect("value found from random starts, share of that of collapse", end / p.Number("FDnc")).ToBeAtMost(0.999, Within.Of(0, "clearly lower"));
        Expect("value found from random starts, share of that of collapse", end / p.Number("FDnc")).ToBeAtLeast(0.5, Within.Of(0, "the loose lower bound MSE-G4 lies near half of it"));
    }

    [Test, Oracle(OracleKind.ClosedForm)]
    public void TheAdvantageHoldsForAllPenalties()
    {
        double[] lambdas = [.. Enumerable.Range(0, 25).Select(i => Math.Pow(10, -5 + (0.15 * i)))];
        Prediction[] path = [.. lambdas.Select(l => Predict(Structures.Parameters(Structures.Equal(6, 2, l))))];
        double[] ratio = [.. path.Select(p => p.Number("FPairSameScale") / p.Number("FDnc"))];
        Expect("pairs over collapse at the same scale, $K=6$, $M=2$", ratio).ToBeAtMost(0.999, Within.Of(0, "strictly lower for every penalty"));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "pairs-over-collapse",
            Title = "Value of the pairs over that of deep neural collapse, K = 6, M = 2",
            Caption = "At equal scale and at the best scale of the pairs: below 1 for every penalty.",
            RefutedBy = "a point at or above 1",
            X = new Axis("$\\lambda$ of every factor", Logarithmic: true),
            Y = new Axis("$F_{\\text{pairs}}/F_{\\text{DNC}}$"),
            Series =
            [
                new("same scale", SeriesRole.Predicted, lambdas, ratio),
                new("best scale", SeriesRole.Measured, lambdas, [.. path.Select(p => p.Number("FPairBest") / p.Number("FDnc"))]),
                new("equal", SeriesRole.Reference, [lambdas[0], lambdas[^1]], [1, 1]),
            ],
        });
    }

    [Oracle(OracleKind.ClosedForm), Control, TestCaseSource(nameof(OneLayer))]
    public void WithOneLayerTheyAreHigher(Problem problem) => CheckPoints(problem);

    private void CheckPoints(Problem problem)
    {
        Prediction p = Predict(Structures.Parameters(problem));
        double collapse = Objective.Evaluate(problem, Structures.Simplex(problem, p.Number("alphaDnc")));
        double same = Objective.Evaluate(problem, Structures.Pairs(problem, p.Number("alphaDnc"))), best = Objective.Evaluate(problem, Structures.Pairs(problem, p.Number("betaBest")));
        Expect("objective of collapse", collapse).ToEqual(p["FDnc"], Within.Rounding);
        Expect("objective of the pairs, same scale", same).ToEqual(p["FPairSameScale"], Within.Rounding);
        Expect("objective of the pairs, best scale", best).ToEqual(p["FPairBest"], Within.Rounding);
        Expect("gradient at collapse", Layers.GradientNorm(problem, Structures.Simplex(problem, p.Number("alphaDnc")))).ToBeZero(Within.Of(1e-14, "rounding"));
        Expect("pairs minus collapse, same scale", same - collapse).ToBeAtMost(0, Within.Of(1e-12, "rounding; the difference is above 1e-4"));
        Expect("pairs, best minus same scale", best - same).ToBeAtMost(0, Within.Of(1e-15, "rounding"));
        Expect("ratio of weight decays", p.Number("regRatio")).ToBeAtMost(0.999, Within.Of(0, "strictly lower"));
    }
}
