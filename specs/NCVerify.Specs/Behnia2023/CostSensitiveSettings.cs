using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;

namespace NCVerify.Specs.Behnia2023;

/// <summary>The settings and problems shared by the claims on weights, temperatures and offsets.</summary>
internal static class CostSensitiveSettings
{
    public static IEnumerable<TestCaseData> Temperatures()
    {
        yield return Case([100, 100, 1, 1], [10, 10, 1, 1]);
        yield return Case([40, 9, 3, 1], [1.7, 1.3, 1, 0.8]);
        yield return Case([12, 5, 2], [0.6, 1, 2.5]);
        yield return Case([30, 30, 30, 2, 2], [0.5, 0.5, 0.5, 1, 1]);
    }

    // At sample level, from random starts: kept small.
    public static IEnumerable<TestCaseData> SmallTemperatures()
    {
        yield return Case([4, 4, 1, 1], [2, 2, 1, 1]);
        yield return Case([6, 3, 1], [1.5, 1, 0.8]);
    }

    public static IEnumerable<TestCaseData> Profiles()
    {
        yield return Regime.Sizes(100, 100, 1, 1);
        yield return Regime.Sizes(50, 20, 7, 3, 1);
        yield return Regime.Sizes(9, 4, 1);
    }

    public static double[] Roots(IReadOnlyList<int> sizes) => [.. sizes.Select(n => Math.Sqrt(n))];

    /// <summary>Separation with delta_y (w_y - w_c)'h at least 1.</summary>
    public static Problem OfLabels(IReadOnlyList<int> sizes, IReadOnlyList<double> delta) =>
        Problem.Separation(sizes) with { Margins = [.. delta.Select(x => 1 / x)] };

    /// <summary>Separation with (delta_y w_y - delta_c w_c)'h at least 1.</summary>
    public static Problem OfClasses(IReadOnlyList<int> sizes, IReadOnlyList<double> delta) =>
        Problem.Separation(sizes) with { Temperature = delta };

    public static Figure GramFigure(string claim, string id, string title, string caption, Prediction geometry, CertifiedSolution solution) => new()
    {
        Claim = claim,
        Id = id,
        Title = title,
        Caption = caption,
        RefutedBy = "a measured entry off its prediction by more than the tolerance",
        HeatMaps =
        [
            new HeatMap("$WW^\\top$ predicted", geometry.Table("WWT").Normalised()), new HeatMap("$WW^\\top$ measured", solution.ClassifierGram.Normalised()),
            new HeatMap("$M^\\top M$ predicted", geometry.Table("HTH").Normalised()), new HeatMap("$M^\\top M$ measured", solution.MeanGram.Normalised()),
        ],
    };

    private static TestCaseData Case(int[] sizes, double[] delta) =>
        new TestCaseData(sizes, delta).SetArgDisplayNames("n = " + string.Join('-', sizes), "delta = " + string.Join('-', delta.Select(x => Exact.Format(x))));
}
