namespace NCVerify.Metrics;

/// <summary>Measures all Neural Collapse metrics and geometry distances of labelled features.</summary>
public static class Measurement
{
    /// <summary>Reads the samples twice and measures; memory O(K d + K^2), independent of N.</summary>
    /// <param name="set">Features and labels.</param>
    /// <param name="classifier">The last layer, for NC3, NC4 and the geometry of W and logits; null without one.</param>
    /// <param name="progress">Told the fraction done, from 0 to 1.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    /// <exception cref="FeatureFileException">A file cannot be read, or a feature is not finite (row and column are named).</exception>
    /// <exception cref="MeasureException">The data have one class only, too many, or do not fit the classifier.</exception>
    public static MeasureReport Run(FeatureSet set, LinearClassifier? classifier = null, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        Run(ClassStatistics.Collect(set, classifier, progress, cancellation));

    /// <summary>Measures from statistics that were collected before.</summary>
    public static MeasureReport Run(ClassStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        var metrics = new MetricList();
        MetricCatalogue.AddVariability(metrics, statistics);
        MetricCatalogue.AddMeans(metrics, statistics);
        MetricCatalogue.AddClassifier(metrics, statistics);
        IReadOnlyList<MeasuredGeometry> geometries = GeometryRanking.Rank(statistics);
        int rows = statistics.Classifier?.Weights.Rows ?? 0;
        IEnumerable<ClassCount> empty = Enumerable.Range(0, rows == statistics.Labels.Length ? 0 : rows)
            .Except(statistics.RowOfClass).Select(row => new ClassCount(row, 0));
        IReadOnlyList<ClassCount> classes = [.. statistics.Labels.Zip(statistics.Counts, (label, n) => new ClassCount(label, n)).Concat(empty).OrderBy(c => c.Label)];
        return new(
            statistics.Samples,
            statistics.Means.Columns,
            classes,
            metrics.Metrics,
            geometries,
            CollapseVerdict.Judge(statistics, geometries),
            [.. DataWarnings.Of(statistics, classes, geometries), .. metrics.Warnings]);
    }
}
