using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Lpm6 = NCVerify.Claims.Fang2021.ReweightingRemedy;

namespace NCVerify.Specs.Fang2021;

/// <summary>LPM-6: weighting minority losses by w gives exactly the problem with ratio R/w.</summary>
public sealed class ReweightingRemedy : ClaimSpec<Lpm6>
{
    private const double Ratio = 20;
    private static readonly PeeledClusters Clusters = new(3, 3, 1, 2);

    private static IEnumerable<TestCaseData> Weights() => new[] { 1, 2, 4, 5, 10, 20 }.Select(w => new TestCaseData((double)w).SetArgDisplayNames("w = " + Exact.Format(w)));

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Weights))]
    public void WeightingIsDividingTheRatio(double weight) => Check(CertifiedSolution(Weighted(weight)), weight, PeeledSettings.Certified);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Weights))]
    public void FromRandomStartsToo(double weight) => Check(RandomStartSolution(Weighted(weight)), weight, Within.FirstOrder);

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Weights))]
    public void DuplicatingIsWeighting(double weight) => Check(CertifiedSolution(PeeledSettings.Peeled([20, 20, 20, (int)weight, (int)weight, (int)weight], 1, 2)), weight, PeeledSettings.Certified);

    [Test, Oracle(OracleKind.Certificate)]
    public void TheSwitchIsAtTheCriticalWeight()
    {
        double critical = Predict(Clusters.Parameters(("R", Ratio), ("weight", 1))).Number("criticalWeight");
        double Distance2(double w) => PeeledSettings.LastDistance2(CertifiedSolution(Weighted(w)).ClassifierGram);
        Expect("$\\lVert w_i - w_j \\rVert^2$, 1 and 0.1 per cent below the critical weight", new[] { Distance2(0.99 * critical), Distance2(0.999 * critical) }).ToBeZero(Within.Of(1e-13, "rounding; one per cent above it is above 1e-3"));
        Expect("$\\lVert w_i - w_j \\rVert^2$, one per cent above", Distance2(1.01 * critical)).ToBeAtLeast(1e-3, Within.Of(0, "apart"));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Weights))]
    public void TheWeightOfTheRatioRestoresTheEtf(double weight)
    {
        Prediction predicted = Predict(Clusters.Parameters(("R", Ratio), ("weight", weight)));
        double restoring = predicted.Number("etfWeight");
        Matrix etf = Matrix.Centring(6).Scale(6 * Math.Sqrt(2) / 5);
        Expect("logits at the restoring weight", Predict(Clusters.Parameters(("R", Ratio), ("weight", restoring)))["Z"]).ToEqual(etf, Within.Rounding);
        Expect("distance of the predicted logits from the ETF", (predicted.Table("Z") - etf).MaxAbs()).ToBeAtLeast(weight < restoring ? 0.1 : 0, Within.Of(1e-12, "rounding"));
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void HalfTheWeightDoesNot() => Check(CertifiedSolution(Weighted(10)), 20, PeeledSettings.Certified);

    private void Check(CertifiedSolution s, double weight, Within within)
    {
        Prediction predicted = Predict(Clusters.Parameters(("R", Ratio), ("weight", weight)));
        Expect("logits $Z$", s.Z).ToEqual(predicted["Z"], within);
        Expect("cosine of minority classifiers", PeeledSettings.LastCosine(s.ClassifierGram)).ToEqual(predicted["cosMinorityClassifiers"], within);
    }

    private static Problem Weighted(double weight) => PeeledSettings.Peeled([20, 20, 20, 1, 1, 1], 1, 2) with { Weights = [1, 1, 1, weight, weight, weight] };
}
