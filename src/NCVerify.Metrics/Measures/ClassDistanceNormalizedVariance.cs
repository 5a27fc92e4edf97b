namespace NCVerify.Metrics;

/// <summary>
/// Class-distance normalized variance (Galanti, Gyorgy and Hutter, ICLR 2022): the mean over pairs i &lt; j of
/// (v_i + v_j)/(2 |mu_i - mu_j|^2), v_k = (1/n_k) sum |h - mu_k|^2. Every pair of classes counts the same, whatever its
/// samples. Invariant under rotation, common scaling and translation.
/// </summary>
public static class ClassDistanceNormalizedVariance
{
    /// <summary>
    /// The mean over pairs i &lt; j of (v_i + v_j)/(2 |mu_i - mu_j|^(2p)): a power p above 1 of the squared distance lets far
    /// pairs count less. Invariant under scaling for p = 1 only. Null when two class means coincide.
    /// </summary>
    public static double? OfPower(ClassStatistics statistics, double power)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        double[] variance = [.. statistics.WithinClass.Zip(statistics.Counts, (sum, n) => sum / n)];
        double[] rows = PairDistances.PerRow<double>(statistics.MeansAroundClassMean, (sum, i, j, squared) => sum + ((variance[i] + variance[j]) / (2 * Math.Pow(squared, power))));
        double mean = rows.Sum() / (rows.Length * (rows.Length - 1.0) / 2);
        return double.IsFinite(mean) ? mean : null;
    }

    /// <summary>The mean over all pairs of classes; null when two class means coincide.</summary>
    /// <param name="statistics">The statistics.</param>
    /// <param name="ddof">What is subtracted from n_k in v_k: 0, or 1 for the unbiased variance (null where a class has one sample).</param>
    public static double? Of(ClassStatistics statistics, int ddof = 0)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        if (statistics.Counts.Min() <= ddof)
        {
            return null;
        }

        double[] inverse = statistics.InverseSquareDistances;
        double sum = 0;
        for (int k = 0; k < inverse.Length; k++)
        {
            sum += statistics.WithinClass[k] / (statistics.Counts[k] - ddof) * inverse[k];
        }

        double mean = sum / (inverse.Length * (inverse.Length - 1.0));
        return double.IsFinite(mean) ? mean : null;
    }
}
