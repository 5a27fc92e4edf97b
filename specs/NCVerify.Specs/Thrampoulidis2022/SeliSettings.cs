using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;

namespace NCVerify.Specs.Thrampoulidis2022;

/// <summary>The class-size profiles shared by the claims on SELI.</summary>
internal static class SeliSettings
{
    public static IEnumerable<TestCaseData> Steps()
    {
        yield return Regime.Step(2, 2, 10);
        yield return Regime.Step(3, 2, 4, 3);
        yield return Regime.Step(2, 4, 25);
        yield return Regime.Step(5, 5, 100);
    }

    public static IEnumerable<TestCaseData> Profiles()
    {
        yield return Regime.Sizes(10, 10, 1, 1);
        yield return Regime.Sizes(50, 20, 7, 3, 1);
        yield return Regime.Sizes(9, 4, 1);
        yield return Regime.Sizes(37, 1);
        yield return Regime.Sizes(4, 4, 4, 4);
    }

    // Sample-level, from random starts: kept small.
    public static IEnumerable<TestCaseData> SmallProfiles()
    {
        yield return Regime.Sizes(6, 6, 2, 2);
        yield return Regime.Sizes(8, 3, 1);
        yield return Regime.Sizes(5, 4, 2, 1);
    }

    public static int[] Sizes(this StepProfile profile) => [.. profile.Sizes.Select(n => (int)n)];

    public static (string Name, object? Value)[] Parameters(StepProfile p) =>
        [("majorityClasses", p.Majority), ("minorityClasses", p.Minority), ("K", p.K), ("R", p.Ratio), ("nMin", p.MinoritySize)];

    /// <summary>Cross-entropy with ridge, sum over samples: not SELI at any finite penalty unless balanced (SELI-14).</summary>
    public static Problem Ridge(IReadOnlyList<int> sizes, double lambda) =>
        Problem.CrossEntropy(sizes, lambda, lambda) with { Reduction = Reduction.Sum };

    /// <summary>(P D P)^(1/2) and other powers on the complement of 1, by an eigendecomposition of P D P in this spec alone.</summary>
    public static Matrix CentredSizesPower(IReadOnlyList<int> sizes, double power)
    {
        int k = sizes.Count;
        Matrix p = Matrix.Centring(k);
        SymmetricEigen eigen = SymmetricEigen.Decompose(p * Matrix.Diagonal([.. sizes.Select(n => (double)n)]) * p);
        double zero = eigen.Values.MinBy(Math.Abs);
        return eigen.Function(v => v == zero ? 0 : Math.Pow(v, power));
    }
}
