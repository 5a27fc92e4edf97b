using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Garrod2024;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseB2 = NCVerify.Claims.Dang2023.CollapseIsGlobalForCrossEntropy;
using MseF3 = NCVerify.Claims.Garrod2024.PairsBeatCollapse;
using MseF4 = NCVerify.Claims.Garrod2024.NumberLineBeatsCollapse;

namespace NCVerify.Specs.Dang2023;

/// <summary>MSE-B2, expected to be refuted: "no point lies below deep neural collapse", for cross-entropy and several linear layers.</summary>
public sealed class CollapseIsGlobalForCrossEntropy : ClaimSpec<MseB2>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Structures.Equal(6, 2, 1e-3));
        yield return Regime.Of(Structures.Equal(4, 3, 2e-3));
        yield return Regime.Of(Structures.Equal(5, 2, 3e-3, BiasKind.Free));
        yield return Regime.Of(Structures.Equal(3, 3, 2e-3, BiasKind.Free));
    }

    private static IEnumerable<TestCaseData> WhereItHolds()
    {
        yield return Regime.Of(Structures.Equal(3, 2, 3e-3));
        yield return Regime.Of(Structures.Equal(3, 3, 3e-3));
        yield return Regime.Of(Structures.Equal(6, 1, 1e-3));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void NoExplicitPointLiesBelowCollapse(Problem problem)
    {
        double alpha = At(problem).Number("alpha");
        Candidate witness = (problem.Classes, problem.Bias) switch
        {
            (5, BiasKind.Free) => Structures.PairAndTriangle(problem, alpha),
            (3, BiasKind.Free) => Structures.Line(problem, PredictFor<MseF4>([.. Structures.Parameters(problem), ("bias", "free")]).Number("alphaLineBest")),
            _ => Structures.Pairs(problem, PredictFor<MseF3>(Structures.Parameters(problem)).Number("betaBest")),
        };
        CheckNotBelow(problem, "the witness", Objective.Evaluate(problem, witness));
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void NoRandomStartEndsBelowCollapse(Problem problem)
    {
        CertifiedSolution solution = RandomStartSolution(problem, anyCriticalPoint: true);
        CheckNotBelow(problem, "a random start", solution.Objective);
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = Layers.FigureId("logits" + (problem.Bias == BiasKind.Free ? "-bias" : ""), problem),
            Title = $"Logits: deep neural collapse and what random starts find, {Regime.Describe(problem)}",
            Caption = "The second point has the lower objective.",
            RefutedBy = "for the refutation: two maps of the same structure",
            HeatMaps = [new HeatMap("deep neural collapse", Layers.Centring(problem.Classes, At(problem).Number("alpha"))), new HeatMap("found", solution.Z)],
        });
    }

    [Oracle(OracleKind.Solver), Control, TestCaseSource(nameof(WhereItHolds))]
    public void ForThreeClassesOrOneLayerNoneDoes(Problem problem)
    {
        double end = RandomStartSolution(problem, anyCriticalPoint: problem.Layers > 1).Objective;
        CheckNotBelow(problem, "a random start", end);
        Expect("value from random starts", end).ToEqual(At(problem)["FDnc"], Within.Of(1e-10, "first-order solver; errors of the value are quadratic in the gradient"));
    }

    private void CheckNotBelow(Problem problem, string what, double value)
    {
        double collapse = Objective.Evaluate(problem, Structures.Simplex(problem, At(problem).Number("alpha")));
        Expect($"objective of collapse minus that of {what}", collapse - value).ToBeAtMost(0, Within.Of(1e-9, "errors of the value are far smaller; the witnesses are lower by 1e-4 and more"));
    }

    private Prediction At(Problem p) => Predict(Structures.Parameters(p));
}
