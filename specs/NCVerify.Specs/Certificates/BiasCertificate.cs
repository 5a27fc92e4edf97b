using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Specs.Hong2023;
using NCVerify.Theory;
using Cert2 = NCVerify.Claims.Certificates.BiasCertificate;

namespace NCVerify.Specs.Certificates;

/// <summary>CERT-2: with a regularised or a free bias the bound is rigorous everywhere and tight at the minimiser.</summary>
public sealed class BiasCertificate : ClaimSpec<Cert2>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(ImbalanceSettings.WithBias);
        yield return Regime.Of(ImbalanceSettings.WithFreeBias);
        yield return Regime.Of(ImbalanceSettings.WithBiasPenalty(ImbalanceSettings.TwoClusters(2, 2, 20, 5, 0.05), 0.02));
        yield return Regime.Of(ImbalanceSettings.TwoClusters(2, 3, 12, 4, 0.05) with { Bias = BiasKind.Free });
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void ItIsTightAtTheMinimiser(Problem problem) => CheckTight(CertifiedSolution(problem));

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void ItIsTightFromRandomStarts(Problem problem) => CheckTight(RandomStartSolution(problem));

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void NoCandidateMakesItExceedTheMinimum(Problem problem)
    {
        CertifiedSolution best = CertifiedSolution(problem);
        double[] excess = [.. CertificateSettings.Around(problem, best.Run.Candidate).Select(c => Bound(problem, c with { Bias = best.Run.Candidate.Bias }).Value - best.Objective)];
        Expect("lower bound minus smallest known objective, 18 candidates", excess).ToBeAtMost(0, Within.Of(4e-16, "the objective is itself rounded"));
    }

    [Oracle(OracleKind.ClosedForm), TestCase(0.02, 0.01), TestCase(0.02, 1.0), TestCase(0.5, 0.005)]
    public void AtZeroItHasTheClosedForm(double lambda, double lambdaB)
    {
        int[] sizes = [12, 8, 3, 1];
        Problem problem = ImbalanceSettings.WithBiasPenalty(Problem.CrossEntropy(sizes, lambda, lambda), lambdaB);
        Candidate zero = new([new Matrix(4, 4)], new Matrix(4, 4)) { Bias = new double[4] };
        Prediction predicted = Predict(("n", sizes), ("lambdaZ", lambda), ("lambdaB", lambdaB));
        Expect("objective at zero", Objective.Evaluate(problem, zero)).ToEqual(predicted["primalAtZero"], Within.Rounding);
        Expect("dual value at zero", FirstOrderBound(problem, zero).Value).ToEqual(predicted["dualAtZero"], Within.Fraction(1e-11, "the rigorous bound gives away its own rounding"));
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void TheMinimiserWithoutBiasIsRefused()
    {
        Problem problem = ImbalanceSettings.WithBias;
        Candidate other = CertifiedSolution(problem with { Bias = BiasKind.None, LambdaB = null }).Run.Candidate;
        CheckTight(new CertifiedSolution(problem, new SolverRun(other, 0, 0, true), Objective.Evaluate(problem, other), Bound(problem, other)));
    }

    private void CheckTight(CertifiedSolution s) =>
        Expect("relative gap", s.RelativeGap).ToBeZero(Within.Of(1e-11, "the bound gives away its own rounding only"));
}
