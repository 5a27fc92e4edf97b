using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>What a Gram is compared with: a diagonal and one number off it, or a whole K x K table.</summary>
internal sealed class GramTarget
{
    private readonly double[] _diagonal;
    private readonly double _off;
    private readonly Matrix? _table;

    private GramTarget(double[] diagonal, double off, Matrix? table)
    {
        (_diagonal, _off, _table) = (diagonal, off, table);
        double k = diagonal.Length;
        Norm = table is null ? Math.Sqrt(RowProducts.Dot(diagonal, diagonal) + (k * (k - 1) * off * off)) : Gram.FrobeniusNorm(table);
    }

    public double Norm { get; }

    /// <summary>I - 11'/K, the simplex ETF.</summary>
    public static GramTarget Centring(int k) => new([.. Enumerable.Repeat(1 - (1.0 / k), k)], -1.0 / k, null);

    /// <summary>I, the orthogonal frame.</summary>
    public static GramTarget Identity(int k) => new([.. Enumerable.Repeat(1.0, k)], 0, null);

    /// <summary>A frame of orthogonal vectors with these squared lengths.</summary>
    public static GramTarget Diagonal(double[] squares) => new(squares, 0, null);

    public static GramTarget Table(Matrix table) => new(new double[table.Rows], 0, table);

    /// <summary>Sum over a row of (g scale - t targetScale)^2.</summary>
    public double SquaredDistance(int i, ReadOnlySpan<double> row, double scale, double targetScale)
    {
        double sum = 0;
        if (_table is not null)
        {
            ReadOnlySpan<double> target = _table.Row(i);
            for (int j = 0; j < row.Length; j++)
            {
                double difference = (row[j] * scale) - (target[j] * targetScale);
                sum += difference * difference;
            }

            return sum;
        }

        double off = _off * targetScale;
        for (int j = 0; j < row.Length; j++)
        {
            double difference = (row[j] * scale) - (j == i ? _diagonal[i] * targetScale : off);
            sum += difference * difference;
        }

        return sum;
    }
}
