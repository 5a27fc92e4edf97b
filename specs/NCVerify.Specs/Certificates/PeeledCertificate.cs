using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Fang2021;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Cert4 = NCVerify.Claims.Certificates.PeeledCertificate;

namespace NCVerify.Specs.Certificates;

/// <summary>CERT-4: the bound of the layer-peeled model is rigorous everywhere and tight at the solution.</summary>
public sealed class PeeledCertificate : ClaimSpec<Cert4>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(PeeledSettings.Peeled([6, 5, 3, 2], 1, 2));
        yield return Regime.Of(PeeledSettings.Peeled([9, 6, 3, 2, 1], 2, 1, 4));
        yield return Regime.Of(PeeledSettings.Peeled([24, 24, 2, 2], 1, 1));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void ItIsTightAtTheSolution(Problem problem) => CheckTight(CertifiedSolution(problem));

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void ItIsTightFromRandomStarts(Problem problem) => CheckTight(RandomStartSolution(problem));

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void NoCandidateMakesItExceedTheMinimum(Problem problem)
    {
        CertifiedSolution best = CertifiedSolution(problem);
        double[] excess = [.. CertificateSettings.Around(problem, best.Run.Candidate).Select(c => Bound(problem, c).Value - best.Objective)];
        Expect("lower bound minus smallest known loss, 18 candidates", excess).ToBeAtMost(0, Within.Of(4e-16, "the loss is itself rounded"));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void AtZeroItHasTheClosedForm(Problem problem)
    {
        Candidate zero = new([new Matrix(problem.Classes, problem.Dimension)], new Matrix(problem.Dimension, problem.Classes));
        Prediction predicted = Predict(("n", problem.Samples), ("EW", problem.EnergyW), ("EH", problem.EnergyH));
        Expect("loss at zero", Objective.Evaluate(problem, zero)).ToEqual(predicted["primalAtZero"], Within.Rounding);
        Expect("dual value at zero", FirstOrderBound(problem, zero).Value).ToEqual(predicted["dualAtZero"], Within.Fraction(1e-11, "the rigorous bound gives away its own rounding"));
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void TheBalancedSolutionIsRefused()
    {
        Problem uneven = PeeledSettings.Peeled([9, 6, 3, 2, 1], 2, 1);
        Candidate balanced = CertifiedSolution(PeeledSettings.Peeled([4, 4, 4, 4, 4], 2, 1)).Run.Candidate;
        CheckTight(new CertifiedSolution(uneven, new SolverRun(balanced, 0, 0, true), Objective.Evaluate(uneven, balanced), Bound(uneven, balanced)));
    }

    private void CheckTight(CertifiedSolution s) =>
        Expect("relative gap", s.RelativeGap).ToBeZero(Within.Of(1e-11, "the bound gives away its own rounding only"));
}
