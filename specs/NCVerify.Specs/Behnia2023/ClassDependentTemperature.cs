using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Rw02 = NCVerify.Claims.Behnia2023.ClassDependentTemperature;

namespace NCVerify.Specs.Behnia2023;

/// <summary>RW-02: class-dependent temperatures replace the centring by the projection off 1/delta.</summary>
public sealed class ClassDependentTemperature : ClaimSpec<Rw02>
{
    private static IEnumerable<TestCaseData> Temperatures => CostSensitiveSettings.Temperatures();

    private static IEnumerable<TestCaseData> SmallTemperatures => CostSensitiveSettings.SmallTemperatures();

    private static IEnumerable<TestCaseData> Profiles => CostSensitiveSettings.Profiles();

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Temperatures))]
    public void NoSeparatorHasASmallerNorm(int[] sizes, double[] delta)
    {
        Problem problem = CostSensitiveSettings.OfClasses(sizes, delta);
        Prediction geometry = Predict(("n", sizes), ("delta", delta));
        Candidate point = Points.FromLogits(problem, geometry.Table("logits"));
        double objective = Objective.Evaluate(problem, point);
        Expect("$\\frac12(\\lVert W\\rVert^2 + \\lVert H\\rVert^2)$", objective).ToEqual(geometry["value"], Within.Fraction(1e-10, "square roots of eigenvalues"));
        Expect("objective minus rigorous lower bound", objective - Bound(problem, point).Value).ToBeZero(Within.Of(1e-10 * objective, "relative gap that counts as globally optimal"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Temperatures))]
    public void AdmmFindsIt(int[] sizes, double[] delta)
    {
        CertifiedSolution solution = CertifiedSolution(CostSensitiveSettings.OfClasses(sizes, delta));
        Check(solution, delta, Within.CertifiedGap);
        Draw(CostSensitiveSettings.GramFigure(Claim.Id, "gram-" + string.Join('-', sizes), $"Grams for n = {string.Join('-', sizes)} with class-dependent temperatures", "Closed forms beside the Grams of the minimum-norm separator of the heated logits, each divided by its norm.", Predict(("n", sizes), ("delta", delta)), solution));
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(SmallTemperatures))]
    public void RandomStartsFindIt(int[] sizes, double[] delta) => Check(RandomStartSolution(CostSensitiveSettings.OfClasses(sizes, delta)), delta, Within.FirstOrder);

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Profiles))]
    public void RootsOfTheSizesGiveSelfDualityInDirection(int[] sizes)
    {
        CertifiedSolution s = CertifiedSolution(CostSensitiveSettings.OfClasses(sizes, CostSensitiveSettings.Roots(sizes)));
        double[] cosines = [.. Enumerable.Range(0, sizes.Length).Select(c => s.Z[c, c] / Math.Sqrt(s.ClassifierGram[c, c] * s.MeanGram[c, c]))];
        Expect("$\\cos(w_c,\\mu_c)$", cosines).ToEqual(Enumerable.Repeat(1.0, sizes.Length).ToArray(), Within.CertifiedGap);
        double[] lengths = [.. Enumerable.Range(0, sizes.Length).Select(c => s.MeanGram[c, c] * sizes[c] / s.ClassifierGram[c, c])];
        Expect("$n_c\\lVert\\mu_c\\rVert^2/\\lVert w_c\\rVert^2$", lengths).ToEqual(Enumerable.Repeat(1.0, sizes.Length).ToArray(), Within.CertifiedGap);
        Expect("distance of $WW^\\top$ from the ETF", s.ClassifierGram.NormalisedDistance(Matrix.Centring(sizes.Length))).ToBeAtLeast(0.1, Within.Of(1e-6, "no ETF: 0.2 and more was seen"));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Temperatures))]
    public void TheMultipliersArePositiveAndFeasible(int[] sizes, double[] delta)
    {
        // B = diag(delta) M'M per sample: spectral norm 1 on all samples, and the value is n'(row sums of b).
        Prediction geometry = Predict(("n", sizes), ("delta", delta));
        Matrix gram = geometry.Table("HTH");
        int k = sizes.Length;
        double[] multipliers = [.. from c in Enumerable.Range(0, k) from j in Enumerable.Range(0, k) where c != j select -gram[c, j]];
        Expect("multipliers", multipliers).ToBeAtLeast(1e-12, Within.Of(0, "positive"));
        Matrix scaled = Matrix.Create(k, k, (c, j) => delta[c] * gram[c, j] * Math.Sqrt(sizes[j]));
        Expect("singular values of the dual point", SymmetricEigen.Decompose(scaled * scaled.Transpose()).Values[1..]).ToEqual(Enumerable.Repeat(1.0, k - 1).ToArray(), Within.Of(1e-9, "eigenvalues of a product"));
        double dual = Enumerable.Range(0, k).Sum(j => sizes[j] * Enumerable.Range(0, k).Sum(c => c == j ? 0 : -gram[c, j]));
        Expect("dual value", dual).ToEqual(geometry["value"], Within.Fraction(1e-10, "no duality gap; square roots of eigenvalues"));
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void LabelDependentTemperaturesGiveAnotherGeometry() =>
        Check(CertifiedSolution(CostSensitiveSettings.OfLabels([100, 100, 1, 1], [10, 10, 1, 1])), [10, 10, 1, 1], Within.CertifiedGap);

    private void Check(CertifiedSolution solution, double[] delta, Within within)
    {
        Prediction geometry = Predict(("n", solution.Problem.Samples), ("delta", delta));
        Expect("logits $Z$", solution.Z).ToEqual(geometry["logits"], within);
        Expect("classifier Gram $WW^\\top$", solution.ClassifierGram).ToEqual(geometry["WWT"], within);
        Expect("class-mean Gram $M^\\top M$", solution.MeanGram).ToEqual(geometry["HTH"], within);
    }
}
