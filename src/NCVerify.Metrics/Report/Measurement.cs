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
        Run(ClassStatistics.Collect(set, classifier, progress, cancellation: cancellation));

    /// <summary>Measures from statistics that were collected before.</summary>
    public static MeasureReport Run(ClassStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        return Report(statistics, Metrics(statistics), null, null, []);
    }

    /// <summary>Measures what the options ask for, too.</summary>
    /// <param name="set">The samples the statistics were collected from; null when they were seen once (a pipe, an accumulator).</param>
    /// <param name="statistics">Their statistics.</param>
    /// <param name="options">What else to measure.</param>
    /// <param name="progress">Told the fraction done of the bootstrap, from 0 to 1.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    /// <exception cref="FeatureFileException">A file cannot be read, or a feature is not finite.</exception>
    /// <exception cref="MeasureException">Test samples or outside samples do not fit the training samples.</exception>
    public static MeasureReport Run(FeatureSet? set, ClassStatistics statistics, MeasureOptions options, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        ArgumentNullException.ThrowIfNull(options);
        if (!statistics.OnePass)
        {
            ArgumentNullException.ThrowIfNull(set);
        }
        else if (options.Bootstrap > 0)
        {
            throw new MeasureException("Bootstrap intervals read the samples again, and these were seen once: write them to a file.");
        }

        int d = statistics.Means.Columns;
        MetricList metrics = Metrics(statistics);
        var notes = new List<string>();
        WithinScatter? scatter = null;
        if (options.Full)
        {
            scatter = statistics.OnePass ? WithinScatter.Of(statistics.Scatter) : d <= WithinScatter.LargestDimension ? WithinScatter.Collect(set!, statistics.Index, statistics.ExactMeans, null, cancellation) : null;
            ExtendedCatalogue.AddScatter(metrics, statistics, scatter);
            if (!statistics.OnePass)
            {
                ExtendedCatalogue.AddUnit(metrics, ClassStatistics.Collect(new FeatureSet(new UnitFeatures(set!.Features), set.Labels), cancellation: cancellation));
            }
        }

        if (options.Test is { } test)
        {
            TestSamples.Add(metrics, statistics, test, cancellation);
        }

        if (options.Outside is { } outside)
        {
            ExtendedCatalogue.AddOutside(metrics, statistics, outside.Dimension == d
                ? OutsideAlignment.MeanOf(outside, cancellation)
                : throw new MeasureException($"{outside.Name} has features of dimension {outside.Dimension}, the training features have {d}; both must come from the same layer."));
        }

        FinitePenaltySolution? solution = null;
        if (options.Penalties is { } penalties)
        {
            solution = FinitePenaltySolution.Solve(statistics, penalties, out string reason);
            notes.Add(solution is null
                ? $"No {GeometryRanking.FinitePenalty}: {reason}."
                : $"The {GeometryRanking.FinitePenalty} has relative gap {Numerics.Exact.Format(solution.RelativeGap, 2)} by certificate {solution.Certificate}{(solution.RelativeGap <= Theory.CertifiedSolution.Tolerance ? ", so it is globally optimal" : ", so it is not proved optimal: treat its distance with care")}.");
        }

        DeepLinearFrame? deep = null;
        if (options.DeepLinear is { } layers)
        {
            deep = DeepLinearFrame.Of(statistics, layers, out string reason);
            notes.Add(deep is null
                ? $"No {GeometryRanking.DeepLinear}: {reason}."
                : $"The {GeometryRanking.DeepLinear} is the minimiser of squared error with {layers.LambdaW.Count} linear layer{(layers.LambdaW.Count == 1 ? string.Empty : "s")}, in closed form{(deep.Collapsed > 0 ? $"; {deep.Collapsed} of its class means are zero, below their threshold" : string.Empty)}.");
        }

        if (options.CdnvPower is { } power)
        {
            metrics.Add("nc1.cdnv.power", ClassDistanceNormalizedVariance.OfPower(statistics, power), $"mean over pairs i<j of (v_i+v_j)/(2|mu_i-mu_j|^(2p)), v_k = (1/n_k) sum |h-mu_k|^2, p = {Numerics.Exact.Format(power)}; not scale-free unless p = 1", "two class means coincide");
        }

        MeasureReport report = Report(statistics, metrics, solution, deep, notes) with
        {
            WithinSpectrum = scatter is null ? null : [.. Numerics.SymmetricEigen.Decompose(scatter.Pooled).Values.Reverse().Select(x => Math.Max(0, x) / statistics.Samples)],
        };
        return options.Bootstrap > 0 ? report with { Metrics = Bootstrap.Add(report.Metrics, set!, statistics, options, progress, cancellation) } : report;
    }

    /// <summary>The metrics that two passes give.</summary>
    internal static MetricList Metrics(ClassStatistics statistics)
    {
        var metrics = new MetricList();
        MetricCatalogue.AddVariability(metrics, statistics);
        ExtendedCatalogue.AddVariability(metrics, statistics);
        MetricCatalogue.AddMeans(metrics, statistics);
        ExtendedCatalogue.AddMeans(metrics, statistics);
        MetricCatalogue.AddClassifier(metrics, statistics);
        ExtendedCatalogue.AddClassifier(metrics, statistics);
        return metrics;
    }

    private static MeasureReport Report(ClassStatistics statistics, MetricList metrics, FinitePenaltySolution? solution, DeepLinearFrame? deep, IEnumerable<string> notes)
    {
        IReadOnlyList<MeasuredGeometry> geometries = GeometryRanking.Rank(statistics, solution, deep);
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
            [.. DataWarnings.Of(statistics, classes, geometries), .. notes, .. metrics.Warnings]);
    }
}
