using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// Generalised NC2 for any number of classes (Liu et al., "Generalizing and decoupling neural collapse via hyperspherical
/// uniformity gap", and Jiang et al. 2023 for K above d + 1): how evenly unit vectors spread, by kernels of their distances.
/// Invariant under rotation and under scaling of each vector by its own positive factor.
/// </summary>
public sealed class GeneralisedCollapse
{
    private GeneralisedCollapse(RunningMoments distance, RunningMoments logarithm, RunningMoments riesz, int dimension)
    {
        (MeanDistance, DistanceVariance) = (distance.Mean, distance.Variance);
        (MeanLogarithm, LogarithmVariance) = double.IsFinite(logarithm.Mean) ? ((double?)logarithm.Mean, (double?)logarithm.Variance) : (null, null);
        (MeanRiesz, RieszVariance) = dimension >= 3 && double.IsFinite(riesz.Mean) ? ((double?)riesz.Mean, (double?)riesz.Variance) : (null, null);
    }

    /// <summary>Mean over pairs i &lt; j of |u_i - u_j|; largest for a simplex ETF where d is at least K - 1.</summary>
    public double MeanDistance { get; }

    /// <summary>Variance (ddof 0) over pairs of |u_i - u_j|.</summary>
    public double DistanceVariance { get; }

    /// <summary>Mean over pairs of -log |u_i - u_j|; null when two directions coincide.</summary>
    public double? MeanLogarithm { get; }

    /// <summary>Mean over pairs of |u_i - u_j|^-(d-2), the Riesz kernel that is harmonic in R^d; null for d below 3 or where it overflows.</summary>
    public double? MeanRiesz { get; }

    /// <summary>Variance (ddof 0) over pairs of -log |u_i - u_j|.</summary>
    public double? LogarithmVariance { get; }

    /// <summary>Variance (ddof 0) over pairs of |u_i - u_j|^-(d-2); null for d below 3 or where it overflows.</summary>
    public double? RieszVariance { get; }

    /// <summary>Takes the distances of the rows, each scaled to length 1; null when a row is zero or there is only one.</summary>
    public static GeneralisedCollapse? Of(Matrix rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double[] norms = Gram.RowNorms(rows);
        if (rows.Rows < 2 || !Array.TrueForAll(norms, x => x > 0))
        {
            return null;
        }

        double exponent = 2 - rows.Columns;
        Kernels[] all = PairDistances.PerRow<Kernels>(Gram.UnitRows(rows, norms), (sums, _, _, squared) =>
        {
            double distance = Math.Sqrt(squared), logarithm = Math.Log(distance);
            sums.Distance.Add(distance);
            sums.Logarithm.Add(-logarithm);
            sums.Riesz.Add(exponent < 0 ? Math.Pow(distance, exponent) : 0);
            return sums;
        });
        RunningMoments Of(Converter<Kernels, RunningMoments> part) => RunningMoments.Of(Array.ConvertAll(all, part));
        return new(Of(a => a.Distance), Of(a => a.Logarithm), Of(a => a.Riesz), rows.Columns);
    }

    private struct Kernels
    {
        public RunningMoments Distance;
        public RunningMoments Logarithm;
        public RunningMoments Riesz;
    }
}
