using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Specs.Thrampoulidis2022;
using NCVerify.Theory;
using AllNcI = NCVerify.Claims.Zhang2025.MinorityMeanSqueeze;

namespace NCVerify.Specs.Zhang2025;

/// <summary>ALLNC-i: minority means are squeezed with their classifiers from sqrt(n_min) on, and open up as the penalty vanishes.</summary>
public sealed class MinorityMeanSqueeze : ClaimSpec<AllNcI>
{
    private static readonly StepProfile Profile = new(2, 2, 100, 1);

    private static IEnumerable<TestCaseData> Profiles()
    {
        yield return Regime.Step(2, 2, 100, 1);
        yield return Regime.Step(3, 2, 20, 2);
        yield return Regime.Step(2, 3, 10, 1);
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Profiles))]
    public void FromThePenaltyOnBothAreSqueezed(StepProfile step) => CheckSqueezed(CertifiedSolution(At(step, 1.01)), step);

    [Test, Oracle(OracleKind.Solver)]
    public void RandomStartsAreSqueezedToo()
    {
        var step = new StepProfile(2, 2, 6, 2);
        CheckSqueezed(RandomStartSolution(At(step, 1.1)), step);
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Profiles))]
    public void InTheLimitClassifiersAreSqueezedAndMeansOpenUp(StepProfile step)
    {
        // As the penalty vanishes, directions tend to those of minimum-norm separation.
        CertifiedSolution limit = CertifiedSolution(Problem.Separation(step.Sizes()));
        Prediction predicted = Predict(SeliSettings.Parameters(step));
        double balanced = predicted.Number("cosBalanced"), classifiers = limit.ClassifierGram.Cosine(step.K - 2, step.K - 1), means = limit.MeanGram.Cosine(step.K - 2, step.K - 1);
        Expect("$\\cos(w_m, w_{m'})$ in the limit", classifiers).ToEqual(predicted["cosWMinMinLimit"], Within.CertifiedGap);
        Expect("$\\cos(h_m, h_{m'})$ in the limit", means).ToEqual(predicted["cosHMinMinLimit"], Within.CertifiedGap);
        Expect("$\\cos(w_m, w_{m'})$ above that of balanced classes", classifiers - balanced).ToBeAtLeast(0.1, Within.Of(0, "squeezed"));
        Expect("$\\cos(h_m, h_{m'})$ below that of balanced classes", balanced - means).ToBeAtLeast(0.1, Within.Of(0, "opened up"));
    }

    [Test, Oracle(OracleKind.Certificate)]
    public void CosinesOverThePenalty()
    {
        double[] factors = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01, 1.1, 1.3];
        CertifiedSolution[] path = [.. factors.Select(f => CertifiedSolution(At(Profile, f)))];
        double[] classifiers = [.. path.Select(s => s.ClassifierGram.Cosine(2, 3))], means = [.. path.Select(s => s.MeanGram.Cosine(2, 3))];
        Prediction predicted = Predict(SeliSettings.Parameters(Profile));
        Expect("$\\cos(w_m, w_{m'})$ at $0.9, 0.5, 0.1$", new[] { classifiers[9], classifiers[6], classifiers[3] }).ToEqual(new[] { 0.952, 0.812, 0.698 }, Within.Of(1e-3, "found by another optimiser, to three digits"));
        Expect("$\\cos(h_m, h_{m'})$ at $0.9, 0.5, 0.1$", new[] { means[9], means[6], means[3] }).ToEqual(new[] { 0.380, -0.321, -0.594 }, Within.Of(1e-3, "found by another optimiser, to three digits"));
        Expect("$\\cos(h_m, h_{m'})$ for penalties up to $0.3\\sqrt{n_m}$", means[..6]).ToBeAtMost(predicted.Number("cosBalanced"), Within.Of(0, "opened up beyond balanced classes"));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "squeeze",
            Title = "Angles of minorities over the penalty, m = k = 2, R = 100",
            Caption = "Classifiers are squeezed at every penalty. Class means are squeezed only near $\\sqrt{n_m}$ and above; for small penalties they are further apart than balanced classes.",
            RefutedBy = "means that stay above the balanced value as the penalty vanishes, or that differ past the threshold",
            X = new Axis("$\\lambda/\\sqrt{n_m}$ (sum loss)", Logarithmic: true),
            Y = new Axis("cosine of two minorities"),
            Thresholds = new Dictionary<string, double>(StringComparer.Ordinal) { ["minorities merge"] = predicted.Number("lamMinCollapse") / Math.Sqrt(Profile.MinoritySize) },
            Series =
            [
                new("classifiers", SeriesRole.Measured, factors, classifiers),
                new("class means", SeriesRole.Measured, factors, means),
                new("balanced classes", SeriesRole.Reference, factors, [.. factors.Select(_ => predicted.Number("cosBalanced"))]),
            ],
        });
    }

    [Oracle(OracleKind.Certificate), Control, TestCaseSource(nameof(Profiles))]
    public void BelowThePenaltyMeansAreNotSqueezed(StepProfile step) => CheckSqueezed(CertifiedSolution(At(step, 0.9)), step);

    private void CheckSqueezed(CertifiedSolution solution, StepProfile step)
    {
        Quantity squeezed = Predict(SeliSettings.Parameters(step))["cosSqueezed"];
        Within within = Within.Of(1e-6, "certified gap 1e-10; one per cent below the penalty it differs by more than 1e-2");
        Expect("$\\cos(w_m, w_{m'})$", solution.ClassifierGram.Cosine(step.K - 2, step.K - 1)).ToEqual(squeezed, within);
        Expect("$\\cos(h_m, h_{m'})$", solution.MeanGram.Cosine(step.K - 2, step.K - 1)).ToEqual(squeezed, within);
    }

    private Problem At(StepProfile step, double factor) =>
        SeliSettings.Ridge(step.Sizes(), factor * Predict(SeliSettings.Parameters(step)).Number("lamMinCollapse"));
}
