using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// NC5 (Ammar et al. 2024, "NECO"): the mean of features from outside all classes becomes orthogonal to the class means:
/// the mean over classes of |cos(mu_k, mu_outside)|, about the origin, or about the mean of class means.
/// </summary>
public static class OutsideAlignment
{
    /// <summary>Mean of the samples of a source, compensated; d numbers.</summary>
    /// <exception cref="FeatureFileException">A file cannot be read, or a feature is not finite.</exception>
    public static double[] MeanOf(FeatureSource source, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var sums = new CompensatedSum[source.Dimension];
        var block = new double[BlockPass.BlockRows(source.Dimension) * source.Dimension];
        using FeatureCursor cursor = source.Open();
        long position = 0;
        while (cursor.Read(block) is > 0 and int rows)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int i = 0; i < rows * source.Dimension; i++)
            {
                sums[i % source.Dimension].Add(double.IsFinite(block[i]) ? block[i] : throw NotFinite(source, position + (i / source.Dimension), i % source.Dimension));
            }

            position += rows;
        }

        return Array.ConvertAll(sums, s => s.Value / position);
    }

    /// <summary>Mean over classes of |cos|; null when a vector is zero.</summary>
    /// <param name="means">Class means, K x d.</param>
    /// <param name="outside">The other mean, d numbers.</param>
    /// <param name="centre">What is subtracted from all of them; null for nothing.</param>
    public static double? Cosine(Matrix means, double[] outside, double[]? centre)
    {
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(outside);
        double[] other = [.. outside.Select((x, j) => x - (centre?[j] ?? 0))];
        double length = Math.Sqrt(RowProducts.Dot(other, other)), sum = 0;
        for (int k = 0; k < means.Rows; k++)
        {
            double[] mean = [.. means.Row(k).ToArray().Select((x, j) => x - (centre?[j] ?? 0))];
            sum += Math.Abs(RowProducts.Dot(mean, other)) / (Math.Sqrt(RowProducts.Dot(mean, mean)) * length);
        }

        return double.IsFinite(sum) ? sum / means.Rows : null;
    }

    private static FeatureFileException NotFinite(FeatureSource source, long row, int column)
    {
        (string name, long place) = source.Locate(row);
        return new(name, $"the feature in row {place}, column {column} (counted from 0) is not finite", "Remove such samples, or find out why the network gives them");
    }
}
