using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>Mean and scatter of all samples, in two passes; deviations are taken before they are squared.</summary>
/// <param name="Mean">Mean, d numbers.</param>
/// <param name="Scatter">sum_i (h_i - m)(h_i - m)', d x d.</param>
internal sealed record SecondMoments(double[] Mean, Matrix Scatter)
{
    /// <summary>sum_i h_i h_i'.</summary>
    public Matrix RawScatter(long samples) => Matrix.Create(Mean.Length, Mean.Length, (i, j) => Scatter[i, j] + (samples * Mean[i] * Mean[j]));

    public static SecondMoments Collect(FeatureSource source, CancellationToken cancellation)
    {
        int d = source.Dimension;
        var sums = new CompensatedSum[d];
        RowBlocks.Run(source, (block, rows) =>
        {
            for (int i = 0; i < rows * d; i++)
            {
                sums[i % d].Add(block[i]);
            }
        }, cancellation);
        double[] mean = Array.ConvertAll(sums, s => s.Value / source.Samples);
        var scatter = new Matrix(d, d);
        RowBlocks.Run(source, (block, rows) =>
        {
            for (int i = 0; i < rows; i++)
            {
                RowProducts.AddScaled(-1, mean, block.AsSpan(i * d, d));
            }

            ReadOnlySpan<double> deviations = block.AsSpan(0, rows * d);
            DenseProduct.Multiply(deviations, true, deviations, false, scatter.Data, d, d, rows, accumulate: true);
        }, cancellation);
        return Array.TrueForAll(scatter.Data, double.IsFinite) ? new(mean, scatter) : throw ClassMeans.Overflow(source.Name);
    }
}

/// <summary>Samples block by block, checked to be finite; the block may be overwritten.</summary>
internal static class RowBlocks
{
    public static void Run(FeatureSource source, Action<double[], int> visit, CancellationToken cancellation)
    {
        int d = source.Dimension;
        var block = new double[BlockPass.BlockRows(d) * d];
        using FeatureCursor cursor = source.Open();
        long position = 0;
        while (cursor.Read(block) is > 0 and int rows)
        {
            cancellation.ThrowIfCancellationRequested();
            if (block.AsSpan(0, rows * d).IndexOfNotFinite() is >= 0 and int bad)
            {
                (string name, long row) = source.Locate(position + (bad / d));
                throw new FeatureFileException(name, $"the number in row {row}, column {bad % d} (counted from 0) is not finite", "Remove such samples, or find out why the network gives them");
            }

            visit(block, rows);
            position += rows;
        }
    }
}
