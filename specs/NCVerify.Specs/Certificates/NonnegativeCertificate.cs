using NCVerify.Claims;
using NCVerify.Specs.Dang2024;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using CeRelu1 = NCVerify.Claims.Dang2024.OrthogonalMinimiser;
using Cert6 = NCVerify.Claims.Certificates.NonnegativeCertificate;

namespace NCVerify.Specs.Certificates;

/// <summary>CERT-6: for nonnegative features the copositive-type dual norm, bounded by clipping, certifies the orthogonal frame.</summary>
public sealed class NonnegativeCertificate : ClaimSpec<Cert6>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(ReluSettings.Uneven);
        yield return Regime.Of(ReluSettings.OneInactive);
        yield return Regime.Of(ReluSettings.Balanced);
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void ItIsTightAtTheMinimiser(Problem problem) => CheckTight(problem, CertifiedSolution(problem).Run.Candidate);

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void NoNonnegativeCandidateLiesBelowTheClosedForm(Problem problem)
    {
        double value = PredictFor<CeRelu1>(ReluSettings.Parameters(problem)).Number("optimalObjective");
        Candidate[] candidates = [.. CertificateSettings.Around(problem, CertifiedSolution(problem).Run.Candidate).Select(c => c with { H = c.H.Map(Math.Abs) })];
        Expect("objective minus closed form", candidates.Select(c => Objective.Evaluate(problem, c) - value).ToArray()).ToBeAtLeast(0, Within.Of(4e-16, "rounding"));
        Expect("lower bound minus closed form", candidates.Select(c => Bound(problem, c).Value - value).ToArray()).ToBeAtMost(0, Within.Of(4e-16, "rounding of the closed form"));
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void ItProvesTheSolutionFromRandomStartsOptimal(Problem problem) =>
        Expect("relative gap, random starts", RandomStartSolution(problem with { Dimension = 16 }).RelativeGap).ToBeZero(Within.Of(1e-7, "first order: the gap follows the solver's gradient"));

    [Oracle(OracleKind.Certificate), Control, TestCaseSource(nameof(Problems))]
    public void ThePlainSpectralBoundLeavesAGap(Problem problem) =>
        CheckTight(problem with { Features = FeatureDomain.Free }, CertifiedSolution(problem).Run.Candidate);

    private void CheckTight(Problem problem, Candidate candidate)
    {
        double objective = Objective.Evaluate(problem, candidate);
        Expect("objective minus bound", objective - Bound(problem, candidate).Value).ToBeZero(Within.Of(1e-10 * objective, "relative gap that counts as globally optimal"));
    }
}
