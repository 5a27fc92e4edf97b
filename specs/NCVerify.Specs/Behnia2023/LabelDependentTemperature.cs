using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Rw01 = NCVerify.Claims.Behnia2023.LabelDependentTemperature;

namespace NCVerify.Specs.Behnia2023;

/// <summary>RW-01: label-dependent temperatures act as sizes n/delta^2; delta = sqrt(n) gives an ETF.</summary>
public sealed class LabelDependentTemperature : ClaimSpec<Rw01>
{
    private static IEnumerable<TestCaseData> Temperatures => CostSensitiveSettings.Temperatures();

    private static IEnumerable<TestCaseData> SmallTemperatures => CostSensitiveSettings.SmallTemperatures();

    private static IEnumerable<TestCaseData> Profiles => CostSensitiveSettings.Profiles();

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Temperatures))]
    public void NoSeparatorHasASmallerNorm(int[] sizes, double[] delta)
    {
        Problem problem = CostSensitiveSettings.OfLabels(sizes, delta);
        Prediction geometry = Predict(("n", sizes), ("delta", delta));
        Candidate point = Points.FromLogits(problem, geometry.Table("logits"));
        double objective = Objective.Evaluate(problem, point);
        Expect("$\\frac12(\\lVert W\\rVert^2 + \\lVert H\\rVert^2)$", objective).ToEqual(geometry["value"], Within.Fraction(1e-10, "square roots of eigenvalues"));
        Expect("objective minus rigorous lower bound", objective - Bound(problem, point).Value).ToBeZero(Within.Of(1e-10 * objective, "relative gap that counts as globally optimal"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Temperatures))]
    public void AdmmFindsIt(int[] sizes, double[] delta)
    {
        CertifiedSolution solution = CertifiedSolution(CostSensitiveSettings.OfLabels(sizes, delta));
        Check(solution, delta, Within.CertifiedGap);
        Draw(CostSensitiveSettings.GramFigure(Claim.Id, "gram-" + string.Join('-', sizes), $"Grams for n = {string.Join('-', sizes)} with label-dependent temperatures", "Closed forms beside the Grams of the minimum-norm separator with margins $1/\\delta$, each divided by its norm.", Predict(("n", sizes), ("delta", delta)), solution));
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(SmallTemperatures))]
    public void RandomStartsFindIt(int[] sizes, double[] delta) => Check(RandomStartSolution(CostSensitiveSettings.OfLabels(sizes, delta)), delta, Within.FirstOrder);

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Profiles))]
    public void RootsOfTheSizesGiveAnEtf(int[] sizes)
    {
        CertifiedSolution s = CertifiedSolution(CostSensitiveSettings.OfLabels(sizes, CostSensitiveSettings.Roots(sizes)));
        CheckEtf(s, sizes);
        Expect("$\\lVert\\mu_c\\rVert^2 n_c$ over its mean", Scaled(s.MeanGram, sizes)).ToEqual(Enumerable.Repeat(1.0, sizes.Length).ToArray(), Within.CertifiedGap);
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Temperatures))]
    public void ItIsSeliOfOtherSizes(int[] sizes, double[] delta)
    {
        // (P E P)^(1/2) by an eigendecomposition in this spec alone.
        int k = sizes.Length;
        Matrix p = Matrix.Centring(k), e = Matrix.Diagonal([.. sizes.Select((n, c) => n / (delta[c] * delta[c]))]);
        SymmetricEigen eigen = SymmetricEigen.Decompose(p * e * p);
        double zero = eigen.Values.MinBy(Math.Abs);
        Prediction geometry = Predict(("n", sizes), ("delta", delta));
        Expect("classifier Gram", eigen.Function(x => x == zero ? 0 : Math.Sqrt(x))).ToEqual(geometry["WWT"], Within.Fraction(1e-10, "square roots of eigenvalues"));
        Expect("sum of singular values", eigen.Values.Where(x => x != zero).Sum(Math.Sqrt)).ToEqual(geometry["value"], Within.Fraction(1e-10, "square roots of eigenvalues"));
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void WithoutTemperaturesItIsNoEtf() => CheckEtf(CertifiedSolution(Problem.Separation([100, 100, 1, 1])), [100, 100, 1, 1]);

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void WithoutTemperaturesTheGeometryIsAnother() => Check(CertifiedSolution(Problem.Separation([100, 100, 1, 1])), [10, 10, 1, 1], Within.CertifiedGap);

    private void Check(CertifiedSolution solution, double[] delta, Within within)
    {
        Prediction geometry = Predict(("n", solution.Problem.Samples), ("delta", delta));
        Expect("logits $Z$", solution.Z).ToEqual(geometry["logits"], within);
        Expect("classifier Gram $WW^\\top$", solution.ClassifierGram).ToEqual(geometry["WWT"], within);
        Expect("class-mean Gram $M^\\top M$", solution.MeanGram).ToEqual(geometry["HTH"], within);
    }

    private void CheckEtf(CertifiedSolution s, int[] sizes)
    {
        Matrix etf = Matrix.Centring(sizes.Length);
        Expect("classifier Gram, normalised", s.ClassifierGram.Normalised()).ToEqual(etf.Normalised(), Within.CertifiedGap);
        Expect("cosines of class means", s.MeanGram.Cosines()).ToEqual(etf.Cosines(), Within.CertifiedGap);
    }

    private static double[] Scaled(Matrix gram, int[] sizes)
    {
        double[] values = [.. gram.Norms2().Select((x, c) => x * sizes[c])];
        return [.. values.Select(x => x / values.Average())];
    }
}
