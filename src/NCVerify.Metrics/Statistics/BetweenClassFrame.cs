using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// Coordinates in the span of the centred class means, and for each between-class scatter B the factor T with
/// |T z|^2 = r' B+ r, z being the coordinates of r. The rank is structural, min(K - 1, d): means that span less leave
/// the factors undefined, they are never cut off.
/// </summary>
internal sealed class BetweenClassFrame
{
    // Means that differ by less than about ten roundings of their own size cannot be told apart.
    private const double Distinguishable = 1.0 / (1L << 48);

    private BetweenClassFrame(double[]? basis, int rank, int structuralRank, Matrix coordinates)
    {
        Basis = basis;
        Rank = rank;
        StructuralRank = structuralRank;
        Coordinates = coordinates;
    }

    /// <summary>Orthonormal rows (Axes x d) that span the centred means; null when the axes are those of the features.</summary>
    public double[]? Basis { get; }

    /// <summary>Number of coordinates.</summary>
    public int Axes => Coordinates.Columns;

    /// <summary>The number of dimensions that the means were found to span.</summary>
    public int Rank { get; private set; }

    public int StructuralRank { get; }

    /// <summary>Estimated condition number of the centred means.</summary>
    public double Condition { get; private set; } = double.PositiveInfinity;

    /// <summary>Centred class means in the basis, K x Axes.</summary>
    public Matrix Coordinates { get; }

    /// <summary>The factors T, Axes x Axes each, or null when the means do not reach the structural rank.</summary>
    public IReadOnlyDictionary<BetweenClassScatter, double[]>? Factors { get; private set; }

    public static BetweenClassFrame Build(Matrix centred, long[] counts, double largestMeanNorm)
    {
        (int k, int d) = (centred.Rows, centred.Columns);
        int structural = Math.Min(k - 1, d);
        double tolerance = largestMeanNorm * Distinguishable;
        BetweenClassFrame frame;
        if (d > k - 1)
        {
            PivotedOrthogonalisation span = PivotedOrthogonalisation.Decompose(Contrasts(centred), tolerance);
            double[] basis = [.. span.Q.SelectMany(q => q)];
            var coordinates = new Matrix(k, span.Rank);
            RowProducts.Multiply(centred.Data, k, basis, span.Rank, d, coordinates.Data);
            frame = new(basis, span.Rank, structural, coordinates) { Condition = span.Condition };
        }
        else
        {
            frame = new(null, d, structural, centred);
        }

        if (frame.Axes == structural)
        {
            frame.Whiten(counts, tolerance);
        }

        return frame;
    }

    private void Whiten(long[] counts, double tolerance)
    {
        double k = counts.Length, total = counts.Sum();
        double[] offset = CentredMeans.SampleMeanOffset(Coordinates, counts);
        var factors = new Dictionary<BetweenClassScatter, double[]>();
        foreach (BetweenClassScatter scatter in Enum.GetValues<BetweenClassScatter>())
        {
            bool balanced = Array.TrueForAll(counts, n => n == counts[0]);
            if (balanced && scatter != BetweenClassScatter.ClassMean)
            {
                factors[scatter] = factors[BetweenClassScatter.ClassMean];
                continue;
            }

            double[][] columns = [.. Enumerable.Range(0, Axes).Select(j => Enumerable.Range(0, counts.Length).Select(c =>
            {
                double weight = scatter == BetweenClassScatter.CountWeighted ? counts[c] / total : 1 / k;
                return Math.Sqrt(weight) * (Coordinates[c, j] - (scatter == BetweenClassScatter.ClassMean ? 0 : offset[j]));
            }).ToArray())];
            PivotedOrthogonalisation qr = PivotedOrthogonalisation.Decompose(columns, tolerance * Math.Sqrt(scatter == BetweenClassScatter.CountWeighted ? counts.Min() / total : 1 / k));
            if (qr.Rank < StructuralRank)
            {
                (Rank, Factors) = (qr.Rank, null);
                return;
            }

            Condition = scatter == BetweenClassScatter.ClassMean ? qr.Condition : Condition;
            factors[scatter] = qr.InverseFactor();
        }

        Factors = factors;
    }

    // K - 1 orthonormal (Helmert) contrasts of the means: they span what the K centred means span, with full column rank.
    private static double[][] Contrasts(Matrix centred)
    {
        var sum = centred.Row(0).ToArray();
        var contrasts = new double[centred.Rows - 1][];
        for (int j = 1; j < centred.Rows; j++)
        {
            double scale = 1 / Math.Sqrt((double)j * (j + 1));
            ReadOnlySpan<double> row = centred.Row(j);
            var contrast = new double[centred.Columns];
            for (int i = 0; i < contrast.Length; i++)
            {
                contrast[i] = scale * (sum[i] - (j * row[i]));
                sum[i] += row[i];
            }

            contrasts[j - 1] = contrast;
        }

        return contrasts;
    }
}
