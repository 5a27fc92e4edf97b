using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>How much of features of length 1 lies outside of subspaces. Residuals are formed before they are squared.</summary>
internal static class SubspaceResiduals
{
    /// <summary>Per subspace (orthonormal rows n x d; null gives null), the mean over samples of |u - P u|^2, u = (h - centre)/|h - centre|; null when a sample has length 0.</summary>
    public static double?[] Of(FeatureSource source, double[] centre, Matrix?[] subspaces, CancellationToken cancellation)
    {
        int d = source.Dimension;
        var sums = new CompensatedSum[subspaces.Length];
        bool defined = true;
        RowBlocks.Run(source, (block, rows) =>
        {
            for (int i = 0; i < rows; i++)
            {
                Span<double> row = block.AsSpan(i * d, d);
                RowProducts.AddScaled(-1, centre, row);
                double length = Math.Sqrt(RowProducts.Dot(row, row));
                defined &= length > 0;
                foreach (ref double x in row)
                {
                    x /= length;
                }
            }

            for (int s = 0; s < subspaces.Length; s++)
            {
                if (subspaces[s] is { } basis)
                {
                    Add(block.AsSpan(0, rows * d), rows, basis, ref sums[s]);
                }
            }
        }, cancellation);
        return [.. subspaces.Select((basis, s) => basis is null || !defined ? null : (double?)(sums[s].Value / source.Samples))];
    }

    private static void Add(ReadOnlySpan<double> units, int rows, Matrix basis, ref CompensatedSum sum)
    {
        (int n, int d) = (basis.Rows, basis.Columns);
        double[] along = new double[rows * n], residual = new double[d];
        DenseProduct.Multiply(units, false, basis.Data, true, along, rows, n, d);
        for (int i = 0; i < rows; i++)
        {
            units.Slice(i * d, d).CopyTo(residual);
            for (int j = 0; j < n; j++)
            {
                RowProducts.AddScaled(-along[(i * n) + j], basis.Row(j), residual);
            }

            sum.Add(RowProducts.Dot(residual, residual));
        }
    }
}
