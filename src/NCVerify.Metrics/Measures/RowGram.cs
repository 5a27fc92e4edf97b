using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// A B' for two K x d tables, visited row by row. Up to some thousand classes it is kept; beyond, a strip of rows is computed
/// at each visit and thrown away, so memory stays O(K) times a constant, and what takes a visit is computed together.
/// </summary>
internal sealed class RowGram
{
    private const long MostKept = 1L << 22;
    private const int StripRows = 256;
    private readonly Matrix _a;
    private readonly Matrix _b;
    private readonly Matrix? _kept;
    private double? _norm;
    private NamedDistances? _named;

    public RowGram(Matrix a, Matrix b)
    {
        (_a, _b) = (a, b);
        _kept = (long)a.Rows * b.Rows <= MostKept ? Gram.Of(a, b) : null;
    }

    /// <summary>A Gram that is at hand already.</summary>
    public RowGram(Matrix gram) => (_a, _b, _kept) = (gram, gram, gram);

    public int Rows => _a.Rows;

    public double FrobeniusNorm => _norm ??= _kept is null && ReferenceEquals(_a, _b) && _a.Columns <= _a.Rows
        ? Gram.FrobeniusNorm(MatrixProduct.TransposeMultiply(_a, _a))
        : Math.Sqrt(Sum((_, row) => RowProducts.Dot(row, row)));

    /// <summary>Distances from simplex ETF, orthogonal frame and the diagonal that fits best.</summary>
    public NamedDistances Named => _named ??= Measure();

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

    private NamedDistances Measure()
    {
        // The unit diagonal matrix nearest to a unit Gram is its own diagonal, normalised (negative logits cannot be lengths).
        GramTarget[] targets = [GramTarget.Centring(Rows), GramTarget.Identity(Rows), GramTarget.Diagonal(Array.ConvertAll(Diagonal(), x => Math.Max(0, x)))];
        double own = FrobeniusNorm;
        if (!(own > 0))
        {
            return new(null, null, null);
        }

        double[][] sums = Array.ConvertAll(targets, _ => new double[Rows]);
        ForEachRow((i, row) =>
        {
            for (int t = 0; t < targets.Length; t++)
            {
                sums[t][i] = targets[t].SquaredDistance(i, row, 1 / own, 1 / targets[t].Norm);
            }
        });
        double?[] distances = [.. targets.Zip(sums, (target, sum) => target.Norm > 0 ? Math.Sqrt(sum.Sum()) : (double?)null)];
        return new(distances[0], distances[1], distances[2]);
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

/// <summary>Distances of a Gram from those that every measurement compares with; null where one is undefined.</summary>
/// <param name="Etf">From I - 11'/K.</param>
/// <param name="Frame">From I.</param>
/// <param name="GeneralFrame">From the diagonal matrix that fits best.</param>
internal sealed record NamedDistances(double? Etf, double? Frame, double? GeneralFrame);
