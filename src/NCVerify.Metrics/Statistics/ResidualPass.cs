using System.Runtime.InteropServices;
using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// Second pass: what each sample's deviation from its class mean adds to the metrics, and which class mean and which
/// classifier row it is nearest to. Every addend is a square. Samples are independent; sums run over them in order.
/// </summary>
internal sealed class ResidualPass
{
    private const int RowsPerTask = 48;
    private static readonly BetweenClassScatter[] Scatters = Enum.GetValues<BetweenClassScatter>();
    private readonly ClassMeans _means;
    private readonly BetweenClassFrame _frame;
    private readonly LinearClassifier? _classifier;
    private readonly double[] _meanNorms;
    private readonly Matrix? _basis;
    private readonly Matrix[] _factors;
    private readonly int[] _factorOf;
    private readonly double[] _within;
    private readonly double[][] _whitened;
    private readonly int[] _nearest;
    private readonly int[] _predicted;
    private readonly double[] _margin;
    private readonly double[] _rowLengths;
    private Scratch? _scratch;

    public ResidualPass(ClassMeans means, BetweenClassFrame frame, LinearClassifier? classifier)
    {
        (_means, _frame, _classifier) = (means, frame, classifier);
        Matrix c = frame.Coordinates;
        _meanNorms = [.. Enumerable.Range(0, c.Rows).Select(k => RowProducts.Dot(c.Row(k), c.Row(k)))];
        double[][] factors = frame.Factors is null ? [] : [.. frame.Factors.Values.Distinct()];
        _factors = Array.ConvertAll(factors, f => new Matrix(frame.Axes, frame.Axes, f));
        _factorOf = frame.Factors is null ? [] : Array.ConvertAll(Scatters, s => Array.IndexOf(factors, frame.Factors[s]));
        _basis = frame.Basis is { Length: > 0 } basis ? new(frame.Axes, basis.Length / frame.Axes, basis) : null;
        int rows = BlockPass.BlockRows(means.High.Columns);
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
                Compute(rows, classes, rowOfClass);
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

    // Products are taken over the whole block, where they are fast; every other step is shared between threads by rows.
    private void Compute(ReadOnlyMemory<double> rows, ReadOnlyMemory<int> classes, int[] rowOfClass)
    {
        int d = _means.High.Columns, axes = _frame.Axes, n = classes.Length;
        Scratch s = _scratch is { } kept && kept.Residuals.Rows == n ? kept : _scratch = new Scratch(n, d, _frame.Basis is null ? 0 : axes, axes, _meanNorms.Length, _classifier?.Weights.Rows ?? 0);
        ForRows(n, i =>
        {
            int c = classes.Span[i];
            Span<double> residual = s.Residuals.Row(i);
            Subtract(rows.Span.Slice(i * d, d), _means.High.Row(c), _means.Low.Row(c), residual);
            _within[i] = RowProducts.Dot(residual, residual);
        });
        if (axes > 0)
        {
            Means(s, classes, n);
        }
        else
        {
            // All means coincide: every sample ties, and the first class wins.
            Array.Clear(_nearest);
        }

        if (_classifier is not null)
        {
            MatrixProduct.MultiplyTranspose(AsMatrix(rows, n, d), _classifier.Weights, s.Logits);
            ForRows(n, i =>
            {
                ReadOnlySpan<double> h = rows.Span.Slice(i * d, d);
                _predicted[i] = Predict(s.Logits.Row(i));
                _margin[i] = Margin(s.Logits.Row(i), rowOfClass[classes.Span[i]]) / Math.Sqrt(RowProducts.Dot(h, h));
            });
        }
    }

    private void Means(Scratch s, ReadOnlyMemory<int> classes, int n)
    {
        Matrix z = s.Residuals;
        if (_basis is not null)
        {
            MatrixProduct.MultiplyTranspose(s.Residuals, _basis, s.Coordinates);
            z = s.Coordinates;
        }

        for (int f = 0; f < _factors.Length; f++)
        {
            double[] whitened = _whitened[f];
            MatrixProduct.MultiplyTranspose(z, _factors[f], s.Whitened);
            ForRows(n, i => whitened[i] = RowProducts.Dot(s.Whitened.Row(i), s.Whitened.Row(i)));
        }

        Matrix centred = _frame.Coordinates;
        ForRows(n, i => RowProducts.AddScaled(1, centred.Row(classes.Span[i]), z.Row(i)));
        MatrixProduct.MultiplyTranspose(z, centred, s.Scores);
        ForRows(n, i => _nearest[i] = Nearest(s.Scores.Row(i)));
    }

    private static void ForRows(int n, Action<int> row) => Parallel.For(0, (n + RowsPerTask - 1) / RowsPerTask, t =>
    {
        for (int i = t * RowsPerTask; i < Math.Min(n, (t + 1) * RowsPerTask); i++)
        {
            row(i);
        }
    });

    private static Matrix AsMatrix(ReadOnlyMemory<double> rows, int n, int d) =>
        MemoryMarshal.TryGetArray(rows, out ArraySegment<double> segment) && segment.Offset == 0 && segment.Array!.Length == n * d ? new(n, d, segment.Array) : new(n, d, rows.ToArray());

    // Nearest class mean by |c_k|^2 - 2 c_k . z over the centred means; equal means tie, and the first class wins.
    private int Nearest(ReadOnlySpan<double> scores)
    {
        int best = 0;
        double least = double.PositiveInfinity;
        for (int k = 0; k < scores.Length; k++)
        {
            double distance = _meanNorms[k] - (2 * scores[k]);
            (best, least) = distance < least ? (k, distance) : (best, least);
        }

        return best;
    }

    private int Predict(ReadOnlySpan<double> logits)
    {
        int best = 0;
        double most = double.NegativeInfinity;
        for (int k = 0; k < logits.Length; k++)
        {
            double logit = logits[k] + _classifier!.Bias[k];
            (best, most) = logit > most ? (k, logit) : (best, most);
        }

        return best;
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

    private sealed class Scratch(int rows, int d, int coordinates, int axes, int k, int logits)
    {
        public Matrix Residuals { get; } = new(rows, d);

        public Matrix Coordinates { get; } = new(rows, coordinates);

        public Matrix Whitened { get; } = new(rows, axes);

        public Matrix Scores { get; } = new(rows, k);

        public Matrix Logits { get; } = new(rows, logits);
    }
}
