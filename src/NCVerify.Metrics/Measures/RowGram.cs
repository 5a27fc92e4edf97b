using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// A B' for two K x d tables, visited row by row. Up to some thousand classes it is kept; beyond, a strip of rows is computed
/// at each visit and thrown away, so memory stays O(K) times a constant.
/// </summary>
internal sealed class RowGram
{
    private const long MostKept = 1L << 24;
    private const int StripRows = 256;
    private readonly Matrix _a;
    private readonly Matrix _b;
    private readonly Matrix? _kept;
    private double? _norm;

    public RowGram(Matrix a, Matrix b)
    {
        (_a, _b) = (a, b);
        _kept = (long)a.Rows * b.Rows <= MostKept ? Gram.Of(a, b) : null;
    }

    /// <summary>A Gram that is at hand already.</summary>
    public RowGram(Matrix gram) => (_a, _b, _kept) = (gram, gram, gram);

    public int Rows => _a.Rows;

    public double FrobeniusNorm => _norm ??= Math.Sqrt(Sum((_, row) => RowProducts.Dot(row, row)));

    /// <summary>Calls for every row, in parallel.</summary>
    public void ForEachRow(Action<int, ReadOnlySpan<double>> visit)
    {
        if (_kept is not null)
        {
            Work.For(0, Rows, _kept.Columns, i => visit(i, _kept.Row(i)));
            return;
        }

        var strip = new Matrix(StripRows, _b.Rows);
        var part = new Matrix(StripRows, _a.Columns);
        for (int first = 0; first < Rows; first += StripRows)
        {
            int start = first, rows = Math.Min(StripRows, Rows - first);
            _a.Data.AsSpan(first * _a.Columns, rows * _a.Columns).CopyTo(part.Data);
            MatrixProduct.MultiplyTranspose(part, _b, strip);
            Work.For(0, rows, strip.Columns, i => visit(start + i, strip.Row(i)));
        }
    }

    /// <summary>The sum of a value per row, in the order of the rows.</summary>
    public double Sum(Func<int, ReadOnlySpan<double>, double> value)
    {
        var values = new double[Rows];
        ForEachRow((i, row) => values[i] = value(i, row));
        double sum = 0;
        foreach (double x in values)
        {
            sum += x;
        }

        return sum;
    }

    /// <summary>|G/|G|_F - T/|T|_F|_F, from 0 to 2; null when either is zero.</summary>
    public double? Distance(GramTarget target)
    {
        double own = FrobeniusNorm, other = target.Norm;
        return own > 0 && other > 0 ? Math.Sqrt(Sum((i, row) => target.SquaredDistance(i, row, 1 / own, 1 / other))) : null;
    }

    public double[] Diagonal()
    {
        var diagonal = new double[Rows];
        for (int i = 0; i < Rows; i++)
        {
            diagonal[i] = _kept is null ? RowProducts.Dot(_a.Row(i), _b.Row(i)) : _kept[i, i];
        }

        return diagonal;
    }
}
