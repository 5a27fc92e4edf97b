namespace NCVerify.Metrics;

/// <summary>Which row of the classifier's weights belongs to which label.</summary>
internal static class ClassifierRows
{
    /// <summary>
    /// With as many rows as labels, the rows belong to the labels in ascending order; with more rows (classes without
    /// samples) the labels themselves must be row numbers.
    /// </summary>
    public static int[] Match(long[] labels, int dimension, string features, string labelsName, LinearClassifier? classifier)
    {
        int[] inOrder = [.. Enumerable.Range(0, labels.Length)];
        if (classifier is null)
        {
            return inOrder;
        }

        (int rows, int columns) = (classifier.Weights.Rows, classifier.Weights.Columns);
        if (columns != dimension)
        {
            string hint = rows == dimension ? " They look transposed: save W.T." : string.Empty;
            throw new MeasureException($"The weights are {rows} x {columns} but {features} has features of dimension {dimension}; weights need a row per class and a column per feature.{hint}");
        }

        if (rows == labels.Length)
        {
            return inOrder;
        }

        if (rows < labels.Length || labels[0] < 0 || labels[^1] >= rows)
        {
            throw new MeasureException($"The weights have {rows} rows but {labelsName} holds {labels.Length} classes from {labels[0]} to {labels[^1]}; a row per class is needed, and where classes have no samples the labels must be row numbers from 0 to {rows - 1}.");
        }

        return Array.ConvertAll(labels, label => (int)label);
    }
}
