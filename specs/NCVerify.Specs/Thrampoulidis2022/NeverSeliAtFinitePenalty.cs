using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Seli14 = NCVerify.Claims.Thrampoulidis2022.NeverSeliAtFinitePenalty;

namespace NCVerify.Specs.Thrampoulidis2022;

/// <summary>SELI-14: at a finite ridge the logits are a multiple of P exactly for balanced or two classes.</summary>
public sealed class NeverSeliAtFinitePenalty : ClaimSpec<Seli14>
{
    private static IEnumerable<TestCaseData> Uneven()
    {
        yield return Regime.Sizes(10, 10, 1, 1);
        yield return Regime.Sizes(50, 20, 7, 3, 1);
        yield return Regime.Sizes(9, 4, 1);
        yield return Regime.Sizes(5, 4, 4, 4);
    }

    private static IEnumerable<TestCaseData> Exceptions()
    {
        yield return Regime.Sizes(37, 1);
        yield return Regime.Sizes(4, 4, 4, 4);
        yield return Regime.Sizes(2, 1);
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Uneven))]
    public void AtNoPenaltyForUnevenSizes(int[] sizes) => CheckApart(sizes, l => CertifiedSolution(SeliSettings.Ridge(sizes, l)), 1e-4, 1e-2, 0.5);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Small))]
    public void NorFromRandomStarts(int[] sizes) => CheckApart(sizes, l => RandomStartSolution(SeliSettings.Ridge(sizes, l)), 0.5);

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Exceptions))]
    public void AtEveryPenaltyForBalancedOrTwoClasses(int[] sizes)
    {
        Prediction claim = Predict(("n", sizes));
        Expect("largest over smallest singular value", claim["singularValueRatio"]).ToEqual(1.0, Within.Rounding);
        foreach (double factor in (double[])[1e-3, 0.1, 0.9])
        {
            double distance = CertifiedSolution(SeliSettings.Ridge(sizes, factor * claim.Number("lamZero"))).Z.NormalisedDistance(Matrix.Centring(sizes.Length));
            Expect($"distance of the logits from $P$ at {Exact.Format(factor)} of the zero threshold", distance).ToBeZero(Within.CertifiedGap);
        }
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Uneven))]
    public void BecauseTheSingularValuesDiffer(int[] sizes)
    {
        double[] values = [.. SpectrumOfEncodedLabels.SingularValues(SpectrumOfEncodedLabels.SelMatrix(sizes, (_, _) => 1.0 / sizes.Length)).OrderDescending().Take(sizes.Length - 1)];
        Expect("largest over smallest singular value of $PY$, by SVD", values[0] / values[^1]).ToEqual(Predict(("n", sizes))["singularValueRatio"], Within.Fraction(1e-10, "singular values from a Gram matrix"));
        Expect("largest over smallest singular value of $PY$, by SVD", values[0] / values[^1]).ToBeAtLeast(1.01, Within.Of(0, "not equal"));
    }

    [Test, Oracle(OracleKind.Certificate)]
    public void TheDistanceHasTheValueOfTheFourEquations([Values(0.5, 0.1, 1e-2, 1e-3)] double lambda)
    {
        var step = new StepProfile(2, 2, 10, 1);
        CertifiedSolution s = CertifiedSolution(SeliSettings.Ridge(step.Sizes(), lambda));
        Expect("distance of the logits from $P$", s.Z.NormalisedDistance(Matrix.Centring(4))).ToEqual(Predict([.. SeliSettings.Parameters(step), ("lambdaSum", lambda)])["distZ"], Within.CertifiedGap);
    }

    [Oracle(OracleKind.Certificate), Control, TestCaseSource(nameof(Exceptions))]
    public void TheExceptionsAreSeli(int[] sizes) => CheckApart(sizes, l => CertifiedSolution(SeliSettings.Ridge(sizes, l)), 0.1);

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void TheSeparatorIsSeli() => CheckApart([10, 10, 1, 1], _ => CertifiedSolution(Problem.Separation([10, 10, 1, 1])), 0.1);

    private static IEnumerable<TestCaseData> Small => SeliSettings.SmallProfiles();

    private void CheckApart(int[] sizes, Func<double, CertifiedSolution> solve, params double[] lambdas)
    {
        foreach (double lambda in lambdas)
        {
            double distance = solve(lambda).Z.NormalisedDistance(Matrix.Centring(sizes.Length));
            Expect($"distance of the logits from $P$ at $\\lambda={Exact.Format(lambda)}$", distance).ToBeAtLeast(1e-3, Within.Of(1e-5, "7.6e-3 was the least seen, for n = (5, 4, 4, 4); certified gap at most 1e-10"));
        }
    }
}
