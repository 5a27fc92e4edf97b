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

    private static readonly string[] Curves = ["lamMinCollapse", "lamGroup", "lamZero"];

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

    [Test, Oracle(OracleKind.Certificate)]
    public void ThePhasesOverImbalanceAndPenalty()
    {
        double[] ratios = [2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 32, 40, 50, 63, 80, 100];
        double[] lambdas = [.. Enumerable.Range(0, 20).Select(i => 0.5 * Math.Pow(24, i / 19.0))];
        double[] fine = [.. Enumerable.Range(0, 41).Select(i => 1.6 * Math.Pow(75, i / 40.0))];
        Prediction[] along = [.. fine.Select(r => At(new StepProfile(2, 2, r, 1)))];
        Prediction[] thresholds = [.. ratios.Select(r => At(new StepProfile(2, 2, r, 1)))];
        int[][] cells = [.. lambdas.Select(l => ratios.Select(r => Phase(CertifiedSolution(SeliSettings.Ridge(new StepProfile(2, 2, r, 1).Sizes(), l)))).ToArray())];
        var away = (from j in Enumerable.Range(0, lambdas.Length)
                    from i in Enumerable.Range(0, ratios.Length)
                    where Curves.All(c => Math.Abs((lambdas[j] / thresholds[i].Number(c)) - 1) > 0.02)
                    select (Measured: (double)cells[j][i], Predicted: (double)Curves.Count(c => lambdas[j] >= thresholds[i].Number(c)))).ToArray();
        Expect("cells more than two per cent away from every curve", away.Length).ToBeAtLeast(300, Within.Of(0, "of 340: few are left out"));
        Expect("phase of each of them (0 to 3)", away.Select(a => a.Measured).ToArray()).ToEqual(away.Select(a => a.Predicted).ToArray(), Within.Of(0, "whole numbers"));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "phases",
            Title = "Phases of the global minimiser over imbalance and penalty, m = k = 2",
            Caption = "Each cell is the phase of a certified global minimiser (sum loss, $n_{\\min} = 1$); the lines are the predicted boundaries $\\sqrt{n_{\\min}}$, $\\lambda_g$ and $\\lVert PY\\rVert_2$.",
            RefutedBy = "a cell, farther than two per cent from the lines, of another phase than the lines say",
            X = new Axis("$R$", Logarithmic: true),
            Y = new Axis("$\\lambda$ (sum loss)", Logarithmic: true),
            Phases = new(["all distinct", "minorities merged", "minorities zero", "all zero"], ratios, lambdas, cells),
            Series = [.. Curves.Zip(["$\\sqrt{n_{\\min}}$", "$\\lambda_g$", "$\\lVert PY\\rVert_2$"], (curve, name) => new Series(name, SeriesRole.Predicted, fine, [.. along.Select(t => t.Number(curve))]))],
        });
    }

    // Squares are below 1e-9 from 0.1 per cent past their thresholds on, and above 1e-6 until 0.1 per cent before them.
    private static int Phase(CertifiedSolution s)
    {
        const double zero = 1e-6;
        return s.ClassifierGram[0, 0] <= zero ? 3 : s.ClassifierGram[3, 3] <= zero ? 2 : Difference(s.ClassifierGram, 2, 3) <= zero ? 1 : 0;
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
