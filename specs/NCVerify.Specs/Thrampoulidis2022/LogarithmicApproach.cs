using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Seli13 = NCVerify.Claims.Thrampoulidis2022.StepRegularisationPath;
using Seli16 = NCVerify.Claims.Thrampoulidis2022.LogarithmicApproach;

namespace NCVerify.Specs.Thrampoulidis2022;

/// <summary>SELI-16: Z = L P + Delta + O(1/L), and the distances to SELI are C/L with L = log(1/lambda).</summary>
public sealed class LogarithmicApproach : ClaimSpec<Seli16>
{
    private static readonly (string Distance, string Constant)[] Distances = [("distZ", "CZ"), ("distW", "CW"), ("distH", "CH")];

    private static IEnumerable<TestCaseData> Steps()
    {
        yield return Regime.Step(2, 2, 10);
        yield return Regime.Step(2, 2, 1000);
        yield return Regime.Step(7, 3, 50);
    }

    private static IEnumerable<TestCaseData> Profiles()
    {
        yield return Regime.Sizes(10, 10, 1, 1);
        yield return Regime.Sizes(50, 20, 7, 3, 1);
        yield return Regime.Sizes(9, 4, 1);
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Steps))]
    public void DistancesTimesLTendToTheConstants(StepProfile step)
    {
        // One more order is taken off by extrapolating from L and 2 L.
        Prediction claim = Predict(SeliSettings.Parameters(step)), near = Path(step, 3000), far = Path(step, 6000);
        foreach ((string distance, string constant) in Distances)
        {
            double once = 3000 * near.Number(distance), twice = 6000 * far.Number(distance);
            Expect($"$L$ times {distance}, extrapolated", (2 * twice) - once).ToEqual(claim[constant], Within.Fraction(1e-5, "the next term is of order $L^{-2}$: 3e-6 was the most seen"));
        }
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Steps))]
    public void TwoTermsGiveTheLogits(StepProfile step)
    {
        Matrix delta = Predict(SeliSettings.Parameters(step)).Table("delta"), centring = Matrix.Centring(step.K);
        foreach (double logInverse in (double[])[230, 2300])
        {
            Matrix logits = Path(step, logInverse).Table("logits");
            Expect($"$Z-LP-\\Delta$ at $L={Exact.Format(logInverse)}$", logits - (logInverse * centring) - delta).ToBeZero(Within.Of(20 / logInverse, "of order $1/L$: 8.9/L was the most seen"));
        }
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Profiles))]
    public void CertifiedSolutionsFollowTheTwoTerms(int[] sizes)
    {
        Matrix delta = Predict(("n", sizes)).Table("delta"), centring = Matrix.Centring(sizes.Length);
        double[] errors = [.. new[] { 1e-2, 1e-4 }.Select(lambda =>
        {
            Matrix rest = CertifiedSolution(SeliSettings.Ridge(sizes, lambda)).Z - (Math.Log(1 / lambda) * centring) - delta;
            return rest.MaxAbs() * Math.Log(1 / lambda);
        })];
        Expect("$L$ times the largest entry of $Z-LP-\\Delta$", errors).ToBeAtMost(4, Within.Of(0, "bounded: at most 2.2 was seen"));
        Matrix last = CertifiedSolution(SeliSettings.Ridge(sizes, 1e-4)).Z, difference = last - CertifiedSolution(SeliSettings.Ridge(sizes, 1e-2)).Z;
        Expect("slope of the logits in $L$", difference.Scale(1 / Math.Log(100))).ToEqual(centring, Within.Of(0.1, "differs from $P$ by terms of order $L^{-2}$: 0.017 was the most seen"));
        Expect("logits against two terms, $\\lambda=10^{-4}$", last).ToEqual((Math.Log(1e4) * centring) + delta, Within.Of(0.5, "terms of order $1/L$: 0.23 was the most seen"));
    }

    [Test, Oracle(OracleKind.ClosedForm)]
    public void TheConstantsGrowWithTheLogarithmOfTheRatio()
    {
        double[] ratios = [1, 2, 5, 10, 30, 100, 300, 1000, 3000, 10000];
        double[] constants = [.. ratios.Select(r => Predict(SeliSettings.Parameters(new StepProfile(2, 2, r, 1))).Number("CZ"))];
        double[] late = [constants[7] - constants[5], constants[9] - constants[7]];
        Expect("$C_Z$ for balanced classes", constants[0]).ToBeZero(Within.Of(1e-12, "rounding"));
        Expect("growth of $C_Z$ per decade over that of the decade before", late[1] / late[0]).ToEqual(1.0, Within.Of(0.1, "linear in $\\log R$ up to terms that shrink with $R$"));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "distance-over-log",
            Title = "Distance of the logits from SELI along the path, m = k = 2",
            Caption = "Exact distances from the four equations against $C_Z/L$, $L=\\log(1/\\lambda)$: SELI is reached only logarithmically, and later for larger imbalance.",
            RefutedBy = "a curve that does not approach its line",
            X = new Axis("$L=\\log(1/\\lambda)$", Logarithmic: true),
            Y = new Axis("$d_Z$", Logarithmic: true),
            Series = [.. from r in new[] { 10.0, 100, 1000 } from s in Curves(r) select s],
        });
    }

    [Test, Control, Oracle(OracleKind.ClosedForm)]
    public void ItIsNoPowerLaw()
    {
        var step = new StepProfile(2, 2, 10, 1);
        double anchored = Path(step, Math.Log(1e3)).Number("distZ"), powerLaw = anchored * Math.Sqrt(1e-10 / 1e-3);
        Expect("distance of the logits at $\\lambda=10^{-10}$", Path(step, Math.Log(1e10)).Number("distZ")).ToEqual(powerLaw, Within.Fraction(0.5, "the order of magnitude"));
    }

    private IEnumerable<Series> Curves(double ratio)
    {
        var step = new StepProfile(2, 2, ratio, 1);
        double[] x = [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096], line = [.. x.Select(l => Predict(SeliSettings.Parameters(step)).Number("CZ") / l)];
        yield return new($"R = {Exact.Format(ratio)}, C/L", SeriesRole.Predicted, x, line);
        yield return new($"R = {Exact.Format(ratio)}, four equations", SeriesRole.Measured, x, [.. x.Select(l => Path(step, l).Number("distZ"))]);
    }

    private Prediction Path(StepProfile step, double logInverse) =>
        PredictFor<Seli13>([.. SeliSettings.Parameters(step), ("logInverseLambda", logInverse)]);
}
