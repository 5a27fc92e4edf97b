using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Where the reduced Newton solver starts: the singular vectors of the centred root sizes, each singular value s replaced by
/// s log(1 + (s c / lambda - 1)+) for sample weight c, the value it would have were all sizes s^2; never exactly zero, since
/// zero is a saddle.
/// </summary>
internal static class SpectralStart
{
    private const double SmallestShare = 1e-3;

    /// <summary>The starting point, or null when Z = 0 already satisfies the optimality condition |gradient|_2 at most lambda.</summary>
    public static ReducedPoint? Find(SizeClusters clusters, double sampleWeight, double lambda)
    {
        int g = clusters.Clusters, rank = g - 1;
        Matrix centred = clusters.CentredRootSizes();
        var eigen = SymmetricEigen.Decompose(MatrixProduct.MultiplyTranspose(centred, centred));
        double[] singular = [.. eigen.Values.Skip(1).Select(v => Math.Sqrt(Math.Max(0, v)))];
        double Start(double s) => s * Special.Log1p(Math.Max(0, (s * sampleWeight / lambda) - 1));

        double top = Enumerable.Range(0, g).Where(i => clusters.Count[i] > 1).Select(i => Math.Sqrt(clusters.Size[i])).Concat(singular).DefaultIfEmpty(0).Max();
        if (top * sampleWeight <= lambda)
        {
            return null;
        }

        double floor = SmallestShare * Math.Max(Start(top), SmallestShare * top);
        var point = ReducedPoint.Zero(g, rank);
        for (int l = 0; l < rank; l++)
        {
            double[] u = eigen.Vectors.Column(l + 1);
            double root = Math.Sqrt(Math.Max(Start(singular[l]), floor));
            for (int i = 0; i < g; i++)
            {
                double v = 0;
                for (int j = 0; j < g; j++)
                {
                    v += centred[j, i] * u[j];
                }

                point.Q[i, l] = u[i] * root;
                point.P[i, l] = singular[l] > 0 ? v / singular[l] * root : 0;
            }
        }

        for (int i = 0; i < g; i++)
        {
            double m = clusters.Count[i];
            point.Contrast[i] = m > 1 ? Math.Sqrt(2 * (m - 1) * Math.Max(Start(Math.Sqrt(clusters.Size[i])), floor)) : 0;
        }

        return point;
    }
}
