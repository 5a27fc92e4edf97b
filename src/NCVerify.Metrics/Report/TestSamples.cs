using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>Test samples against the class means and the classifier of training.</summary>
internal static class TestSamples
{
    /// <summary>Adds test.* metrics.</summary>
    /// <exception cref="MeasureException">A test label does not occur in training, or dimensions differ.</exception>
    public static void Add(MetricList list, ClassStatistics s, FeatureSet test, CancellationToken cancellation)
    {
        if (test.Dimension != s.Means.Columns)
        {
            throw new MeasureException($"{test.Features.Name} has features of dimension {test.Dimension}, the training features have {s.Means.Columns}; both must come from the same layer.");
        }

        Matrix means = s.MeansAroundClassMean;
        double[] centre = [.. Enumerable.Range(0, means.Columns).Select(j => s.Means[0, j] - means[0, j])], norms = [.. Gram.RowNorms(means).Select(x => x * x)];
        long misplaced = 0, wrong = 0, position = 0;
        CompensatedSum spread = default;
        var block = new double[BlockPass.BlockRows(test.Dimension) * test.Dimension];
        var labels = new long[block.Length / test.Dimension];
        var places = new int[labels.Length];
        using FeatureCursor features = test.Features.Open();
        using LabelCursor labelCursor = test.Labels.Open();
        while (features.Read(block) is > 0 and int rows)
        {
            cancellation.ThrowIfCancellationRequested();
            labelCursor.Read(labels.AsSpan(0, rows));
            if (!s.Index.TryLocate(labels.AsSpan(0, rows), places))
            {
                throw new MeasureException($"{test.Labels.Name} holds a label among rows {position} to {position + rows - 1} that no training sample has; test labels must occur in training.");
            }

            for (int i = 0; i < rows; i++)
            {
                double[] h = [.. block.AsSpan(i * test.Dimension, test.Dimension).ToArray().Select((x, j) => double.IsFinite(x) ? x - centre[j] : throw new MeasureException($"{test.Features.Name}: the feature in row {position + i}, column {j} (counted from 0) is not finite."))];
                int nearest = Enumerable.Range(0, means.Rows).MinBy(k => norms[k] - (2 * RowProducts.Dot(means.Row(k), h)));
                misplaced += nearest == places[i] ? 0 : 1;
                spread.Add(Square(h, means.Row(places[i])));
                if (s.Classifier is { } classifier)
                {
                    ReadOnlySpan<double> raw = block.AsSpan(i * test.Dimension, test.Dimension);
                    (int best, double most) = (0, double.NegativeInfinity);
                    for (int k = 0; k < classifier.Bias.Length; k++)
                    {
                        double logit = RowProducts.Dot(classifier.Weights.Row(k), raw) + classifier.Bias[k];
                        (best, most) = logit > most ? (k, logit) : (best, most);
                    }

                    wrong += best == s.RowOfClass[places[i]] ? 0 : 1;
                }
            }

            position += rows;
        }

        double between = norms.Sum() / norms.Length;
        list.Add("test.ncc.error", (double)misplaced / position, "share of test samples nearer to another class mean of training than to their own", string.Empty);
        list.Add("test.nc1.quotient", between > 0 ? spread.Value / position / between : null, "mean over test samples of |h - mu_y|^2 / tr SigmaB, mu and SigmaB of training (classmean)", "all class means coincide");
        if (s.Classifier is not null)
        {
            list.Add("test.classifier.error", (double)wrong / position, "share of test samples that the classifier puts into another class; bias included", string.Empty);
        }
    }

    private static double Square(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int j = 0; j < a.Length; j++)
        {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }

        return sum;
    }
}
