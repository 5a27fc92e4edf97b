using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using CeRelu2 = NCVerify.Claims.Dang2024.ClassifiersAndLogits;
using CeRelu4 = NCVerify.Claims.Dang2024.NormRatios;

namespace NCVerify.Specs.Dang2024;

/// <summary>CE-RELU-4: ratios of lengths, and angles between classifiers and features, of active classes.</summary>
public sealed class NormRatios : ClaimSpec<CeRelu4>
{
    private static IEnumerable<TestCaseData> Settings()
    {
        yield return Regime.Of(ReluSettings.Uneven);
        yield return Regime.Of(ReluSettings.Relu([9, 7, 4, 4, 2], 0.004, 0.01, 7));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Settings))]
    public void AtTheSecondOrderSolution(Problem problem) => Check(CertifiedSolution(problem), Within.CertifiedGap);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Settings))]
    public void AtTheSolutionFromRandomStarts(Problem problem) => Check(RandomStartSolution(problem with { Dimension = 16 }), Within.FirstOrder);

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Settings))]
    public void SmallerClassesHaveLongerFeaturesAndShorterClassifiers(Problem problem)
    {
        CertifiedSolution solution = CertifiedSolution(problem);
        double[] h = solution.MeanGram.Norms2(), w = solution.ClassifierGram.Norms2();
        Expect("steps of $\\lVert h_k \\rVert^2$ towards smaller classes", Steps(problem, h)).ToBeAtLeast(1e-4, Within.Of(0, "the usual regime"));
        Expect("steps of $\\lVert w_k \\rVert^2$ towards smaller classes", Steps(problem, w)).ToBeAtMost(-1e-4, Within.Of(0, "the usual regime"));
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void FeaturesOfEitherSignHaveOtherRatios() =>
        Check(CertifiedSolution(ReluSettings.Uneven with { Features = FeatureDomain.Free }), Within.CertifiedGap);

    private void Check(CertifiedSolution solution, Within within)
    {
        Problem problem = solution.Problem;
        Prediction ratios = Predict(ReluSettings.Parameters(problem));
        double[] h = solution.MeanGram.Norms2(), w = solution.ClassifierGram.Norms2();
        Expect("$\\lVert h_1 \\rVert / \\lVert h_2 \\rVert$", Math.Sqrt(h[0] / h[1])).ToEqual(ratios["hRatio12"], within);
        Expect("$\\lVert w_1 \\rVert / \\lVert w_2 \\rVert$", Math.Sqrt(w[0] / w[1])).ToEqual(ratios["wRatio12"], within);

        Prediction angles = PredictFor<CeRelu2>(ReluSettings.Parameters(problem));
        Expect("$\\cos(w_k, h_k)$", Enumerable.Range(0, problem.Classes).Select(k => solution.Z[k, k] / Math.Sqrt(h[k] * w[k])).ToArray()).ToEqual(angles["cosWHOwn"], within);
    }

    private static double[] Steps(Problem problem, double[] squares) =>
        [.. Enumerable.Range(1, squares.Length - 1).Where(k => problem.Samples[k] < problem.Samples[k - 1]).Select(k => squares[k] - squares[k - 1])];
}
