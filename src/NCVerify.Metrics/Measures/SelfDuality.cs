using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// NC3, convergence to self-duality, between classifier rows W (K x d) and centred class means M (K x d). Invariant under
/// a common rotation and under scaling of W and M, each by its own positive factor.
/// </summary>
public static class SelfDuality
{
    /// <summary>|W/|W|_F - M/|M|_F|_F (Papyan, Han and Donoho 2020 plot its square); null when W or M is zero.</summary>
    public static double? Distance(Matrix weights, Matrix centredMeans) => Gram.NormalisedDistance(weights, centredMeans);

    /// <summary>1 - cos(w_k, m_k) per class, from 0 to 2, as |w_k/|w_k| - m_k/|m_k||^2/2; null when a row is zero.</summary>
    public static double[]? Misalignments(Matrix weights, Matrix centredMeans)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(centredMeans);
        double[] w = Gram.RowNorms(weights), m = Gram.RowNorms(centredMeans);
        if (!w.Concat(m).All(x => x > 0))
        {
            return null;
        }

        var result = new double[w.Length];
        for (int k = 0; k < w.Length; k++)
        {
            double sum = 0;
            for (int j = 0; j < weights.Columns; j++)
            {
                double difference = (weights[k, j] / w[k]) - (centredMeans[k, j] / m[k]);
                sum += difference * difference;
            }

            result[k] = sum / 2;
        }

        return result;
    }
}
