using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Dang2023;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseF4b = NCVerify.Claims.Garrod2024.PairAndTriangleBeatCollapse;

namespace NCVerify.Specs.Garrod2024;

/// <summary>MSE-F4b: five classes behind two linear layers with a free bias do better as a pair and a triangle than as a simplex.</summary>
public sealed class PairAndTriangleBeatCollapse : ClaimSpec<MseF4b>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Structures.Equal(5, 2, 0.01, BiasKind.Free));
        yield return Regime.Of(Structures.Equal(5, 2, 3e-3, BiasKind.Free));
        yield return Regime.Of(Structures.Equal(5, 2, 1e-4, BiasKind.Free));
        yield return Regime.Of(Layers.CrossEntropy(Layers.Balanced(5, 2), [0.002, 0.001, 0.003], 0.0015, BiasKind.Free));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void EvaluatedDirectlyItIsLower(Problem problem) => CheckPoints(problem);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void RandomStartsEndThereOrLower(Problem problem)
    {
        Prediction p = At(problem);
        CertifiedSolution solution = RandomStartSolution(problem, anyCriticalPoint: true);
        Expect("value found from random starts", solution.Objective).ToBeAtMost(p.Number("FPairTriangleSameScale"), Within.Of(1e-9, "first-order solver"));
        Expect("value found from random starts, share of that of collapse", solution.Objective / p.Number("FDnc")).ToBeAtLeast(0.5, Within.Of(0, "the loose lower bound MSE-G4 lies near half of it"));
    }

    [Test, Oracle(OracleKind.ClosedForm)]
    public void WhatItLooksLike()
    {
        Problem problem = Structures.Equal(5, 2, 3e-3, BiasKind.Free);
        Candidate point = Structures.PairAndTriangle(problem, At(problem).Number("alphaDnc"));
        Expect("least margin over scale", Objective.LeastMargin(problem, point) / At(problem).Number("alphaDnc")).ToEqual(1.0, Within.Rounding);
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "logits",
            Title = "Logits of the collapsed simplex and of the pair with a triangle, K = 5",
            Caption = "Both have all margins at least $\\alpha$; the second needs less weight decay behind two layers.",
            RefutedBy = "a column of the second map whose own entry exceeds another one by less than the scale",
            HeatMaps = [new HeatMap("deep neural collapse", Layers.Centring(5, At(problem).Number("alphaDnc"))), new HeatMap("pair and triangle", point.Logits())],
        });
    }

    [Test, Control, Oracle(OracleKind.ClosedForm)]
    public void WithOneLayerItIsHigher() => CheckPoints(Structures.Equal(5, 1, 0.01, BiasKind.Free));

    private void CheckPoints(Problem problem)
    {
        Prediction p = At(problem);
        double alpha = p.Number("alphaDnc");
        double collapse = Objective.Evaluate(problem, Structures.Simplex(problem, alpha)), other = Objective.Evaluate(problem, Structures.PairAndTriangle(problem, alpha));
        Expect("objective of collapse", collapse).ToEqual(p["FDnc"], Within.Rounding);
        Expect("objective of the pair and the triangle", other).ToEqual(p["FPairTriangleSameScale"], Within.Rounding);
        Expect("pair and triangle minus collapse", other - collapse).ToBeAtMost(0, Within.Of(1e-12, "rounding; the difference is above 5e-5"));
        Expect("multiplier of the weight decay", p.Number("regMultiplier")).ToBeAtMost(4 - 0.07, Within.Of(0, "that of collapse is 4"));
    }

    private Prediction At(Problem p) => Predict([.. Structures.Parameters(p), ("bias", "free")]);
}
