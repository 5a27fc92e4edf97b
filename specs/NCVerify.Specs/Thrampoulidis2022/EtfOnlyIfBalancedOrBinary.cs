using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Seli09 = NCVerify.Claims.Thrampoulidis2022.EtfOnlyIfBalancedOrBinary;

namespace NCVerify.Specs.Thrampoulidis2022;

/// <summary>SELI-09: SELI is a simplex ETF if and only if the classes are balanced or there are two of them.</summary>
public sealed class EtfOnlyIfBalancedOrBinary : ClaimSpec<Seli09>
{
    private static IEnumerable<TestCaseData> EtfProfiles()
    {
        yield return Regime.Sizes(37, 1);
        yield return Regime.Sizes(1000, 3);
        yield return Regime.Sizes(4, 4, 4, 4);
        yield return Regime.Sizes(7, 7, 7);
    }

    private static IEnumerable<TestCaseData> OtherProfiles()
    {
        yield return Regime.Sizes(9, 4, 1);
        yield return Regime.Sizes(10, 10, 1, 1);
        yield return Regime.Sizes(50, 20, 7, 3, 1);
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(EtfProfiles))]
    public void TheseAre(int[] sizes) => CheckEtf(SeliSettings.CentredSizesPower(sizes, 0.5), SeliSettings.CentredSizesPower(sizes, -0.5), Within.Rounding);

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(EtfProfiles))]
    public void TheirSeparatorsAre(int[] sizes)
    {
        CertifiedSolution solution = CertifiedSolution(Problem.Separation(sizes));
        CheckEtf(solution.ClassifierGram, solution.MeanGram, Within.CertifiedGap);
    }

    [Test, Oracle(OracleKind.Solver)]
    public void SeparatorsFromRandomStartsAre()
    {
        foreach (int[] sizes in new[] { new[] { 5, 1 }, [2, 2, 2] })
        {
            CertifiedSolution solution = RandomStartSolution(Problem.Separation(sizes));
            CheckEtf(solution.ClassifierGram, solution.MeanGram, Within.FirstOrder);
        }
    }

    [Test, Oracle(OracleKind.Certificate)]
    public void TwoClassesHaveThePredictedLengths()
    {
        CertifiedSolution solution = CertifiedSolution(Problem.Separation([37, 1]));
        Prediction pair = Predict(("n", new[] { 37, 1 }));
        Expect("$\\lVert w \\rVert^2$", solution.ClassifierGram[0, 0]).ToEqual(pair["wNorm2"], Within.CertifiedGap);
        Expect("$\\lVert h \\rVert^2$", solution.MeanGram[0, 0]).ToEqual(pair["hNorm2"], Within.CertifiedGap);
        Expect("$\\cos(w_1, w_2)$", solution.ClassifierGram.Cosine(0, 1)).ToEqual(pair["cosW"], Within.CertifiedGap);
    }

    [Oracle(OracleKind.ClosedForm), Control, TestCaseSource(nameof(OtherProfiles))]
    public void TheseAreNot(int[] sizes) => CheckEtf(SeliSettings.CentredSizesPower(sizes, 0.5), SeliSettings.CentredSizesPower(sizes, -0.5), Within.Rounding);

    private void CheckEtf(Matrix classifiers, Matrix means, Within within)
    {
        Expect("distance of $G_W$ to the simplex ETF", classifiers.NormalisedDistance(Matrix.Centring(classifiers.Rows))).ToBeZero(within);
        Expect("distance of $G_H$ to the simplex ETF", means.NormalisedDistance(Matrix.Centring(means.Rows))).ToBeZero(within);
    }
}
