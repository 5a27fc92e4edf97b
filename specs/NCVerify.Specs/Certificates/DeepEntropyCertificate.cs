using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Dang2023;
using NCVerify.Specs.Garrod2024;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseG4 = NCVerify.Claims.Certificates.DeepEntropyCertificate;

namespace NCVerify.Specs.Certificates;

/// <summary>MSE-G4: for cross-entropy behind several linear layers a one-layer problem bounds the minimum, from far below.</summary>
public sealed class DeepEntropyCertificate : ClaimSpec<MseG4>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Structures.Equal(3, 2, 3e-3));
        yield return Regime.Of(Structures.Equal(3, 3, 2e-3));
        yield return Regime.Of(Structures.Equal(6, 2, 1e-3));
        yield return Regime.Of(Structures.Equal(4, 3, 2e-3, n: 2));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void AtCollapseItHasTheClosedForm(Problem problem)
    {
        Prediction p = At(problem);
        Candidate collapse = Collapse(problem);
        Expect("value of collapse", Objective.Evaluate(problem, collapse)).ToEqual(p["FUpper"], Within.Rounding);
        Expect("proven bound at collapse", Bound(problem, collapse).Value).ToEqual(p["lowerBound"], Within.Fraction(1e-9, "the rigorous bound gives away 1e-11 in the penalty and its own rounding"));
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void WhatRandomStartsFindLiesAboveIt(Problem problem) => CheckBelow(problem, 1);

    [Oracle(OracleKind.Solver), Control, TestCaseSource(nameof(Problems))]
    public void WithSingularValuesTooSmallItIsNoBound(Problem problem) => CheckBelow(problem, 0.01);

    private void CheckBelow(Problem problem, double factor)
    {
        CertifiedSolution best = RandomStartSolution(problem, anyCriticalPoint: true);
        Expect("best known value minus that of collapse", best.Objective - At(problem).Number("FUpper")).ToBeAtMost(0, Within.Of(1e-10, "first-order solver; collapse itself is among the points it can find"));
        double lambda = At(problem).Number("secantMu") * Math.Pow(factor, (2.0 / (problem.Layers + 1)) - 1);
        double bound = CertifiedSolution(Problem.CrossEntropy(problem.Samples, lambda, lambda)).Objective;
        Expect("one-layer minimum over the best known value", bound / best.Objective).ToBeAtMost(1, Within.Of(1e-9, "a bound"));
        Expect("one-layer minimum over the best known value", bound / best.Objective).ToBeAtLeast(0.35, Within.Of(0, "0.38 to 0.70 was seen"));
    }

    private Candidate Collapse(Problem problem) =>
        Structures.Simplex(problem, PredictFor<Claims.Garrod2024.PairsBeatCollapse>(Structures.Parameters(problem)).Number("alphaDnc"));

    private Prediction At(Problem p) => Predict(("K", p.Classes), ("n", p.Samples[0]), ("M", p.Layers), ("lambdaEach", p.LambdaH), ("upper", "F_dnc"));
}
