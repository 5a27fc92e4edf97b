using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Seli15 = NCVerify.Claims.Thrampoulidis2022.CollapseThresholds;

namespace NCVerify.Specs.Thrampoulidis2022;

/// <summary>SELI-15: minorities merge from sqrt(n_min) on, vanish from lambda_g on, and everything vanishes from |PY|_2 on (sum loss).</summary>
public sealed class CollapseThresholds : ClaimSpec<Seli15>
{
    private static readonly StepProfile[] Profiles = [new(2, 2, 10, 1), new(3, 2, 4, 3), new(7, 3, 50, 2)];

    private static IEnumerable<TestCaseData> Above() => Cases(1.001, 1.02);

    private static IEnumerable<TestCaseData> Below() => Cases(0.98, 0.999);

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Above))]
    public void MinoritiesMergeAboveTheirs(StepProfile step, double factor) => CheckMerged(step, factor);

    [Oracle(OracleKind.Certificate), Control, TestCaseSource(nameof(Below))]
    public void MinoritiesStayApartBelow(StepProfile step, double factor) => CheckMerged(step, factor);

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Above))]
    public void MinoritiesVanishAboveTheGroupThreshold(StepProfile step, double factor) => CheckVanished(step, factor);

    [Oracle(OracleKind.Certificate), Control, TestCaseSource(nameof(Below))]
    public void MinoritiesDoNotVanishBelow(StepProfile step, double factor) => CheckVanished(step, factor);

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Above))]
    public void EverythingVanishesAboveTheLast(StepProfile step, double factor) => CheckZero(step, factor);

    [Oracle(OracleKind.Certificate), Control, TestCaseSource(nameof(Below))]
    public void NotEverythingVanishesBelow(StepProfile step, double factor) => CheckZero(step, factor);

    [Test, Oracle(OracleKind.Solver)]
    public void MinoritiesMergeFromRandomStarts()
    {
        CertifiedSolution solution = RandomStartSolution(SeliSettings.Ridge([6, 6, 2, 2], 1.1 * Math.Sqrt(2)));
        Expect("$\\lVert w_m - w_{m'} \\rVert^2$", Difference(solution.ClassifierGram, 2, 3)).ToBeZero(Within.Of(1e-8, "first-order solver; 10 per cent above the threshold"));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(UnevenSizes))]
    public void TheLastThresholdIsTheLargestSingularValue(int[] sizes) =>
        Expect("$\\lVert PY\\rVert_2$ by SVD", SpectrumOfEncodedLabels.SingularValues(SpectrumOfEncodedLabels.SelMatrix(sizes, (_, _) => 1.0 / sizes.Length)).Max()).ToEqual(Predict(("n", sizes))["lamZero"], Within.Rounding);

    [Test, Oracle(OracleKind.Certificate)]
    public void TheOrderOfCollapseAlongThePenalty()
    {
        StepProfile step = Profiles[0];
        Prediction thresholds = At(step);
        double[] lambdas = [.. Enumerable.Range(1, 48).Select(i => i * 0.07)];
        CertifiedSolution[] path = [.. lambdas.Select(l => CertifiedSolution(SeliSettings.Ridge(step.Sizes(), l)))];
        double[] contrast = [.. path.Select(s => Math.Sqrt(Math.Max(0, Difference(s.ClassifierGram, 2, 3))))];
        double[] minority = [.. path.Select(s => Math.Sqrt(s.ClassifierGram[3, 3]))], majority = [.. path.Select(s => Math.Sqrt(s.ClassifierGram[0, 0]))];
        double[] split = [.. lambdas.Zip(contrast, (l, c) => l > thresholds.Number("lamMinCollapse") ? c : 0)];
        Expect("$\\lVert w_m - w_{m'}\\rVert$ past $\\sqrt{n_{\\min}}$", split).ToBeZero(Within.Of(1e-6, "certified gap at most 1e-10"));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "order-of-collapse",
            Title = "Order of collapse along the penalty, m = k = 2, R = 10",
            Caption = "Minority classifiers merge, then vanish, then everything does; each at its predicted line.",
            RefutedBy = "a curve that reaches zero before its line, or leaves it after",
            X = new Axis("$\\lambda$ (sum loss)"),
            Y = new Axis("norm"),
            Thresholds = new Dictionary<string, double>(StringComparer.Ordinal)
            {
                ["minorities merge"] = thresholds.Number("lamMinCollapse"),
                ["minorities vanish"] = thresholds.Number("lamGroup"),
                ["all vanish"] = thresholds.Number("lamZero"),
            },
            Series =
            [
                new("$\\lVert w_m - w_{m'}\\rVert$", SeriesRole.Measured, lambdas, contrast),
                new("$\\lVert w_m \\rVert$", SeriesRole.Measured, lambdas, minority),
                new("$\\lVert w_M \\rVert$", SeriesRole.Measured, lambdas, majority),
            ],
        });
    }

    private static IEnumerable<TestCaseData> UnevenSizes => SeliSettings.Profiles();

    private static IEnumerable<TestCaseData> Cases(params double[] factors) =>
        from p in Profiles from f in factors select new TestCaseData(p, f).SetArgDisplayNames($"m = {p.Majority}, k = {p.Minority}, R = {Exact.Format(p.Ratio)}, n_min = {Exact.Format(p.MinoritySize)}", Exact.Format(f) + " x threshold");

    private void CheckMerged(StepProfile step, double factor)
    {
        CertifiedSolution s = At(step, "lamMinCollapse", factor);
        Expect("$\\lVert w_m - w_{m'} \\rVert^2$", Difference(s.ClassifierGram, step.K - 2, step.K - 1)).ToBeZero(Within.Of(1e-9, "0.1 per cent below the threshold it is above 1e-4"));
        Expect("$\\lVert h_m - h_{m'} \\rVert^2$", Difference(s.MeanGram, step.K - 2, step.K - 1)).ToBeZero(Within.Of(1e-9, "0.1 per cent below the threshold it is above 1e-4"));
    }

    private void CheckVanished(StepProfile step, double factor)
    {
        CertifiedSolution s = At(step, "lamGroup", factor);
        Expect("$\\lVert w_m \\rVert^2$", s.ClassifierGram[step.K - 1, step.K - 1]).ToBeZero(Within.Of(1e-9, "0.1 per cent below the threshold it is above 1e-6"));
        Expect("$\\lVert h_m \\rVert^2$", s.MeanGram[step.K - 1, step.K - 1]).ToBeZero(Within.Of(1e-9, "0.1 per cent below the threshold it is above 1e-6"));
    }

    private void CheckZero(StepProfile step, double factor)
    {
        CertifiedSolution s = At(step, "lamZero", factor);
        Expect("$\\lVert W \\rVert^2$", s.ClassifierGram.Norms2().Sum()).ToBeZero(Within.Of(1e-9, "0.1 per cent below the threshold it is above 1e-4"));
    }

    private CertifiedSolution At(StepProfile step, string threshold, double factor) =>
        CertifiedSolution(SeliSettings.Ridge(step.Sizes(), factor * At(step).Number(threshold)));

    private Prediction At(StepProfile step) => Predict(SeliSettings.Parameters(step));

    private static double Difference(Matrix gram, int i, int j) => gram[i, i] + gram[j, j] - (2 * gram[i, j]);
}
