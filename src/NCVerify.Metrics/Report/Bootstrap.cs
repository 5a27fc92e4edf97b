namespace NCVerify.Metrics;

/// <summary>
/// Confidence intervals at 95 % by the basic bootstrap over samples, stratified by class: 2 t - q for the quantiles q of the
/// replicates, which takes out the bias that resampling has (variances shrink, distances grow). Cut off at 0 for metrics
/// that cannot be negative. A metric that a replicate leaves undefined gets no interval.
/// </summary>
internal static class Bootstrap
{
    private const double Tail = 0.025;

    public static IReadOnlyList<Metric> Add(IReadOnlyList<Metric> metrics, FeatureSet set, ClassStatistics s, MeasureOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        if (s.Samples > Array.MaxLength)
        {
            throw new MeasureException($"Bootstrap intervals need two bytes of memory per sample; {s.Samples} samples are too many. Measure without them.");
        }

        var values = metrics.ToDictionary(m => m.Id, _ => new List<double>(), StringComparer.Ordinal);
        for (int b = 0; b < options.Bootstrap; b++)
        {
            FeatureSet again = ResampledSet.Draw(set, s.Index, options.Seed, (ulong)b);
            foreach (Metric metric in Measurement.Metrics(ClassStatistics.Collect(again, s.Classifier, null, s.WithMargins, cancellation)).Metrics)
            {
                if (values.TryGetValue(metric.Id, out List<double>? list))
                {
                    list.Add(metric.Value);
                }
            }

            progress?.Report((b + 1.0) / options.Bootstrap);
        }

        return [.. metrics.Select(m => values[m.Id].Count == options.Bootstrap ? m with { Interval = Of(m.Value, values[m.Id], m.Signed) } : m)];
    }

    private static Interval Of(double value, List<double> replicates, bool signed)
    {
        replicates.Sort();
        double low = (2 * value) - Quantile(replicates, 1 - Tail), high = (2 * value) - Quantile(replicates, Tail);
        return signed ? new(low, high) : new(Math.Max(0, low), Math.Max(0, high));
    }

    // Between the nearest two order statistics, at (n - 1) p counted from 0.
    private static double Quantile(List<double> sorted, double p)
    {
        double at = (sorted.Count - 1) * p;
        int below = (int)at;
        return below + 1 < sorted.Count ? sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
