using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// Generalised NC2 for any number of classes (Liu et al., "Generalizing and decoupling neural collapse via hyperspherical
/// uniformity gap", and Jiang et al. 2023 for K above d + 1): how evenly unit vectors spread, by kernels of their distances.
/// Invariant under rotation and under scaling of each vector by its own positive factor.
/// </summary>
public sealed class GeneralisedCollapse
{
    private readonly double[] _distances;
    private readonly int _dimension;

    private GeneralisedCollapse(double[] distances, int dimension) => (_distances, _dimension) = (distances, dimension);

    /// <summary>Mean over pairs i &lt; j of |u_i - u_j|; largest for a simplex ETF where d is at least K - 1.</summary>
    public double MeanDistance => _distances.Average();

    /// <summary>Variance (ddof 0) over pairs of |u_i - u_j|.</summary>
    public double DistanceVariance => Variance(x => x);

    /// <summary>Mean over pairs of -log |u_i - u_j|; null when two directions coincide.</summary>
    public double? MeanLogarithm => Mean(x => -Math.Log(x));

    /// <summary>Mean over pairs of |u_i - u_j|^-(d-2), the Riesz kernel that is harmonic in R^d; null for d below 3 or where it overflows.</summary>
    public double? MeanRiesz => _dimension < 3 ? null : Mean(x => Math.Pow(x, 2 - _dimension));

    /// <summary>Takes the distances of the rows, each scaled to length 1; null when a row is zero or there is only one.</summary>
    public static GeneralisedCollapse? Of(Matrix rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double[] norms = Gram.RowNorms(rows);
        if (rows.Rows < 2 || !Array.TrueForAll(norms, x => x > 0))
        {
            return null;
        }

        Matrix unit = Matrix.Create(rows.Rows, rows.Columns, (k, j) => rows[k, j] / norms[k]);
        var distances = new double[rows.Rows * (rows.Rows - 1) / 2];
        Parallel.For(0, rows.Rows, i =>
        {
            int at = (i * rows.Rows) - (i * (i + 1) / 2);
            for (int j = i + 1; j < rows.Rows; j++)
            {
                double sum = 0;
                for (int c = 0; c < rows.Columns; c++)
                {
                    double difference = unit[i, c] - unit[j, c];
                    sum = Math.FusedMultiplyAdd(difference, difference, sum);
                }

                distances[at + j - i - 1] = Math.Sqrt(sum);
            }
        });
        return new(distances, rows.Columns);
    }

    private double Variance(Func<double, double> kernel)
    {
        double mean = _distances.Average(kernel);
        return _distances.Average(x => (kernel(x) - mean) * (kernel(x) - mean));
    }

    private double? Mean(Func<double, double> kernel) => _distances.Average(kernel) is var mean && double.IsFinite(mean) ? mean : null;
}
