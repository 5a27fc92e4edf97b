using System.Collections.Concurrent;
using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// Second pass: what each sample's deviation from its class mean adds to the metrics, and which class mean and which
/// classifier row it is nearest to. Every addend is a square. Samples are independent; sums run over them in order.
/// </summary>
internal sealed class ResidualPass
{
    private const int MostRowsPerTask = 48;
    private static readonly BetweenClassScatter[] Scatters = Enum.GetValues<BetweenClassScatter>();
    private readonly int _rowsPerTask;
    private readonly ClassMeans _means;
    private readonly BetweenClassFrame _frame;
    private readonly LinearClassifier? _classifier;
    private readonly double[] _meanNorms;
    private readonly double[][] _factors;
    private readonly int[] _factorOf;
    private readonly ConcurrentBag<Scratch> _scratch = [];
    private readonly double[] _within;
    private readonly double[][] _whitened;
    private readonly int[] _nearest;
    private readonly int[] _predicted;
    private readonly double[] _margin;
    private readonly double[] _rowLengths;

    public ResidualPass(ClassMeans means, BetweenClassFrame frame, LinearClassifier? classifier)
    {
        (_means, _frame, _classifier) = (means, frame, classifier);
        Matrix c = frame.Coordinates;
        _meanNorms = [.. Enumerable.Range(0, c.Rows).Select(k => RowProducts.Dot(c.Row(k), c.Row(k)))];
        _factors = frame.Factors is null ? [] : [.. frame.Factors.Values.Distinct()];
        _factorOf = frame.Factors is null ? [] : Array.ConvertAll(Scatters, s => Array.IndexOf(_factors, frame.Factors[s]));
        int rows = BlockPass.BlockRows(means.High.Columns);
        _rowsPerTask = Math.Min(MostRowsPerTask, rows);
        _within = new double[rows];
        _whitened = Array.ConvertAll(_factors, _ => new double[rows]);
        _nearest = new int[rows];
        _predicted = new int[rows];
        _margin = new double[rows];
        _rowLengths = CentredLengths(classifier?.Weights);
    }

    public ResidualSums Collect(FeatureSet set, ClassIndex index, int[] rowOfClass, Action<long>? progress, CancellationToken cancellation)
    {
        var within = new CompensatedSum[index.Labels.Length];
        var whitened = new CompensatedSum[_factors.Length];
        var misplaced = new long[index.Labels.Length];
        long disagreements = 0, correct = 0;
        CompensatedSum margins = default;
        double least = double.PositiveInfinity;
        BlockPass.Run(
            set,
            index,
            (rows, classes, _) =>
            {
                int tasks = (classes.Length + _rowsPerTask - 1) / _rowsPerTask;
                Parallel.For(0, tasks, t => Compute(rows.Span, classes.Span, rowOfClass, t * _rowsPerTask, Math.Min(_rowsPerTask, classes.Length - (t * _rowsPerTask))));
                for (int i = 0; i < classes.Length; i++)
                {
                    int k = classes.Span[i];
                    within[k].Add(_within[i]);
                    for (int f = 0; f < _factors.Length; f++)
                    {
                        whitened[f].Add(_whitened[f][i]);
                    }

                    misplaced[k] += _nearest[i] == k ? 0 : 1;
                    margins.Add(_margin[i]);
                    least = Math.Min(least, _margin[i]);
                    disagreements += _predicted[i] == rowOfClass[_nearest[i]] ? 0 : 1;
                    correct += _predicted[i] == rowOfClass[k] ? 1 : 0;
                }
            },
            progress,
            cancellation);
        double[] perClass = Array.ConvertAll(within, s => s.Value);
        var traces = _factorOf.Select((f, s) => (Scatters[s], whitened[f].Value / set.Samples)).ToDictionary(x => x.Item1, x => x.Item2);
        return perClass.Concat(traces.Values).All(double.IsFinite)
            ? new(perClass, traces, misplaced, disagreements, correct, double.IsFinite(margins.Value) && _classifier is not null ? new(margins.Value / set.Samples, least) : null)
            : throw ClassMeans.Overflow(set.Features.Name);
    }

