using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Seli05 = NCVerify.Claims.Thrampoulidis2022.GramsAndNorms;

namespace NCVerify.Specs.Thrampoulidis2022;

/// <summary>SELI-05: G_W = (P D P)^(1/2), G_H = G_W^+, with the lengths and products that follow.</summary>
public sealed class GramsAndNorms : ClaimSpec<Seli05>
{
    private static IEnumerable<TestCaseData> Profiles => SeliSettings.Profiles();

    private static IEnumerable<TestCaseData> SmallProfiles => SeliSettings.SmallProfiles();

    private static IEnumerable<TestCaseData> Steps => SeliSettings.Steps();

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Profiles))]
    public void OfTheSeparatorFoundByAdmm(int[] sizes) => Check(CertifiedSolution(Problem.Separation(sizes)), Within.CertifiedGap);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(SmallProfiles))]
    public void OfTheSeparatorFoundFromRandomStarts(int[] sizes) =>
        Check(RandomStartSolution(Problem.Separation(sizes)), Within.FirstOrder);

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Steps))]
    public void TheStepFormulasAgree(StepProfile step)
    {
        Prediction closed = Predict(SeliSettings.Parameters(step)), general = Predict(("n", step.Sizes()));
        IReadOnlyList<double> w = general.Vector("wNorm2"), h = general.Vector("hNorm2");
        Expect("$\\lVert w_M \\rVert^2$", w[0]).ToEqual(closed["wMajNorm2"], Within.Rounding);
        Expect("$\\lVert w_m \\rVert^2$", w[^1]).ToEqual(closed["wMinNorm2"], Within.Rounding);
        Expect("$\\lVert h_M \\rVert^2$", h[0]).ToEqual(closed["hMajNorm2"], Within.Rounding);
        Expect("$\\lVert h_m \\rVert^2$", h[^1]).ToEqual(closed["hMinNorm2"], Within.Rounding);
        Expect("$\\lVert w_M \\rVert / \\lVert w_m \\rVert$", Math.Sqrt(w[0] / w[^1])).ToEqual(closed["ratioW"], Within.Rounding);
        Expect("$\\lVert h_M \\rVert / \\lVert h_m \\rVert$", Math.Sqrt(h[0] / h[^1])).ToEqual(closed["ratioH"], Within.Rounding);
    }

    [Test, Oracle(OracleKind.Certificate)]
    public void NormRatiosOverTheImbalance()
    {
        int[] ratios = [1, 2, 4, 7, 10, 20, 50, 100];
        CertifiedSolution[] measured = [.. ratios.Select(r => CertifiedSolution(Problem.Separation([r, r, 1, 1])))];
        Prediction[] predicted = [.. ratios.Select(r => Predict(SeliSettings.Parameters(new StepProfile(2, 2, r, 1))))];
        double[] x = [.. ratios.Select(r => (double)r)];
        double[] w = [.. measured.Select(s => Math.Sqrt(s.ClassifierGram[0, 0] / s.ClassifierGram[3, 3]))], h = [.. measured.Select(s => Math.Sqrt(s.MeanGram[0, 0] / s.MeanGram[3, 3]))];
        double[] wLine = [.. predicted.Select(p => p.Number("ratioW"))], hLine = [.. predicted.Select(p => p.Number("ratioH"))];
        Expect("classifier norm ratio over $R$", w).ToEqual(wLine, Within.CertifiedGap);
        Expect("class-mean norm ratio over $R$", h).ToEqual(hLine, Within.CertifiedGap);
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "norm-ratios",
            Title = "Norm ratios, majority to minority, over the imbalance",
            Caption = "Two majorities and two minorities. Classifiers of majorities grow longer, their class means shorter.",
            RefutedBy = "a point off its line",
            X = new Axis("imbalance ratio $R$", Logarithmic: true),
            Y = new Axis("norm ratio", Logarithmic: true),
            Series =
            [
                new("classifiers, closed form", SeriesRole.Predicted, x, wLine), new("classifiers, ADMM", SeriesRole.Measured, x, w),
                new("class means, closed form", SeriesRole.Predicted, x, hLine), new("class means, ADMM", SeriesRole.Measured, x, h),
            ],
        });
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void TheSimplexEtfOfBalancedClassesHasOthers() => Check(CertifiedSolution(Problem.Separation([5, 5, 5, 5])), Within.CertifiedGap, [10, 10, 1, 1]);

    private void Check(CertifiedSolution solution, Within within, IReadOnlyList<int>? sizes = null)
    {
        Prediction grams = Predict(("n", sizes ?? solution.Problem.Samples));
        Expect("$\\lVert w_k \\rVert^2$", solution.ClassifierGram.Norms2()).ToEqual(grams["wNorm2"], within);
        Expect("$\\lVert h_k \\rVert^2$", solution.MeanGram.Norms2()).ToEqual(grams["hNorm2"], within);
        Expect("$\\cos(w_i, w_j)$", solution.ClassifierGram.CosinesUpper()).ToEqual(grams["cosWUpper"], within);
        Expect("$\\cos(h_i, h_j)$", solution.MeanGram.CosinesUpper()).ToEqual(grams["cosHUpper"], within);
    }
}
