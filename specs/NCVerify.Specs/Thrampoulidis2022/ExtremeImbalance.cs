using NCVerify.Claims;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Seli05 = NCVerify.Claims.Thrampoulidis2022.GramsAndNorms;
using Seli06 = NCVerify.Claims.Thrampoulidis2022.StepAngles;
using Seli07 = NCVerify.Claims.Thrampoulidis2022.ExtremeImbalance;

namespace NCVerify.Specs.Thrampoulidis2022;

/// <summary>SELI-07: limits of angles and norm ratios as R grows; minority classifiers merge, minority means spread.</summary>
public sealed class ExtremeImbalance : ClaimSpec<Seli07>
{
    private static readonly string[] Cosines = ["cosWMajMaj", "cosWMinMin", "cosWMajMin", "cosHMajMaj", "cosHMinMin", "cosHMajMin", "cosWHMaj", "cosWHMin"];

    private static IEnumerable<TestCaseData> Groups()
    {
        yield return Regime.Step(2, 2, 1e8);
        yield return Regime.Step(5, 5, 1e12);
        yield return Regime.Step(7, 3, 1e16);
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Groups))]
    public void TheExactAnglesAreCloseAtHugeRatios(StepProfile step) => Check(step);

    [Test, Oracle(OracleKind.Certificate)]
    public void TheSeparatorMovesTowardsThem()
    {
        // The slowest terms shrink like R^(-1/4): by 10^(1/4) = 1.78 a decade.
        double[] minorityMeans = [.. new[] { 10, 100, 1000 }.Select(r => 1 + CertifiedSolution(Problem.Separation([r, r, 1, 1])).MeanGram.Cosine(2, 3))];
        double[] minorityClassifiers = [.. new[] { 10, 100, 1000 }.Select(r => 1 - CertifiedSolution(Problem.Separation([r, r, 1, 1])).ClassifierGram.Cosine(2, 3))];
        Expect("distance of $\\cos(h_m, h_{m'})$ to $-1$, ratio per decade", Ratios(minorityMeans)).ToBeAtMost(0.7, Within.Of(0, "shrinks like $R^{-1/2}$"));
        Expect("distance of $\\cos(w_m, w_{m'})$ to $1$, ratio per decade", Ratios(minorityClassifiers)).ToBeAtMost(0.7, Within.Of(0, "shrinks like $R^{-1/2}$"));
    }

    [Test, Control, Oracle(OracleKind.ClosedForm)]
    public void AtRatio10TheyAreFarOff() => Check(new StepProfile(2, 2, 10, 1), ratioOfTolerance: 1e8);

    private void Check(StepProfile step, double? ratioOfTolerance = null)
    {
        Prediction limit = Predict(("majorityClasses", step.Majority), ("minorityClasses", step.Minority));
        Prediction exact = PredictFor<Seli06>(SeliSettings.Parameters(step));
        Within within = Within.Of(5 * Math.Pow(ratioOfTolerance ?? step.Ratio, -0.25), "slowest terms shrink like $R^{-1/4}$");
        foreach (string name in Cosines)
        {
            Expect(name, exact[name]).ToEqual(limit[name], within);
        }

        Prediction norms = PredictFor<Seli05>(SeliSettings.Parameters(step));
        Expect("norm ratio of classifiers", norms["ratioW"]).ToEqual(limit["ratioW"], within);
        Expect("norm ratio of class means", norms["ratioH"]).ToEqual(limit["ratioH"], within);
    }

    private static double[] Ratios(double[] values) => [.. values.Zip(values.Skip(1), (a, b) => b / a)];
}
