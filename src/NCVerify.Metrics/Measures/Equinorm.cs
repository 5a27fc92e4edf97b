using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// NC2, equal lengths: std/mean of the norms of K vectors, standard deviation with ddof 0 (Papyan, Han and Donoho 2020
/// state no ddof; their notebook divides by K - 1, which is sqrt(K/(K - 1)) times this). 0 exactly when all norms agree:
/// deviations are squared, so they cannot cancel. Invariant under rotation and common scaling.
/// </summary>
public static class Equinorm
{
    /// <summary>Coefficient of variation of the norms of the rows; null when all rows are zero.</summary>
    public static double? Of(Matrix rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double[] norms = Gram.RowNorms(rows);
        double mean = norms.Average();
        return mean > 0 ? Gram.Deviation(norms) / mean : null;
    }
}
