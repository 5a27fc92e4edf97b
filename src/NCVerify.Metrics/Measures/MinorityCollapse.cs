using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// Minority collapse (Fang, He, Long and Su, PNAS 2021): under strong imbalance the classifiers of the small classes come
/// to coincide. Small means at most the geometric mean of the largest and the smallest class size. Invariant under rotation
/// and common scaling.
/// </summary>
/// <param name="Classes">The small classes, by place.</param>
/// <param name="MeanCosine">Mean of the cosines between them; 1 when they have collapsed.</param>
/// <param name="CosineDeviation">Standard deviation (ddof 0) of those cosines.</param>
/// <param name="NormVariation">std/mean (ddof 0) of their norms.</param>
public sealed record MinorityCollapse(IReadOnlyList<int> Classes, double MeanCosine, double CosineDeviation, double NormVariation)
{
    /// <summary>Indicators of the rows (K x d) for the class sizes; null when classes are equal, fewer than two are small, or a small row is zero.</summary>
    public static MinorityCollapse? Of(Matrix rows, IReadOnlyList<long> counts)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(counts);
        double limit = Math.Sqrt(counts.Min()) * Math.Sqrt(counts.Max());
        int[] small = [.. Enumerable.Range(0, counts.Count).Where(k => counts[k] <= limit)];
        if (counts.Min() == counts.Max() || small.Length < 2)
        {
            return null;
        }

        Matrix minority = GeometryRanking.Rows(rows, small);
        return Equiangularity.Of(minority) is { } angles ? new(small, angles.MeanCosine, angles.Deviation, Equinorm.Of(minority)!.Value) : null;
    }
}
