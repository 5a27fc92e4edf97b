namespace NCVerify.Metrics;

/// <summary>
/// NC1 as a quotient of traces, tr SigmaW / tr SigmaB (Tirer and Bruna, ICML 2022), with SigmaW pooled over samples and
/// SigmaB averaged over classes around the unweighted mean of class means. Needs no inverse, so it stays defined when
/// class means coincide. Invariant under rotation, common scaling and translation.
/// </summary>
public static class VariabilityQuotient
{
    /// <summary>tr SigmaW / tr SigmaB; null when all class means coincide.</summary>
    public static double? Of(ClassStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        double between = Gram.RowNorms(statistics.MeansAroundClassMean).Sum(x => x * x) / statistics.Counts.Length;
        return between > 0 ? statistics.WithinClass.Sum() / statistics.Samples / between : null;
    }
}
