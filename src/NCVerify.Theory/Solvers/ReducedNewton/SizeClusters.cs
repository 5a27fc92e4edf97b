using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Classes of equal size, put together. The optimal logits are unique and permutation-invariant inside a cluster, so a
/// cluster of m classes has one contrast scalar and one row and column of means (Hong and Ling, block structure; HL-2).
/// </summary>
internal sealed class SizeClusters
{
    public SizeClusters(IReadOnlyList<int> samples)
    {
        int[] sizes = [.. samples.Distinct().OrderDescending()];
        Size = [.. sizes.Select(s => (double)s)];
        Count = [.. sizes.Select(s => (double)samples.Count(n => n == s))];
        ClusterOf = [.. samples.Select(n => Array.IndexOf(sizes, n))];
    }

    /// <summary>Sizes (descending) and counts, which need not be integers; a count below 1 is not allowed.</summary>
    public SizeClusters(double[] size, double[] count) => (Size, Count, ClusterOf) = (size, count, []);

    /// <summary>Samples per class, descending, one entry per cluster.</summary>
    public double[] Size { get; }

    /// <summary>Classes per cluster: a whole number where the clusters come from classes.</summary>
    public double[] Count { get; }

    /// <summary>Cluster of every class; empty where the clusters do not come from classes.</summary>
    public int[] ClusterOf { get; }

    /// <summary>Number of clusters G.</summary>
    public int Clusters => Size.Length;

    /// <summary>
    /// Centring times sqrt(sizes), in the basis of normalised cluster indicators: (I - t t') diag(sqrt s), t = sqrt(m/K).
    /// Row: class side of the logits; column: cluster of the samples.
    /// </summary>
    public Matrix CentredRootSizes()
    {
        double k = Count.Sum();
        return Matrix.Create(Clusters, Clusters, (i, j) => ((i == j ? 1.0 : 0.0) - (Math.Sqrt(Count[i] * Count[j]) / k)) * Math.Sqrt(Size[j]));
    }
}
