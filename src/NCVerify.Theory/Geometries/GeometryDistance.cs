using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>Distance between two Gram or logit matrices that ignores their scale.</summary>
public static class GeometryDistance
{
    /// <summary>
    /// | G/|G|_F - R/|R|_F |_F, between 0 (proportional with a positive factor) and 2; the metric plotted by Thrampoulidis
    /// et al. (2022) and, against the simplex ETF, by Zhu et al. (2021). NaN when a matrix is zero or has an entry that is
    /// not finite: a collapsed network is at no distance from anything.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static double Of(Matrix gram, Matrix reference)
    {
        ArgumentNullException.ThrowIfNull(gram);
        ArgumentNullException.ThrowIfNull(reference);
        if (gram.Rows != reference.Rows || gram.Columns != reference.Columns)
        {
            throw new ArgumentException($"A distance needs equal shapes; they are {gram.Rows} x {gram.Columns} and {reference.Rows} x {reference.Columns}.", nameof(reference));
        }

        if (Normalised(gram) is not { } g || Normalised(reference) is not { } r)
        {
            return double.NaN;
        }

        double sum = 0;
        for (int i = 0; i < g.Length; i++)
        {
            double difference = g[i] - r[i];
            sum += difference * difference;
        }

        return Math.Sqrt(sum);
    }

    // Divided by the largest entry first, so that the squares neither overflow nor vanish.
    private static double[]? Normalised(Matrix m)
    {
        double largest = 0;
        foreach (double x in m.Data)
        {
            if (!double.IsFinite(x))
            {
                return null;
            }

            largest = Math.Max(largest, Math.Abs(x));
        }

        if (largest == 0)
        {
            return null;
        }

        double[] scaled = Array.ConvertAll(m.Data, x => x / largest);
        double norm = Math.Sqrt(scaled.Sum(x => x * x));
        return Array.ConvertAll(scaled, x => x / norm);
    }
}
