using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// Per class, number, mean and squared deviations of samples that are seen once; optionally the pooled scatter, d x d.
/// Deviations are taken from a shift near the mean (the first sample of the class, then the mean whenever the samples have
/// doubled) that is held as an unevaluated sum of two doubles; sums carry their rounding errors. As the shift is itself one
/// of the n samples or their mean, subtracting the shift's part at the end loses a factor of n + 1 in relative accuracy at most.
/// </summary>
internal sealed class ShiftedMoments
{
    private const int ColumnsPerTask = 128;
    private readonly int _d;
    private readonly List<long> _counts = [];
    private Matrix _high;
    private Matrix _low;
    private Matrix _sums;
    private Matrix _errors;
    private CompensatedSum[] _squares;
    private readonly Matrix? _scatter;
    private readonly Matrix? _scatterErrors;
    private long _samples;
    private long _shifted;

    public ShiftedMoments(int dimension, bool scatter)
    {
        _d = dimension;
        (_high, _low, _sums, _errors, _squares) = (new(4, _d), new(4, _d), new(4, _d), new(4, _d), new CompensatedSum[4]);
        _scatter = scatter ? new(_d, _d) : null;
        _scatterErrors = scatter ? new(_d, _d) : null;
    }

    public IReadOnlyList<long> Counts => _counts;

    public long Samples => _samples;

    public bool HasScatter => _scatter is not null;

    /// <summary>Makes room for a class whose first sample this is; returns its place.</summary>
    public int Open(ReadOnlySpan<double> first)
    {
        int place = _counts.Count;
        if (place == _squares.Length)
        {
            (_high, _low, _sums, _errors) = (Doubled(_high), Doubled(_low), Doubled(_sums), Doubled(_errors));
            Array.Resize(ref _squares, 2 * place);
        }

        first.CopyTo(_high.Row(place));
        _counts.Add(0);
        return place;
    }

    /// <summary>Adds finite samples, n x d, of the given places.</summary>
    public void Add(ReadOnlyMemory<double> rows, ReadOnlyMemory<int> places)
    {
        int n = places.Length;
        var deviations = new Matrix(n, _d);
        double[] lengths = new double[n];
        RowTasks.Run(n, _d, i =>
        {
            int k = places.Span[i];
            lengths[i] = Deviations.Subtract(rows.Span.Slice(i * _d, _d), _high.Row(k), _low.Row(k), deviations.Row(i));
        });
        int tasks = (_d + ColumnsPerTask - 1) / ColumnsPerTask;
        var fits = new bool[tasks];
        Work.For(0, tasks, (long)n * Math.Min(_d, ColumnsPerTask), t => fits[t] = ClassMeans.Add(deviations.Data, places.Span, _sums, _errors, t * ColumnsPerTask, Math.Min(_d, (t + 1) * ColumnsPerTask)));
        for (int i = 0; i < n; i++)
        {
            _squares[places.Span[i]].Add(lengths[i]);
            _counts[places.Span[i]]++;
        }

        if (Array.Exists(fits, f => !f) || Array.Exists(lengths, x => !double.IsFinite(x)))
        {
            throw ClassMeans.Overflow("features");
        }

        AddScatter(deviations, 1);
        _samples += n;
        if (_samples >= 2 * _shifted)
        {
            MoveToMeans();
        }
    }

    /// <summary>Moves every shift to the mean, so that sums of deviations are zero.</summary>
    public void MoveToMeans()
    {
        var moves = new Matrix(_counts.Count, _d);
        for (int k = 0; k < _counts.Count; k++)
        {
            if (_counts[k] == 0)
            {
                // Opened for a merge that has not brought its samples yet.
                continue;
            }

            double n = _counts[k], root = Math.Sqrt(n);
            Span<double> move = moves.Row(k);
            for (int j = 0; j < _d; j++)
            {
                double delta = (_sums[k, j] + _errors[k, j]) / n;
                double rest = (Math.FusedMultiplyAdd(-delta, n, _sums[k, j]) + _errors[k, j]) / n;
                Shift(k, j, delta, rest);
                move[j] = root * delta;
            }

            _squares[k].Add(-RowProducts.Dot(move, move));
        }

        Array.Clear(_sums.Data);
        Array.Clear(_errors.Data);
        AddScatter(moves, -1);
        _shifted = _samples;
    }

