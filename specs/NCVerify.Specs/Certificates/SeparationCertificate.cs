using NCVerify.Claims;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Cert5 = NCVerify.Claims.Certificates.SeparationCertificate;

namespace NCVerify.Specs.Certificates;

/// <summary>CERT-5: the separation problem's dual proves the nuclear norm of the SEL matrix minimal, for any class sizes.</summary>
public sealed class SeparationCertificate : ClaimSpec<Cert5>
{
    private static IEnumerable<TestCaseData> Profiles()
    {
        yield return Regime.Sizes(4, 4, 4, 4);
        yield return Regime.Sizes(9, 6, 3, 2, 1);
        yield return Regime.Sizes(100, 30, 10, 3, 1);
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Profiles))]
    public void PrimalAndDualMeetAtThePredictedValue(int[] sizes)
    {
        CertifiedSolution solution = CertifiedSolution(Problem.Separation(sizes));
        Expect("primal value by ADMM", solution.Objective).ToEqual(Predict(("n", sizes))["nuclearNorm"], Within.Fraction(1e-9, "certified gap at most 1e-10, with a margin of ten"));
        Expect("rigorous dual value", solution.Bound.Value).ToEqual(Predict(("n", sizes))["nuclearNorm"], Within.Fraction(1e-9, "certified gap at most 1e-10, with a margin of ten"));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Profiles))]
    public void TheClosedFormPointHasThatValue(int[] sizes) =>
        Expect("primal value at the closed form", Objective.Evaluate(Problem.Separation(sizes), Points.FromLogits(Problem.Separation(sizes), NCVerify.Numerics.Matrix.Centring(sizes.Length)))).ToEqual(Predict(("n", sizes))["nuclearNorm"], Within.Fraction(1e-10, "square roots of eigenvalues of $PDP$"));

    [Test, Oracle(OracleKind.Solver)]
    public void RandomStartsReachTheSameValue()
    {
        CertifiedSolution solution = RandomStartSolution(Problem.Separation([6, 3, 2, 1]));
        Expect("primal value from random starts", solution.Objective).ToEqual(Predict(("n", new[] { 6, 3, 2, 1 }))["nuclearNorm"], Within.FirstOrder);
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Profiles))]
    public void NoCandidateMakesItExceedTheMinimum(int[] sizes)
    {
        Problem problem = Problem.Separation(sizes);
        double value = Predict(("n", sizes)).Number("nuclearNorm");
        double[] excess = [.. CertificateSettings.Around(problem, CertifiedSolution(problem).Run.Candidate).Select(c => Bound(problem, c).Value).Where(double.IsFinite).Select(b => b - value)];
        Expect("lower bound minus value", excess).ToBeAtMost(0, Within.Fraction(1e-15, "the closed form of the value is itself rounded") with { Absolute = 1e-15 * value });
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void TheSeparatorOfBalancedClassesIsRefused()
    {
        Problem uneven = Problem.Separation([9, 6, 3, 2, 1]);
        Candidate etf = Points.FromLogits(Problem.Separation([4, 4, 4, 4, 4]), NCVerify.Numerics.Matrix.Centring(5));
        double objective = Objective.Evaluate(uneven, etf);
        Expect("objective", objective).ToEqual(Predict(("n", uneven.Samples))["nuclearNorm"], Within.Fraction(1e-9, "as for the minimiser"));
        Expect("objective minus bound", objective - Bound(uneven, etf).Value).ToBeZero(Within.Of(1e-9 * objective, "as for the minimiser"));
    }
}
