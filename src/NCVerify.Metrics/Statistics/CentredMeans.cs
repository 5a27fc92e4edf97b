using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// Class means around the unweighted mean of class means, and the place of the sample mean relative to it. Differences
/// are taken against the first class before averaging, so a large common offset costs no digits.
/// </summary>
internal static class CentredMeans
{
    public static Matrix AroundClassMean(ClassMeans means)
    {
        (int k, int d) = (means.High.Rows, means.High.Columns);
        Matrix centred = Matrix.Create(k, d, (c, j) => (means.High[c, j] - means.High[0, j]) + (means.Low[c, j] - means.Low[0, j]));
        for (int j = 0; j < d; j++)
        {
            CompensatedSum sum = default;
            for (int c = 0; c < k; c++)
            {
                sum.Add(centred[c, j]);
            }

            double mean = sum.Value / k;
            for (int c = 0; c < k; c++)
            {
                centred[c, j] -= mean;
            }
        }

        return centred;
    }

    /// <summary>Sample mean minus the unweighted mean of class means: sum_k (n_k/N) times the centred mean of class k.</summary>
    public static double[] SampleMeanOffset(Matrix centred, long[] counts)
    {
        double total = counts.Sum();
        var offset = new double[centred.Columns];
        for (int c = 0; c < counts.Length; c++)
        {
            RowProducts.AddScaled(counts[c] / total, centred.Row(c), offset);
        }

        return offset;
    }

    public static Matrix Shifted(Matrix centred, double[] offset) =>
        Matrix.Create(centred.Rows, centred.Columns, (c, j) => centred[c, j] - offset[j]);
}
