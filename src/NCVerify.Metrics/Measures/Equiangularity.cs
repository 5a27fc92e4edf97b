using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// NC2, equal and maximal angles, from the cosines of all pairs of K vectors (Papyan, Han and Donoho 2020). Invariant
/// under rotation and scaling of each vector by its own positive factor.
/// </summary>
public sealed class Equiangularity
{
    private Equiangularity(RunningMoments cosines, double meanFromMaximal, double worst)
    {
        (MeanCosine, Deviation) = (cosines.Mean, Math.Sqrt(cosines.Variance));
        (MeanFromMaximal, WorstFromMaximal) = (meanFromMaximal, worst);
    }

    /// <summary>Mean of the cosines over pairs.</summary>
    public double MeanCosine { get; }

    /// <summary>Standard deviation (ddof 0) of the cosines over pairs: 0 exactly when all angles are equal.</summary>
    public double Deviation { get; }

    /// <summary>Mean of |cos + 1/(K-1)| over pairs: 0 exactly when all angles are those of the simplex ETF.</summary>
    public double MeanFromMaximal { get; }

    /// <summary>Maximum of |cos + 1/(K-1)| over pairs, which no average can hide.</summary>
    public double WorstFromMaximal { get; }

    /// <summary>Takes the cosines of the rows; null when a row is zero (its angles are undefined) or there is only one.</summary>
    public static Equiangularity? Of(Matrix rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double[] norms = Gram.RowNorms(rows);
        int k = rows.Rows;
        if (k < 2 || !Array.TrueForAll(norms, x => x > 0))
        {
            return null;
        }

        Matrix unit = Gram.UnitRows(rows, norms);
        var moments = new RunningMoments[k];
        double[] distances = new double[k], worst = new double[k];
        double target = -1.0 / (k - 1);
        new RowGram(unit, unit).ForEachRow((i, row) =>
        {
            RunningMoments own = default;
            double sum = 0, most = 0;
            foreach (double cosine in row[(i + 1)..])
            {
                own.Add(cosine);
                double distance = Math.Abs(cosine - target);
                sum += distance;
                most = Math.Max(most, distance);
            }

            (moments[i], distances[i], worst[i]) = (own, sum, most);
        });
        return new(RunningMoments.Of(moments), distances.Sum() / (k * (k - 1.0) / 2), worst.Max());
    }
}