    private void Compute(ReadOnlySpan<double> rows, ReadOnlySpan<int> classes, int[] rowOfClass, int first, int count)
    {
        int d = _means.High.Columns, axes = _frame.Axes, k = _meanNorms.Length;
        if (!_scratch.TryTake(out Scratch? s))
        {
            s = new Scratch(_rowsPerTask, d, axes, k, _classifier?.Weights.Rows ?? 0);
        }

        for (int i = 0; i < count; i++)
        {
            int c = classes[first + i];
            Span<double> residual = s.Residuals.AsSpan(i * d, d);
            Subtract(rows.Slice((first + i) * d, d), _means.High.Row(c), _means.Low.Row(c), residual);
            _within[first + i] = RowProducts.Dot(residual, residual);
        }

        double[] z = s.Residuals;
        if (_frame.Basis is not null)
        {
            RowProducts.Multiply(s.Residuals, count, _frame.Basis, axes, d, s.Coordinates);
            z = s.Coordinates;
        }

        for (int f = 0; f < _factors.Length; f++)
        {
            RowProducts.Multiply(z, count, _factors[f], axes, axes, s.Whitened);
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<double> y = s.Whitened.AsSpan(i * axes, axes);
                _whitened[f][first + i] = RowProducts.Dot(y, y);
            }
        }

        Nearest(z, classes.Slice(first, count), s, first);
        if (_classifier is not null)
        {
            Predict(rows.Slice(first * d, count * d), count, s, first);
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<double> h = rows.Slice((first + i) * d, d);
                _margin[first + i] = Margin(s.Logits.AsSpan(i * _rowLengths.Length, _rowLengths.Length), rowOfClass[classes[first + i]]) / Math.Sqrt(RowProducts.Dot(h, h));
            }
        }

        _scratch.Add(s);
    }

    // Nearest class mean by |c_k|^2 - 2 c_k . z over the centred means; equal means tie, and the first class wins.
    private void Nearest(double[] residuals, ReadOnlySpan<int> classes, Scratch s, int first)
    {
        Matrix c = _frame.Coordinates;
        for (int i = 0; i < classes.Length; i++)
        {
            RowProducts.AddScaled(1, c.Row(classes[i]), residuals.AsSpan(i * c.Columns, c.Columns));
        }

        RowProducts.Multiply(residuals, classes.Length, c.Data, c.Rows, c.Columns, s.Scores);
        for (int i = 0; i < classes.Length; i++)
        {
            int best = 0;
            double least = double.PositiveInfinity;
            for (int k = 0; k < c.Rows; k++)
            {
                double distance = _meanNorms[k] - (2 * s.Scores[(i * c.Rows) + k]);
                (best, least) = distance < least ? (k, distance) : (best, least);
            }

            _nearest[first + i] = best;
        }
    }

    private void Predict(ReadOnlySpan<double> rows, int count, Scratch s, int first)
    {
        Matrix w = _classifier!.Weights;
        RowProducts.Multiply(rows, count, w.Data, w.Rows, w.Columns, s.Logits);
        for (int i = 0; i < count; i++)
        {
            int best = 0;
            double most = double.NegativeInfinity;
            for (int k = 0; k < w.Rows; k++)
            {
                double logit = s.Logits[(i * w.Rows) + k] + _classifier.Bias[k];
                (best, most) = logit > most ? (k, logit) : (best, most);
            }

            _predicted[first + i] = best;
        }
    }

    // From the logits w_k.h: those of the centred rows are (z_k - mean z)/|v_k|. A zero row or sample gives NaN or infinity.
    private double Margin(ReadOnlySpan<double> logits, int own)
    {
        double mean = 0, other = double.NegativeInfinity;
        foreach (double z in logits)
        {
            mean += z / logits.Length;
        }

        for (int k = 0; k < logits.Length; k++)
        {
            other = k == own ? other : Math.Max(other, (logits[k] - mean) / _rowLengths[k]);
        }

        return ((logits[own] - mean) / _rowLengths[own]) - other;
    }

    private static double[] CentredLengths(Matrix? weights)
    {
        if (weights is null)
        {
            return [];
        }

        double[] mean = [.. Enumerable.Range(0, weights.Columns).Select(j => weights.Column(j).Average())];
        return Gram.RowNorms(Matrix.Create(weights.Rows, weights.Columns, (k, j) => weights[k, j] - mean[j]));
    }

    private static void Subtract(ReadOnlySpan<double> x, ReadOnlySpan<double> high, ReadOnlySpan<double> low, Span<double> residual)
    {
        int j = 0;
        for (; j <= x.Length - System.Numerics.Vector<double>.Count; j += System.Numerics.Vector<double>.Count)
        {
            ((new System.Numerics.Vector<double>(x[j..]) - new System.Numerics.Vector<double>(high[j..])) - new System.Numerics.Vector<double>(low[j..])).CopyTo(residual[j..]);
        }

        for (; j < x.Length; j++)
        {
            residual[j] = (x[j] - high[j]) - low[j];
        }
    }

    private sealed class Scratch(int rows, int d, int axes, int k, int logits)
    {
        public double[] Residuals { get; } = new double[rows * d];

        public double[] Coordinates { get; } = new double[rows * axes];

        public double[] Whitened { get; } = new double[rows * axes];

        public double[] Scores { get; } = new double[rows * k];

        public double[] Logits { get; } = new double[rows * logits];
    }
}
