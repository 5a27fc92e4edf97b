using NCVerify.Claims;
using NCVerify.Specs.Dang2023;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseF4 = NCVerify.Claims.Garrod2024.NumberLineBeatsCollapse;

namespace NCVerify.Specs.Garrod2024;

/// <summary>MSE-F4: a free bias lets all classes sit on one line, at lower cost than deep neural collapse from three or four layers on.</summary>
public sealed class NumberLineBeatsCollapse : ClaimSpec<MseF4>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Structures.Equal(3, 3, 2e-3, BiasKind.Free));
        yield return Regime.Of(Structures.Equal(4, 4, 1e-3, BiasKind.Free));
        yield return Regime.Of(Layers.CrossEntropy(Layers.Balanced(3, 2), [0.002, 0.001, 0.003], 0.0015, BiasKind.Free));
        yield return Regime.Of(Structures.Equal(7, 4, 3e-4, BiasKind.Free));
    }

    private static IEnumerable<TestCaseData> Reachable()
    {
        yield return Regime.Of(Structures.Equal(3, 3, 2e-3, BiasKind.Free));
        yield return Regime.Of(Layers.CrossEntropy(Layers.Balanced(3, 2), [0.002, 0.001, 0.003], 0.0015, BiasKind.Free));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void EvaluatedDirectlyTheLineIsLower(Problem problem) => CheckPoints(problem);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Reachable))]
    public void RandomStartsEndNextToTheLine(Problem problem)
    {
        double end = RandomStartSolution(problem, anyCriticalPoint: true).Objective, line = At(problem).Number("FLineBest");
        Expect("value found from random starts", end).ToBeAtMost(line, Within.Of(1e-12, "first-order solver; errors of the value are quadratic in the gradient"));
        Expect("value found from random starts", end).ToEqual(line, Within.Of(1e-8, "the line is not itself critical: up to 3e-10 below it was seen"));
    }

    [Test, Oracle(OracleKind.ClosedForm)]
    public void TheRangeOfClassesIsAsStated()
    {
        double[] ratios = [.. new[] { 3, 4, 6, 10, 20, 30 }.Select(k => At(Structures.Equal(k, 4, 1e-6, BiasKind.Free)).Number("regRatio"))];
        Expect("ratio of weight decays, $M=4$, $K=3,4,6,10,20,30$", ratios).ToBeAtMost(1, Within.Of(1e-15, "rounding"));
        Expect("ratio of weight decays, $M=4$, $K=31$", At(Structures.Equal(31, 4, 1e-6, BiasKind.Free)).Number("regRatio")).ToBeAtLeast(1, Within.Of(0, "30 is the last"));
        Expect("ratio of weight decays, $M=3$, $K=3$", At(Structures.Equal(3, 3, 1e-6, BiasKind.Free)).Number("regRatio")).ToEqual(1.0, Within.Rounding);
    }

    [Test, Control, Oracle(OracleKind.ClosedForm)]
    public void WithTwoLayersItIsHigher() => CheckPoints(Structures.Equal(3, 2, 2e-3, BiasKind.Free));

    private void CheckPoints(Problem problem)
    {
        Prediction p = At(problem);
        double collapse = Objective.Evaluate(problem, Structures.Simplex(problem, p.Number("alphaDnc")));
        double same = Objective.Evaluate(problem, Structures.Line(problem, p.Number("alphaDnc"))), best = Objective.Evaluate(problem, Structures.Line(problem, p.Number("alphaLineBest")));
        Expect("objective of collapse", collapse).ToEqual(p["FDnc"], Within.Rounding);
        Expect("objective of the line, same scale", same).ToEqual(p["FLineSameScale"], Within.Rounding);
        Expect("objective of the line, best scale", best).ToEqual(p["FLineBest"], Within.Rounding);
        Expect("line minus collapse, same scale", same - collapse).ToBeAtMost(0, Within.Of(1e-12, "rounding; the difference is above 1e-5"));
        Expect("line minus collapse, best scale", best - collapse).ToBeAtMost(-1e-5, Within.Of(1e-12, "rounding"));
    }

    private Prediction At(Problem p) => Predict([.. Structures.Parameters(p), ("bias", "free")]);
}