    /// <summary>Adds what another one has seen; its class i is this one's <paramref name="places"/>[i], opened before by its mean.</summary>
    public void Merge(ShiftedMoments other, int[] places)
    {
        MoveToMeans();
        other.MoveToMeans();
        var between = new Matrix(places.Length, _d);
        for (int i = 0; i < places.Length; i++)
        {
            int k = places[i];
            double own = _counts[k], theirs = other._counts[i], all = own + theirs, root = Math.Sqrt(own / all * theirs);
            for (int j = 0; j < _d; j++)
            {
                double delta = (other._high[i, j] - _high[k, j]) + (other._low[i, j] - _low[k, j]);
                double move = own == 0 ? 0 : delta * (theirs / all);
                between[i, j] = root * delta;
                if (own == 0)
                {
                    (_high[k, j], _low[k, j]) = (other._high[i, j], other._low[i, j]);
                }
                else
                {
                    Shift(k, j, move, 0);
                }
            }

            _squares[k].Add(other._squares[i].Value);
            _squares[k].Add(RowProducts.Dot(between.Row(i), between.Row(i)));
            _counts[k] += other._counts[i];
        }

        AddScatter(between, 1);
        if (_scatter is not null)
        {
            AddCompensated(other._scatter!, 1);
            AddCompensated(other._scatterErrors!, 1);
        }

        _samples += other._samples;
        _shifted = _samples;
    }

    /// <summary>The class means in the given order of places; after <see cref="MoveToMeans"/>.</summary>
    public ClassMeans Means(int[] order) => new(GeometryRanking.Rows(_high, order), GeometryRanking.Rows(_low, order));

    /// <summary>Mean of a class, d numbers; after <see cref="MoveToMeans"/>.</summary>
    public ReadOnlySpan<double> Mean(int place) => _high.Row(place);

    /// <summary>Per class, the sum of |h - mu|^2; after <see cref="MoveToMeans"/>.</summary>
    public double[] Within(int[] order) => Array.ConvertAll(order, k => Math.Max(0, _squares[k].Value));

    /// <summary>The sum over all samples of (h - mu)(h - mu)', d x d; null when it is not kept.</summary>
    public Matrix? Scatter() => _scatter is null ? null : _scatter + _scatterErrors!;

    private void Shift(int k, int j, double delta, double rest)
    {
        double sum = _high[k, j] + delta, part = sum - _high[k, j];
        double error = ((_high[k, j] - (sum - part)) + (delta - part)) + (_low[k, j] + rest);
        double high = sum + error;
        (_high[k, j], _low[k, j]) = (high, error - (high - sum));
    }

    private void AddScatter(Matrix rows, double sign)
    {
        if (_scatter is not null)
        {
            AddCompensated(MatrixProduct.TransposeMultiply(rows, rows), sign);
        }
    }

    private void AddCompensated(Matrix terms, double sign) => Work.For(0, _d, _d, i =>
    {
        Span<double> sums = _scatter!.Row(i), errors = _scatterErrors!.Row(i);
        ReadOnlySpan<double> row = terms.Row(i);
        for (int j = 0; j < row.Length; j++)
        {
            double term = sign * row[j], sum = sums[j] + term, part = sum - sums[j];
            errors[j] += (sums[j] - (sum - part)) + (term - part);
            sums[j] = sum;
        }
    });

    private static Matrix Doubled(Matrix table)
    {
        var larger = new Matrix(2 * table.Rows, table.Columns);
        table.Data.CopyTo(larger.Data, 0);
        return larger;
    }
}
