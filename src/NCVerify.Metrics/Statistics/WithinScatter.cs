using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// Within-class scatter matrices, d x d: a third pass over the samples, taken only when asked for. Deviations are taken
/// against mean and rounding error of the mean, so small scatter around large means keeps its digits.
/// </summary>
internal sealed class WithinScatter
{
    /// <summary>The largest dimension for which d x d tables are made.</summary>
    public const int LargestDimension = 4096;

    // Tables for every class are kept up to 256 MB.
    private const long MostEntriesPerClass = 1L << 25;

    private WithinScatter(Matrix pooled, Matrix[]? perClass) => (Pooled, PerClass) = (pooled, perClass);

    /// <summary>sum_i (h_i - mu)(h_i - mu)', d x d.</summary>
    public Matrix Pooled { get; }

    /// <summary>The same for each class alone; null when that would take too much memory.</summary>
    public Matrix[]? PerClass { get; }

    /// <summary>A pooled scatter that is at hand; null when there is none.</summary>
    public static WithinScatter? Of(Matrix? pooled) => pooled is null ? null : new(pooled, null);

    public static WithinScatter Collect(FeatureSet set, ClassIndex index, ClassMeans means, Action<long>? progress, CancellationToken cancellation)
    {
        int k = index.Labels.Length, d = set.Dimension;
        bool each = (long)k * d * d <= MostEntriesPerClass;
        Matrix[] sums = [.. Enumerable.Range(0, each ? k : 1).Select(_ => new Matrix(d, d))];
        BlockPass.Run(
            set,
            index,
            (rows, classes, _) =>
            {
                foreach (IGrouping<int, int> group in Enumerable.Range(0, classes.Length).GroupBy(i => each ? classes.Span[i] : 0))
                {
                    int[] members = [.. group];
                    var deviations = new Matrix(members.Length, d);
                    for (int m = 0; m < members.Length; m++)
                    {
                        ReadOnlySpan<double> row = rows.Span.Slice(members[m] * d, d);
                        int c = classes.Span[members[m]];
                        for (int j = 0; j < d; j++)
                        {
                            deviations[m, j] = (row[j] - means.High[c, j]) - means.Low[c, j];
                        }
                    }

                    RowProducts.AddScaled(1, MatrixProduct.TransposeMultiply(deviations, deviations).Data, sums[group.Key].Data);
                }
            },
            progress,
            cancellation);
        Matrix pooled = each ? new Matrix(d, d) : sums[0];
        if (each)
        {
            foreach (Matrix sum in sums)
            {
                RowProducts.AddScaled(1, sum.Data, pooled.Data);
            }
        }

        return new(pooled, each ? sums : null);
    }
}
