namespace NCVerify.Metrics;

/// <summary>
/// NC1, variability collapse: tr(SigmaW pinv(SigmaB))/K (Papyan, Han and Donoho, PNAS 2020), with
/// SigmaW = (1/N) sum_i (h_i - mu)(h_i - mu)'. Computed as a sum of squares of whitened deviations, for
/// <see cref="BetweenClassScatter.ClassMean"/> (1/N) sum_i |M+ (h_i - mu)|^2, so it is never negative; the rank of
/// SigmaB is structural, min(K - 1, d). 0 exactly when every sample is its class mean. Invariant under rotation, common
/// scaling and translation of the features; unbounded above.
/// </summary>
public static class WithinClassVariability
{
    /// <summary>tr(SigmaW pinv(SigmaB))/K; null when the class means do not span min(K - 1, d) dimensions.</summary>
    public static double? Pinv(ClassStatistics statistics, BetweenClassScatter scatter) =>
        Trace(statistics, scatter) / statistics?.Counts.Length;

    /// <summary>The same without 1/K.</summary>
    public static double? Trace(ClassStatistics statistics, BetweenClassScatter scatter)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        return statistics.WithinRelativeTo(scatter);
    }
}
