using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Seli17 = NCVerify.Claims.Thrampoulidis2022.ResidualsAreMultipliers;

namespace NCVerify.Specs.Thrampoulidis2022;

/// <summary>SELI-17: softmax residuals over lambda tend to the multipliers of the separation problem.</summary>
public sealed class ResidualsAreMultipliers : ClaimSpec<Seli17>
{
    private static IEnumerable<TestCaseData> Profiles()
    {
        yield return Regime.Sizes(10, 10, 1, 1);
        yield return Regime.Sizes(20, 7, 3, 1);
        yield return Regime.Sizes(9, 4, 1);
    }

    private static IEnumerable<TestCaseData> Steps => SeliSettings.Steps();

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Profiles))]
    public void TheyDrawNearerAsThePenaltyShrinks(int[] sizes)
    {
        double[] errors = [.. new[] { 1e-1, 1e-2, 1e-3, 1e-4 }.Select(l => Deviation(CertifiedSolution(SeliSettings.Ridge(sizes, l)), sizes) * Math.Log(1 / l))];
        Expect("$\\log(1/\\lambda)$ times the largest relative deviation", errors).ToBeAtMost(4, Within.Of(0, "of order $1/\\log(1/\\lambda)$: at most 2.0 was seen"));
        Check(CertifiedSolution(SeliSettings.Ridge(sizes, 1e-4)), sizes);
        DrawResiduals(sizes);
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Profiles))]
    public void TheyAreThePolarFactorOfTheLogits(int[] sizes)
    {
        // (Z D Z')^{+1/2} Z, column by column, is the polar factor of the logits of all samples.
        const double lambda = 0.05;
        CertifiedSolution s = CertifiedSolution(SeliSettings.Ridge(sizes, lambda));
        SymmetricEigen eigen = SymmetricEigen.Decompose(s.Z * Matrix.Diagonal([.. sizes.Select(n => (double)n)]) * s.Z.Transpose());
        double zero = eigen.Values.MinBy(Math.Abs);
        Matrix polar = eigen.Function(v => v == zero ? 0 : 1 / Math.Sqrt(v)) * s.Z, residuals = Residuals(s.Z);
        Expect("residuals over $-\\lambda$", residuals.Scale(-1 / lambda)).ToEqual(polar, Within.CertifiedGap);
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Steps))]
    public void TheyTendToTheMultipliersOnThePath(StepProfile step)
    {
        Matrix limit = Predict(SeliSettings.Parameters(step)).Table("multipliers");
        int last = step.K - 1;
        foreach (double logInverse in (double[])[230, 2300])
        {
            Prediction path = Predict([.. SeliSettings.Parameters(step), ("logInverseLambda", logInverse)]);
            double[] ratios =
            [
                path.Number("residualMajMaj") / limit[0, 1], path.Number("residualMajMin") / limit[last, 0],
                path.Number("residualMinMin") / limit[last - 1, last], path.Number("residualMinMaj") / limit[0, last],
            ];
            Expect($"residual over multiplier at $L={Exact.Format(logInverse)}$", ratios).ToEqual(new double[] { 1, 1, 1, 1 }, Within.Of(20 / logInverse, "of order $1/L$: at most 13.6/L was seen, at R = 100"));
        }
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Profiles))]
    public void TheMultipliersAreMinusTheProductsOfMeans(int[] sizes)
    {
        Matrix means = SeliSettings.CentredSizesPower(sizes, -0.5);
        Expect("multipliers", Predict(("n", sizes))["multipliers"]).ToEqual(Matrix.Create(sizes.Length, sizes.Length, (i, j) => i == j ? 0 : -means[i, j]), Within.Rounding);
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void WithTheMeanLossTheyAreNot() => Check(CertifiedSolution(SeliSettings.Ridge([10, 10, 1, 1], 1e-4) with { Reduction = Reduction.Mean }), [10, 10, 1, 1]);

    private void Check(CertifiedSolution s, int[] sizes) =>
        Expect("largest relative deviation of residuals from multipliers", Deviation(s, sizes)).ToBeZero(Within.Of(0.3, "of order $1/\\log(1/\\lambda)$, 0.11 at $\\lambda=10^{-4}$: 0.22 was the most seen"));

    private void DrawResiduals(int[] sizes)
    {
        const double lambda = 1e-4;
        Matrix over = Residuals(CertifiedSolution(SeliSettings.Ridge(sizes, lambda)).Z);
        string name = string.Join("-", sizes.Select(n => Exact.Format(n)));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "residuals-" + name,
            Title = $"Probabilities of wrong classes over the penalty, n = {name}",
            Caption = "Multipliers of the separation problem, and what cross-entropy gives at $\\lambda=10^{-4}$ (a column per label, the label itself left out).",
            RefutedBy = "an entry that does not approach its multiplier as $\\lambda$ shrinks",
            HeatMaps =
            [
                new HeatMap("multipliers", Predict(("n", sizes)).Table("multipliers")),
                new HeatMap("residuals over $\\lambda$", Matrix.Create(sizes.Length, sizes.Length, (c, j) => c == j ? 0 : over[c, j] / lambda)),
            ],
        });
    }

    private double Deviation(CertifiedSolution s, int[] sizes)
    {
        Matrix limit = Predict(("n", sizes)).Table("multipliers"), over = Residuals(s.Z);
        double largest = 0;
        for (int c = 0; c < sizes.Length; c++)
        {
            for (int j = 0; j < sizes.Length; j++)
            {
                largest = c == j ? largest : Math.Max(largest, Math.Abs((over[c, j] / s.Problem.Lambda / limit[c, j]) - 1));
            }
        }

        return largest;
    }

    // softmax(z_j) - e_j, the label as minus the sum of the others.
    private static Matrix Residuals(Matrix z)
    {
        var result = new Matrix(z.Rows, z.Columns);
        for (int j = 0; j < z.Columns; j++)
        {
            double[] tail = [.. Enumerable.Range(0, z.Rows).Select(c => c == j ? 0 : Math.Exp(z[c, j] - z[j, j]))];
            double total = tail.Sum();
            for (int c = 0; c < z.Rows; c++)
            {
                result[c, j] = (c == j ? -total : tail[c]) / (1 + total);
            }
        }

        return result;
    }
}
