using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Cert1p = NCVerify.Claims.Certificates.SecondOrderCertificate;

namespace NCVerify.Specs.Certificates;

/// <summary>CERT-1': snapping the singular values to lambda makes the gap second order in the candidate's error.</summary>
public sealed class SecondOrderCertificate : ClaimSpec<Cert1p>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Problem.CrossEntropy([3, 3, 3, 3], 0.01, 0.005));
        yield return Regime.Of(Problem.CrossEntropy([6, 5, 3, 2], 0.01, 0.02));
        yield return Regime.Of(Problem.CrossEntropy([10, 6, 4, 3, 2], 0.005, 0.005));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void NoCandidateMakesItExceedAnyObjective(Problem problem)
    {
        Candidate minimiser = CertifiedSolution(problem).Run.Candidate;
        double lowest = Objective.Evaluate(problem, minimiser);
        double[] excess = [.. CertificateSettings.Around(problem, minimiser).Select(c => Bound(problem, c).Value - lowest)];
        Expect("lower bound minus smallest known objective, 18 candidates", excess).ToBeAtMost(0, Within.Of(2e-16, "the objective is itself rounded"));
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void ItProvesBothSolversOptimal(Problem problem)
    {
        Expect("relative gap, second-order solver", CertifiedSolution(problem).RelativeGap).ToBeZero(Within.Of(1e-12, "the bound gives away its own rounding only"));
        Expect("relative gap, random starts", RandomStartSolution(problem).RelativeGap).ToBeZero(Within.Of(1e-10, "second order in the first-order solver's error"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void UnderNoiseTheGapIsAFewTimesTheTrueError(Problem problem) => CheckRatio(problem, candidate => Bound(problem, candidate));

    [Test, Oracle(OracleKind.ClosedForm)]
    public void AtZeroItHasTheClosedForm()
    {
        int[] sizes = [12, 8, 3, 1];
        Problem problem = Problem.CrossEntropy(sizes, 0.04, 0.04);
        var zero = new Candidate([new Matrix(4, 4)], new Matrix(4, 4));
        Expect("dual value at zero", Bound(problem, zero).Value).ToEqual(Predict(("n", sizes), ("lambdaZ", 0.04))["dualAtZero"], Within.Fraction(1e-11, "the rigorous bound gives away its own rounding"));
    }

    [Oracle(OracleKind.Certificate), Control, TestCaseSource(nameof(Problems))]
    public void WithoutSnappingItIsFarMore(Problem problem) => CheckRatio(problem, candidate => FirstOrderBound(problem, candidate));

    private void CheckRatio(Problem problem, Func<Candidate, LowerBound> bound)
    {
        CertifiedSolution best = CertifiedSolution(problem);
        double[] ratios = [.. Enumerable.Range(1, 5).Select(seed =>
        {
            Candidate noisy = Points.Perturbed(best.Run.Candidate, 1e-3, (ulong)seed);
            double objective = Objective.Evaluate(problem, noisy);
            return (objective - bound(noisy).Value) / (objective - best.Objective);
        })];
        Expect("gap over true suboptimality, noise 1e-3", ratios).ToBeAtMost(5, Within.Of(0.5, "1.4 to 3.1 were seen; first order gives hundreds"));
        Expect("gap over true suboptimality, noise 1e-3", ratios).ToBeAtLeast(1, Within.Of(1e-6, "a bound cannot beat the truth"));
    }
}
