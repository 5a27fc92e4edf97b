using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// For a block of samples, the nearest class mean and the row that the classifier chooses. A sample inside its class's safe
/// radius decides as its mean does; the others are compared with all means or all rows.
/// </summary>
internal sealed class Decisions
{
    private const int ChunkRows = 128;
    private readonly Matrix? _centred;
    private readonly LinearClassifier? _classifier;
    private readonly double[] _squares;
    private readonly double[] _meanRadii;
    private readonly double[] _choiceRadii;
    private readonly int[] _choices;
    private readonly Matrix _chunk;
    private readonly Matrix _scores;
    private readonly Matrix _logits;
    private readonly int[] _open;

    /// <summary>Prepares the radii.</summary>
    /// <param name="means">Class means, K x d.</param>
    /// <param name="centred">Centred class means, K x d; null when all coincide, so that every sample ties and the first class wins.</param>
    /// <param name="classifier">The classifier, if any.</param>
    /// <param name="margins">Whether cosine margins are wanted, which takes all logits of all samples.</param>
    /// <param name="rows">The most rows of a block.</param>
    public Decisions(Matrix means, Matrix? centred, LinearClassifier? classifier, bool margins, int rows)
    {
        (_centred, _classifier) = (centred, classifier);
        int d = means.Columns;
        _squares = centred is null ? [] : Array.ConvertAll(Gram.RowNorms(centred), x => x * x);
        _meanRadii = centred is null ? [] : SafeRadii.OfNearestMean(centred);
        (_choiceRadii, _choices) = classifier is null ? ([], []) : SafeRadii.OfClassifier(means, classifier);
        Margins = margins && classifier is not null ? new CosineMarginSums(classifier.Weights) : null;
        _chunk = new Matrix(ChunkRows, d);
        _scores = new Matrix(centred is null ? 0 : ChunkRows, means.Rows);
        _logits = new Matrix(classifier is null ? 0 : ChunkRows, classifier?.Weights.Rows ?? 0);
        (Nearest, Chosen, Margin, _open) = (new int[rows], new int[rows], new double[Margins is null ? 0 : rows], new int[rows]);
    }

    /// <summary>Per row of the last block, the nearest class.</summary>
    public int[] Nearest { get; }

    /// <summary>Per row of the last block, the row of W with the largest logit; 0 without a classifier.</summary>
    public int[] Chosen { get; }

    /// <summary>Per row of the last block, its cosine margin where wanted.</summary>
    public double[] Margin { get; }

    public CosineMarginSums? Margins { get; }

    public void Decide(ReadOnlyMemory<double> rows, Matrix residuals, double[] squaredLengths, ReadOnlyMemory<int> classes, int[] rowOfClass)
    {
        int n = classes.Length, d = residuals.Columns;
        if (_centred is { } centred)
        {
            ForOpen(n, i => Inside(squaredLengths[i], _meanRadii[classes.Span[i]]), i => Nearest[i] = classes.Span[i], centred, _scores, (i, to) =>
            {
                residuals.Row(i).CopyTo(to);
                RowProducts.AddScaled(1, centred.Row(classes.Span[i]), to);
            }, (i, scores) => Nearest[i] = Closest(scores));
        }

        if (_classifier is not null)
        {
            ForOpen(n, i => Margins is null && Inside(squaredLengths[i], _choiceRadii[classes.Span[i]]), i => Chosen[i] = _choices[classes.Span[i]], _classifier.Weights, _logits, (i, to) => rows.Span.Slice(i * d, d).CopyTo(to), (i, logits) =>
            {
                Chosen[i] = SafeRadii.Best(logits, _classifier.Bias);
                if (Margins is not null)
                {
                    Margin[i] = Margins.Of(logits, rowOfClass[classes.Span[i]], rows.Span.Slice(i * d, d));
                }
            });
        }
    }

    private static bool Inside(double squaredLength, double radius) => squaredLength < radius * radius;

    // Rows that are not settled at once go through the product with a table, some at a time.
    private void ForOpen(int n, Func<int, bool> settled, Action<int> settle, Matrix table, Matrix products, RowCopy copy, RowVisit visit)
    {
        int open = 0;
        for (int i = 0; i < n; i++)
        {
            if (settled(i))
            {
                settle(i);
            }
            else
            {
                _open[open++] = i;
            }
        }

        for (int first = 0; first < open; first += ChunkRows)
        {
            int start = first, count = Math.Min(ChunkRows, open - first);
            RowTasks.Run(count, _chunk.Columns, r => copy(_open[start + r], _chunk.Row(r)));
            MatrixProduct.MultiplyTranspose(_chunk, table, products);
            RowTasks.Run(count, products.Columns, r => visit(_open[start + r], products.Row(r)));
        }
    }

    // Nearest class mean by |c_k|^2 - 2 c_k . z over the centred means; equal means tie, and the first class wins.
    private int Closest(ReadOnlySpan<double> scores)
    {
        int best = 0;
        double least = double.PositiveInfinity;
        for (int k = 0; k < scores.Length; k++)
        {
            double distance = _squares[k] - (2 * scores[k]);
            (best, least) = distance < least ? (k, distance) : (best, least);
        }

        return best;
    }

    private delegate void RowCopy(int row, Span<double> to);

    private delegate void RowVisit(int row, ReadOnlySpan<double> products);
}
