using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Cert1 = NCVerify.Claims.Certificates.SoftmaxCertificate;
using Wd1 = NCVerify.Claims.Zhu2021.BalancedMinimiser;

namespace NCVerify.Specs.Certificates;

/// <summary>CERT-1: scaling the softmax residual into the dual ball gives a lower bound that is tight at the minimiser.</summary>
public sealed class SoftmaxCertificate : ClaimSpec<Cert1>
{
    private static IEnumerable<TestCaseData> BalancedProblems()
    {
        yield return Regime.Of(Problem.CrossEntropy([3, 3, 3, 3], 0.01, 0.005));
        yield return Regime.Of(Problem.CrossEntropy([2, 2, 2, 2, 2, 2], 0.004, 0.004, 5));
    }

    private static IEnumerable<TestCaseData> AtZero()
    {
        yield return new TestCaseData(new[] { 20, 20, 5, 5 }, 0.02).SetArgDisplayNames("n = 20-20-5-5", "lambda = 0.02");
        yield return new TestCaseData(new[] { 12, 8, 3, 1 }, 0.04).SetArgDisplayNames("n = 12-8-3-1", "lambda = 0.04");
        yield return new TestCaseData(new[] { 3, 3, 3, 3 }, 0.5).SetArgDisplayNames("n = 3-3-3-3", "lambda = 0.5 (all collapsed)");
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(BalancedProblems))]
    public void NoCandidateMakesItExceedTheMinimum(Problem problem)
    {
        double minimum = Minimum(problem);
        double[] excess = [.. CertificateSettings.Around(problem, CertifiedSolution(problem).Run.Candidate).Select(c => FirstOrderBound(problem, c).Value - minimum)];
        Expect("lower bound minus minimum, 18 candidates", excess).ToBeAtMost(0, Within.Of(2e-16, "the closed form of the minimum is itself rounded"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(BalancedProblems))]
    public void ItIsTightAtTheMinimiser(Problem problem) => CheckTight(problem, CertifiedSolution(problem).Run.Candidate);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(BalancedProblems))]
    public void ItIsTightAtTheSolutionFromRandomStarts(Problem problem) => CheckTight(problem, RandomStartSolution(problem).Run.Candidate);

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(AtZero))]
    public void AtZeroItHasTheClosedForm(int[] sizes, double lambda)
    {
        Problem problem = Problem.CrossEntropy(sizes, lambda, lambda);
        var zero = new Candidate([new Matrix(sizes.Length, sizes.Length)], new Matrix(sizes.Length, sizes.Length));
        Prediction predicted = Predict(("n", sizes), ("lambdaZ", lambda));
        Expect("objective at zero", Objective.Evaluate(problem, zero)).ToEqual(predicted["primalAtZero"], Within.Rounding);
        Expect("dual value at zero", FirstOrderBound(problem, zero).Value).ToEqual(predicted["dualAtZero"], Within.Fraction(1e-11, "the rigorous bound gives away its own rounding"));
    }

    [Oracle(OracleKind.Certificate), Control, TestCaseSource(nameof(BalancedProblems))]
    public void AtAPerturbedPointItIsNotTight(Problem problem) => CheckTight(problem, Points.Perturbed(CertifiedSolution(problem).Run.Candidate, 1e-3));

    private void CheckTight(Problem problem, Candidate candidate)
    {
        double objective = Objective.Evaluate(problem, candidate);
        Expect("objective minus first-order bound", objective - FirstOrderBound(problem, candidate).Value).ToBeZero(Within.Of(1e-7 * objective, "first order: the gap follows the solver's gradient"));
    }

    private double Minimum(Problem p) => PredictFor<Wd1>(
        ("K", p.Classes), ("n", p.Samples[0]), ("lambdaW", p.LambdaW[0]), ("lambdaH", p.LambdaH)).Number("optimalObjective");
}
