using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Lpm5 = NCVerify.Claims.Fang2021.CosineBelowThreshold;

namespace NCVerify.Specs.Fang2021;

/// <summary>LPM-5: below the threshold the whole solution, and the cosine of minority classifiers, are four scalars.</summary>
public sealed class CosineBelowThreshold : ClaimSpec<Lpm5>
{
    private static IEnumerable<TestCaseData> Ratios() =>
        from c in PeeledSettings.Clusters from r in new[] { 1.0, 1.5, 3, 40 } select new TestCaseData(c, r).SetArgDisplayNames(c.ToString(), "R = " + Exact.Format(r));

    private static IEnumerable<TestCaseData> FewSamples() =>
        from c in new[] { PeeledSettings.Clusters[0], PeeledSettings.Clusters[4] } from r in new[] { 1.0, 2, 3 } select new TestCaseData(c, r).SetArgDisplayNames(c.ToString(), "R = " + Exact.Format(r));

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Ratios))]
    public void TheSecondOrderSolverFindsTheFourScalars(PeeledClusters clusters, double ratio) => Check(CertifiedSolution(clusters.At(ratio)), clusters, ratio, PeeledSettings.Certified);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(FewSamples))]
    public void RandomStartsFindThem(PeeledClusters clusters, double ratio) => Check(RandomStartSolution(clusters.At(ratio, 2)), clusters, ratio, Within.FirstOrder);

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(FewSamples))]
    public void AtBalanceItIsTheSimplexsCosine(PeeledClusters clusters, double ratio)
    {
        double cosine = Predict(clusters.Parameters(("R", ratio))).Number("cosMinorityClassifiers"), simplex = -1.0 / (clusters.Classes - 1);
        Expect("cosine minus $-1/(K-1)$", cosine - simplex).ToBeAtLeast(ratio > 1 ? 1e-2 : 0, Within.Of(1e-12, "rounding at balance"));
        Expect("cosine at balance", Predict(clusters.Parameters(("R", 1))).Number("cosMinorityClassifiers")).ToEqual(simplex, Within.Rounding);
        Expect("cosine, certified", PeeledSettings.LastCosine(CertifiedSolution(clusters.At(ratio)).ClassifierGram)).ToEqual(cosine, PeeledSettings.Certified);
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void AnotherRatioHasAnother() => Check(CertifiedSolution(PeeledSettings.Clusters[0].At(2)), PeeledSettings.Clusters[0], 1, PeeledSettings.Certified);

    private void Check(CertifiedSolution s, PeeledClusters clusters, double ratio, Within within)
    {
        Prediction predicted = Predict(clusters.Parameters(("R", ratio)));
        double factor = clusters.EnergyW / Math.Sqrt(clusters.EnergyW * clusters.EnergyH);
        Expect("logits $Z$", s.Z).ToEqual(predicted["Z"], within);
        Expect("classifier Gram $WW^\\top$", s.ClassifierGram).ToEqual(predicted.Table("classifierRoot").Scale(factor), within);
        Expect("cosine of minority classifiers", PeeledSettings.LastCosine(s.ClassifierGram)).ToEqual(predicted["cosMinorityClassifiers"], within);
    }
}
