using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Cert3 = NCVerify.Claims.Certificates.ClassLevelCertificate;

namespace NCVerify.Specs.Certificates;

/// <summary>CERT-3: with one column per class and the norm of G D^(-1/2), the bound holds for the sample-level problem of any class sizes.</summary>
public sealed class ClassLevelCertificate : ClaimSpec<Cert3>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Problem.CrossEntropy([500, 300, 120, 50, 30], 1e-3, 2e-3));
        yield return Regime.Of(Problem.CrossEntropy([6, 5, 3, 2], 0.01, 0.02));
        yield return Regime.Of(Problem.CrossEntropy([40, 25, 10, 8, 6], 0.035, 0.035));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void ItIsTightAtTheClassReducedMinimiser(Problem problem) => CheckTight(CertifiedSolution(problem));

    [Test, Oracle(OracleKind.Solver)]
    public void ItIsTightAtTheSampleLevelMinimiser()
    {
        // The bound is computed from class means; the objective from all samples.
        CertifiedSolution sampleLevel = RandomStartSolution(Problem.CrossEntropy([6, 5, 3, 2], 0.01, 0.02));
        Expect("relative gap at sample level", sampleLevel.RelativeGap).ToBeZero(Within.Of(1e-10, "second order in the first-order solver's error"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void NoCandidateMakesItExceedTheMinimum(Problem problem)
    {
        CertifiedSolution best = CertifiedSolution(problem);
        double[] excess = [.. CertificateSettings.Around(problem, best.Run.Candidate).Select(c => Bound(problem, c).Value - best.Objective)];
        Expect("lower bound minus smallest known objective, 18 candidates", excess).ToBeAtMost(0, Within.Of(4e-16, "the objective is itself rounded"));
    }

    [Test, Oracle(OracleKind.ClosedForm)]
    public void AtZeroItHasTheClosedForm()
    {
        int[] sizes = [12, 8, 3, 1];
        Problem problem = Problem.CrossEntropy(sizes, 0.04, 0.04);
        var zero = new Candidate([new Matrix(4, 4)], new Matrix(4, 4));
        Expect("dual value at zero", FirstOrderBound(problem, zero).Value).ToEqual(Predict(("n", sizes), ("lambdaZ", 0.04))["dualAtZero"], Within.Fraction(1e-11, "the rigorous bound gives away its own rounding"));
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void TheMinimiserForOtherSizesIsRefused()
    {
        // The minimiser for balanced classes put before the certificate of an uneven problem.
        Problem uneven = Problem.CrossEntropy([6, 5, 3, 2], 0.01, 0.02);
        CertifiedSolution balanced = CertifiedSolution(Problem.CrossEntropy([4, 4, 4, 4], 0.01, 0.02));
        CheckTight(new CertifiedSolution(uneven, balanced.Run, Objective.Evaluate(uneven, balanced.Run.Candidate), Bound(uneven, balanced.Run.Candidate)));
    }

    private void CheckTight(CertifiedSolution solution) =>
        Expect("relative gap", solution.RelativeGap).ToBeZero(Within.Of(1e-11, "the bound gives away its own rounding only"));
}
