using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Specs.Thrampoulidis2022;
using NCVerify.Theory;
using Rw05 = NCVerify.Claims.Behnia2023.WeightedCollapseThreshold;

namespace NCVerify.Specs.Behnia2023;

/// <summary>RW-05: equal classes of equal weight merge exactly from omega sqrt(n) on.</summary>
public sealed class WeightedCollapseThreshold : ClaimSpec<Rw05>
{
    private static readonly int[] Sizes = [10, 10, 2, 2];

    private static IEnumerable<TestCaseData> Above() => Cases(1.001, 1.03);

    private static IEnumerable<TestCaseData> Below() => Cases(0.97, 0.999);

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Above))]
    public void FromItOnTheyCoincide(double power, int first, double factor) => CheckMerged(power, first, factor);

    [Oracle(OracleKind.Certificate), Control, TestCaseSource(nameof(Below))]
    public void BelowItTheyDiffer(double power, int first, double factor) => CheckMerged(power, first, factor);

    [Test, Oracle(OracleKind.Solver)]
    public void FromRandomStartsInverseFrequenciesMergeMajoritiesFirst()
    {
        int[] sizes = [6, 6, 2, 2];
        CertifiedSolution s = RandomStartSolution(SeliSettings.Ridge(sizes, 1.15 * Threshold(6, 1.0 / 6)) with { Weights = [.. sizes.Select(n => 1.0 / n)] });
        Expect("$\\lVert w_M - w_{M'}\\rVert^2$", Difference(s.ClassifierGram, 0)).ToBeZero(Within.Of(1e-8, "first-order solver; 15 per cent above the threshold of the majorities"));
        Expect("$\\lVert w_m - w_{m'}\\rVert^2$", Difference(s.ClassifierGram, 2)).ToBeAtLeast(1e-3, Within.Of(1e-6, "below the threshold of the minorities"));
    }

    [Test, Oracle(OracleKind.Certificate)]
    public void WithInverseFrequenciesMajoritiesMergeFirst()
    {
        double[] lambdas = [.. Enumerable.Range(1, 40).Select(i => 0.02 * i)];
        CertifiedSolution[] path = [.. lambdas.Select(l => CertifiedSolution(Problem(-1, l)))];
        double[] majority = [.. path.Select(s => Math.Sqrt(Math.Max(0, Difference(s.ClassifierGram, 0))))], minority = [.. path.Select(s => Math.Sqrt(Math.Max(0, Difference(s.ClassifierGram, 2))))];
        (double first, double second) = (Threshold(10, 0.1), Threshold(2, 0.5));
        double[] merged = [.. lambdas.Zip(majority, (l, x) => l > first ? x : 0)], apart = [.. lambdas.Zip(minority, (l, x) => l < second ? x : double.PositiveInfinity)];
        Expect("$\\lVert w_M-w_{M'}\\rVert$ past its threshold", merged).ToBeZero(Within.Of(1e-5, "certified gap at most 1e-10; order parameter is its root"));
        Expect("least $\\lVert w_m-w_{m'}\\rVert$ before its threshold", apart.Min()).ToBeAtLeast(1e-2, Within.Of(1e-5, "apart"));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "order-of-merging",
            Title = "Order of merging with inverse-frequency weights, n = (10, 10, 2, 2)",
            Caption = "With $\\omega=1/n$ the majority classifiers merge first, at $\\lambda=n_{\\max}^{-1/2}$.",
            RefutedBy = "a curve that reaches zero before its line, or leaves it after",
            X = new Axis("$\\lambda$ (sum loss)"),
            Y = new Axis("difference of two classifiers"),
            Thresholds = new Dictionary<string, double>(StringComparer.Ordinal) { ["majorities merge"] = first, ["minorities merge"] = second },
            Series = [new("$\\lVert w_M - w_{M'}\\rVert$", SeriesRole.Measured, lambdas, majority), new("$\\lVert w_m - w_{m'}\\rVert$", SeriesRole.Measured, lambdas, minority)],
        });
    }

    private static IEnumerable<TestCaseData> Cases(params double[] factors) =>
        from power in new[] { 0.0, -0.5, -1 }
        from first in new[] { 0, 2 }
        from factor in factors
        select new TestCaseData(power, first, factor).SetArgDisplayNames("omega = n^" + Exact.Format(power), first == 0 ? "majorities" : "minorities", Exact.Format(factor) + " x threshold");

    private void CheckMerged(double power, int first, double factor)
    {
        CertifiedSolution s = CertifiedSolution(Problem(power, factor * Threshold(Sizes[first], Math.Pow(Sizes[first], power))));
        Expect("$\\lVert w_c - w_{c'}\\rVert^2$", Difference(s.ClassifierGram, first)).ToBeZero(Within.Of(1e-9, "0.1 per cent below the threshold it is above 1e-4"));
        Expect("$\\lVert\\mu_c - \\mu_{c'}\\rVert^2$", Difference(s.MeanGram, first)).ToBeZero(Within.Of(1e-9, "0.1 per cent below the threshold it is above 1e-4"));
    }

    private double Threshold(double size, double weight) => Predict(("nC", size), ("omegaC", weight)).Number("lambdaSum");

    private static Problem Problem(double power, double lambda) =>
        SeliSettings.Ridge(Sizes, lambda) with { Weights = [.. Sizes.Select(n => Math.Pow(n, power))] };

    private static double Difference(Matrix gram, int first) => gram[first, first] + gram[first + 1, first + 1] - (2 * gram[first, first + 1]);
}
