using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// For a block of samples, the nearest class mean and the row that the classifier chooses. A sample inside its class's safe
/// radius decides as its mean does; the others are compared with all means or all rows.
/// </summary>
internal sealed class Decisions(DecisionTables tables, int rows)
{
    private const int ChunkRows = 128;
    private readonly int[] _open = new int[rows];
    private int _opened;
    private double[] _chunk = [];
    private double[] _products = [];

    /// <summary>Per row, the nearest class.</summary>
    public int[] Nearest { get; } = new int[rows];

    /// <summary>Per row, the row of W with the largest logit; 0 without a classifier.</summary>
    public int[] Chosen { get; } = new int[rows];

    /// <summary>Per row, its cosine margin where wanted.</summary>
    public double[] Margin { get; } = new double[tables.Margins is null ? 0 : rows];

    /// <summary>Decides for every sample of a block.</summary>
    /// <param name="block">The samples.</param>
    /// <param name="residuals">Their deviations from their class means, row-major Count x d.</param>
    /// <param name="rowOfClass">For each class, its row of W.</param>
    public void Decide(ResidualBlock block, ReadOnlySpan<double> residuals, int[] rowOfClass)
    {
        if (tables.Centred is { } centred)
        {
            Settle(block, tables.MeanRadii, null, Nearest);
            DecideNearest(block, residuals, centred);
        }

        if (tables.Classifier is { } classifier)
        {
            Settle(block, tables.Margins is null ? tables.ChoiceRadii : null, tables.Choices, Chosen);
            DecideChoice(block, classifier, rowOfClass);
        }
    }

    // Decides what is inside the radii as its class does, and lists the other rows as open.
    private void Settle(ResidualBlock block, double[]? radii, int[]? choices, int[] decided)
    {
        _opened = 0;
        ReadOnlySpan<int> classes = block.Classes;
        for (int i = 0; i < classes.Length; i++)
        {
            int k = classes[i];
            if (radii is not null && block.Within[i] < radii[k] * radii[k])
            {
                decided[i] = choices is null ? k : choices[k];
            }
            else
            {
                _open[_opened++] = i;
            }
        }
    }

    private void DecideNearest(ResidualBlock block, ReadOnlySpan<double> residuals, Matrix centred)
    {
        int d = centred.Columns;
        for (int first = 0; first < _opened; first += ChunkRows)
        {
            int count = Room(first, centred);
            for (int r = 0; r < count; r++)
            {
                int i = _open[first + r];
                Span<double> to = _chunk.AsSpan(r * d, d);
                residuals.Slice(i * d, d).CopyTo(to);
                RowProducts.AddScaled(1, centred.Row(block.Classes[i]), to);
            }

            Multiply(count, centred);
            for (int r = 0; r < count; r++)
            {
                Nearest[_open[first + r]] = Closest(_products.AsSpan(r * centred.Rows, centred.Rows));
            }
        }
    }

    private void DecideChoice(ResidualBlock block, LinearClassifier classifier, int[] rowOfClass)
    {
        Matrix w = classifier.Weights;
        for (int first = 0; first < _opened; first += ChunkRows)
        {
            int count = Room(first, w);
            for (int r = 0; r < count; r++)
            {
                block.Row(_open[first + r]).CopyTo(_chunk.AsSpan(r * w.Columns));
            }

            Multiply(count, w);
            for (int r = 0; r < count; r++)
            {
                int i = _open[first + r];
                ReadOnlySpan<double> logits = _products.AsSpan(r * w.Rows, w.Rows);
                Chosen[i] = SafeRadii.Best(logits, classifier.Bias);
                if (tables.Margins is { } margins)
                {
                    Margin[i] = margins.Of(logits, rowOfClass[block.Classes[i]], block.Row(i));
                }
            }
        }
    }

    // Rows of the next chunk; its buffers are made when a row is open for the first time.
    private int Room(int first, Matrix table)
    {
        if (_chunk.Length == 0)
        {
            _chunk = new double[ChunkRows * table.Columns];
        }

        if (_products.Length < ChunkRows * table.Rows)
        {
            _products = new double[ChunkRows * table.Rows];
        }

        return Math.Min(ChunkRows, _opened - first);
    }

    private void Multiply(int count, Matrix table) =>
        DenseProduct.Multiply<double>(_chunk.AsSpan(0, count * table.Columns), false, table.Data, true, _products.AsSpan(0, count * table.Rows), count, table.Rows, table.Columns);

    // Nearest class mean by |c_k|^2 - 2 c_k . z over the centred means; equal means tie, and the first class wins.
    private int Closest(ReadOnlySpan<double> scores)
    {
        int best = 0;
        double least = double.PositiveInfinity;
        for (int k = 0; k < scores.Length; k++)
        {
            double distance = tables.Squares[k] - (2 * scores[k]);
            (best, least) = distance < least ? (k, distance) : (best, least);
        }

        return best;
    }
}
