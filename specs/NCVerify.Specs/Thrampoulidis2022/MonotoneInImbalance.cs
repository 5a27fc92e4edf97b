using NCVerify.Claims;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Seli05 = NCVerify.Claims.Thrampoulidis2022.GramsAndNorms;
using Seli06 = NCVerify.Claims.Thrampoulidis2022.StepAngles;
using Seli07 = NCVerify.Claims.Thrampoulidis2022.ExtremeImbalance;
using Seli08 = NCVerify.Claims.Thrampoulidis2022.MonotoneInImbalance;

namespace NCVerify.Specs.Thrampoulidis2022;

/// <summary>SELI-08: six quantities are monotone in R; minority classifiers are orthogonal exactly at R*.</summary>
public sealed class MonotoneInImbalance : ClaimSpec<Seli08>
{
    private static IEnumerable<TestCaseData> Groups() => from m in new[] { 2, 5, 10 } from k in new[] { 2, 4, 10 } select Regime.Step(m, k, 1);

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Groups))]
    public void OverSixDecades(StepProfile groups)
    {
        CheckIncreasing(groups, "$\\lVert w_M\\rVert / \\lVert w_m\\rVert$", (angles, norms) => norms.Number("ratioW"));
        CheckIncreasing(groups, "$\\cos(w_m, w_{m'})$", (angles, norms) => angles.Number("cosWMinMin"));
        CheckIncreasing(groups, "$\\cos(h_M, h_{M'})$", (angles, norms) => angles.Number("cosHMajMaj"));
        CheckIncreasing(groups, "$-\\lVert h_M\\rVert / \\lVert h_m\\rVert$", (angles, norms) => -norms.Number("ratioH"));
        CheckIncreasing(groups, "$-\\cos(w_M, w_{M'})$", (angles, norms) => -angles.Number("cosWMajMaj"));
        CheckIncreasing(groups, "$-\\cos(h_m, h_{m'})$", (angles, norms) => -angles.Number("cosHMinMin"));
    }

    [Test, Oracle(OracleKind.Certificate)]
    public void AtTheSeparatorFoundByAdmm()
    {
        double[] cosines = [.. new[] { 1, 3, 6, 7, 8, 30, 100 }.Select(r => CertifiedSolution(Problem.Separation([r, r, 1, 1])).ClassifierGram.Cosine(2, 3))];
        Expect("steps of $\\cos(w_m, w_{m'})$", Steps(cosines)).ToBeAtLeast(1e-4, Within.Of(0, "strictly increasing"));
        Expect("$\\cos(w_m, w_{m'})$ at $R^* = 7$", cosines[3]).ToBeZero(Within.CertifiedGap);
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Groups))]
    public void MinorityClassifiersAreOrthogonalAtRStar(StepProfile groups)
    {
        double ratio = PredictFor<Seli07>(("majorityClasses", groups.Majority), ("minorityClasses", groups.Minority)).Number("rstar");
        double cosine = PredictFor<Seli06>(SeliSettings.Parameters(new StepProfile(groups.Majority, groups.Minority, ratio, 1))).Number("cosWMinMin");
        Expect("$\\cos(w_m, w_{m'})$ at $R^*$", cosine).ToBeZero(Within.Of(1e-14, "rounding"));
    }

    [Test, Control, Oracle(OracleKind.ClosedForm)]
    public void TheAngleBetweenAMajorityAndAMinorityClassifierIsNot() =>
        CheckIncreasing(new StepProfile(8, 2, 1, 1), "$-\\cos(w_M, w_m)$", (angles, norms) => -angles.Number("cosWMajMin"));

    private void CheckIncreasing(StepProfile groups, string name, Func<Prediction, Prediction, double> quantity)
    {
        double[] values = [.. Enumerable.Range(0, 60).Select(i => Math.Pow(10, i / 10.0)).Select(r =>
        {
            (string, object?)[] at = SeliSettings.Parameters(new StepProfile(groups.Majority, groups.Minority, r, 1));
            return quantity(PredictFor<Seli06>(at), PredictFor<Seli05>(at));
        })];
        Expect("steps of " + name + " over $R = 1 \\ldots 10^6$", Steps(values)).ToBeAtLeast(0, Within.Of(1e-13, "rounding"));
    }

    private static double[] Steps(double[] values) => [.. values.Zip(values.Skip(1), (a, b) => b - a)];
}
