using NCVerify.Numerics;

namespace NCVerify.Conformance;

/// <summary>
/// Several runs of one stochastic experiment as one series: the median over the seeds, with a band from the least to the
/// largest. That band needs no assumption on the distribution: with n independent seeds it holds the true median with
/// probability 1 - 2^(1-n) at each abscissa (the median is missed only if all n fall on one side of it).
/// </summary>
public static class SeedBand
{
    /// <summary>The series of some runs, each with one ordinate per abscissa; NaN at an abscissa where any run has none.</summary>
    /// <exception cref="ArgumentException">Fewer than two runs, or a run whose length is not that of the abscissae.</exception>
    public static Series Of(string name, IReadOnlyList<double> x, IReadOnlyList<IReadOnlyList<double>> runs)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count < 2 || runs.Any(r => r.Count != x.Count))
        {
            throw new ArgumentException($"A band needs two runs or more, each with {x.Count} numbers.", nameof(runs));
        }

        double[][] columns = [.. x.Select((_, i) => runs.Select(r => r[i]).Order().ToArray())];
        string percent = Exact.Format(Math.Floor(1000 * Confidence(runs.Count)) / 10);
        return new($"{name}, median of {runs.Count} seeds, {percent} % band", SeriesRole.Measured, x, [.. columns.Select(Median)])
        {
            Low = [.. columns.Select(c => c.Any(double.IsNaN) ? double.NaN : c[0])],
            High = [.. columns.Select(c => c.Any(double.IsNaN) ? double.NaN : c[^1])],
        };
    }

    /// <summary>Probability that the band of n seeds holds the true median, at one abscissa.</summary>
    public static double Confidence(int seeds) => 1 - Math.Pow(2, 1 - seeds);

    private static double Median(double[] sorted) => sorted.Any(double.IsNaN) ? double.NaN
        : sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : 0.5 * (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]);
}
