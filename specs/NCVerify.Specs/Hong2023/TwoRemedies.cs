using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Hl5 = NCVerify.Claims.Hong2023.TwoRemedies;

namespace NCVerify.Specs.Hong2023;

/// <summary>HL-5: reweighting and duplicating with own features collapse at penalties a factor sqrt(w) apart.</summary>
public sealed class TwoRemedies : ClaimSpec<Hl5>
{
    private static IEnumerable<TestCaseData> Above() => Cases(1.001, 1.01, 1.1);

    private static IEnumerable<TestCaseData> Below() => Cases(0.9, 0.99);

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Above))]
    public void ReweightedMinoritiesMergeFromTheirs(int w, double factor) => CheckMerged(CertifiedSolution(Reweighted(w, factor * At(w).Number("thresholdReweighted"))));

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Above))]
    public void DuplicatedMinoritiesMergeFromTheirs(int w, double factor) => CheckMerged(CertifiedSolution(Duplicated(w, factor * At(w).Number("thresholdOversampledOwn"))));

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Below))]
    public void BelowBothDiffer(int w, double factor)
    {
        Expect("$\\lVert w_i - w_j \\rVert^2$, reweighted", Distance2(CertifiedSolution(Reweighted(w, factor * At(w).Number("thresholdReweighted"))))).ToBeAtLeast(1e-3, Within.Of(0, "apart"));
        Expect("$\\lVert w_i - w_j \\rVert^2$, duplicated", Distance2(CertifiedSolution(Duplicated(w, factor * At(w).Number("thresholdOversampledOwn"))))).ToBeAtLeast(1e-3, Within.Of(0, "apart"));
    }

    [Test, Oracle(OracleKind.Solver)]
    public void RandomStartsSeeTheDifference()
    {
        // Between the two thresholds: duplicated classes have merged, reweighted ones have not.
        Prediction predicted = At(4);
        double between = Math.Sqrt(predicted.Number("thresholdReweighted") * predicted.Number("thresholdOversampledOwn"));
        Expect("$\\lVert w_i - w_j \\rVert^2$, duplicated", Distance2(RandomStartSolution(Duplicated(4, between)))).ToBeZero(Within.Of(1e-14, "square of a first-order error"));
        Expect("$\\lVert w_i - w_j \\rVert^2$, reweighted", Distance2(RandomStartSolution(Reweighted(4, between)))).ToEqual(Distance2(CertifiedSolution(Reweighted(4, between))), Within.FirstOrder);
        Expect("$\\lVert w_i - w_j \\rVert^2$, reweighted", Distance2(RandomStartSolution(Reweighted(4, between)))).ToBeAtLeast(1e-1, Within.Of(0, "apart"));
    }

    [Oracle(OracleKind.Certificate), Control, TestCaseSource(nameof(Above))]
    public void TheOtherRemedysThresholdIsTooLow(int w, double factor) => CheckMerged(CertifiedSolution(Reweighted(w, factor * At(w).Number("thresholdOversampledOwn"))));

    private void CheckMerged(CertifiedSolution s) => Expect("$\\lVert w_i - w_j \\rVert^2$", Distance2(s)).ToBeZero(Within.Of(1e-13, "rounding; one per cent below the threshold it is above 1e-3"));

    private static double Distance2(CertifiedSolution s) => ImbalanceSettings.Distance2(s.ClassifierGram, 2, 3);

    private Prediction At(int w) => Predict(("nA", 20), ("nB", 5), ("KA", 2), ("KB", 2), ("weight", w));

    // Mean over N_w: weights 1 and w, divided by N_w/N.
    private Problem Reweighted(int w, double lambda)
    {
        double scale = 50 / At(w).Number("effectiveN");
        return ImbalanceSettings.TwoClusters(2, 2, 20, 5, lambda) with { Weights = [scale, scale, w * scale, w * scale] };
    }

    private static Problem Duplicated(int w, double lambda) => Problem.CrossEntropy([20, 20, 5 * w, 5 * w], lambda, lambda);

    private static IEnumerable<TestCaseData> Cases(params double[] factors) =>
        from w in new[] { 2, 3 } from f in factors select new TestCaseData(w, f).SetArgDisplayNames($"w = {w}", Exact.Format(f) + " x threshold");
}
