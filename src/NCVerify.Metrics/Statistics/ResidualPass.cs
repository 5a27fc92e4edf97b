using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// Second pass: what each sample's deviation from its class mean adds to the metrics, and which class mean and which
/// classifier row it is nearest to. Every addend is a square. Samples are independent; sums run over them in order.
/// </summary>
internal sealed class ResidualPass
{
    private static readonly BetweenClassScatter[] Scatters = Enum.GetValues<BetweenClassScatter>();
    private readonly ClassMeans _means;
    private readonly LinearClassifier? _classifier;
    private readonly Whitening _whitening;
    private readonly int[] _factorOf;
    private readonly Decisions _decisions;
    private readonly double[] _within;
    private Matrix? _residuals;

    public ResidualPass(ClassMeans means, Matrix centred, BetweenClassFrame frame, LinearClassifier? classifier, bool margins)
    {
        (_means, _classifier) = (means, classifier);
        double[][] factors = frame.Factors is null ? [] : [.. frame.Factors.Values.Distinct()];
        _factorOf = frame.Factors is null ? [] : Array.ConvertAll(Scatters, s => Array.IndexOf(factors, frame.Factors[s]));
        _whitening = new Whitening(frame, factors);
        int rows = BlockPass.BlockRows(means.High.Columns);
        _decisions = new Decisions(means.High, frame.Axes > 0 ? centred : null, classifier, margins, rows);
        _within = new double[rows];
    }

    public ResidualSums Collect(FeatureSet set, ClassIndex index, int[] rowOfClass, Action<long>? progress, CancellationToken cancellation)
    {
        var within = new CompensatedSum[index.Labels.Length];
        var whitened = new CompensatedSum[_whitening.Factors];
        var misplaced = new long[index.Labels.Length];
        long disagreements = 0, correct = 0;
        BlockPass.Run(
            set,
            index,
            (rows, classes, _) =>
            {
                Compute(rows, classes, rowOfClass);
                ReadOnlySpan<int> own = classes.Span;
                for (int i = 0; i < own.Length; i++)
                {
                    int k = own[i], nearest = _decisions.Nearest[i], chosen = _decisions.Chosen[i];
                    within[k].Add(_within[i]);
                    for (int f = 0; f < whitened.Length; f++)
                    {
                        whitened[f].Add(_whitening.Squares[f][i]);
                    }

                    misplaced[k] += nearest == k ? 0 : 1;
                    _decisions.Margins?.Add(_decisions.Margin[i]);
                    disagreements += chosen == rowOfClass[nearest] ? 0 : 1;
                    correct += chosen == rowOfClass[k] ? 1 : 0;
                }
            },
            progress,
            cancellation);
        double[] perClass = Array.ConvertAll(within, s => s.Value);
        var traces = _factorOf.Select((f, s) => (Scatters[s], whitened[f].Value / set.Samples)).ToDictionary(x => x.Item1, x => x.Item2);
        return perClass.Concat(traces.Values).All(double.IsFinite)
            ? new(perClass, traces) { Misplaced = misplaced, Disagreements = disagreements, Correct = correct, Margins = _decisions.Margins?.Over(set.Samples) }
            : throw ClassMeans.Overflow(set.Features.Name);
    }

    // Products are taken over the whole block, where they are fast; every other step is shared between threads by rows.
    private void Compute(ReadOnlyMemory<double> rows, ReadOnlyMemory<int> classes, int[] rowOfClass)
    {
        int d = _means.High.Columns, n = classes.Length;
        Matrix residuals = _residuals is { } kept && kept.Rows == n ? kept : _residuals = new Matrix(n, d);
        RowTasks.Run(n, d, i =>
        {
            int c = classes.Span[i];
            Span<double> residual = residuals.Row(i);
            Deviations.Subtract(rows.Span.Slice(i * d, d), _means.High.Row(c), _means.Low.Row(c), residual);
            _within[i] = RowProducts.Dot(residual, residual);
        });
        _whitening.Square(residuals);
        _decisions.Decide(rows, residuals, _within, classes, rowOfClass);
    }
}
