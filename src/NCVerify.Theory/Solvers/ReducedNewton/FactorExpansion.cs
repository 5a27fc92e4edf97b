using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>From the unknowns of the reduced problem back to classifiers and class features.</summary>
internal static class FactorExpansion
{
    /// <summary>
    /// W (K x d) and H (d x K). Coordinates: first the modes of the cluster means, then m - 1 Helmert contrasts for each
    /// cluster that is not collapsed, then zeros.
    /// </summary>
    public static Candidate Expand(ReducedPoint point, SizeClusters clusters, Problem problem)
    {
        int k = problem.Classes, modes = point.P.Columns;
        double balance = Math.Pow(problem.LambdaH / problem.LambdaW[0], 0.25);
        Matrix w = new(k, problem.Dimension), h = new(problem.Dimension, k);
        int[] first = new int[clusters.Clusters];
        int next = modes;
        for (int g = 0; g < first.Length; g++)
        {
            first[g] = next;
            next += point.Contrast[g] == 0 ? 0 : (int)clusters.Count[g] - 1;
        }

        int[] seen = new int[clusters.Clusters];
        for (int c = 0; c < k; c++)
        {
            int g = clusters.ClusterOf[c], m = (int)clusters.Count[g], place = seen[g]++;
            double rootSize = Math.Sqrt(clusters.Size[g]), mean = 1 / Math.Sqrt(m);
            for (int l = 0; l < modes; l++)
            {
                w[c, l] = balance * mean * point.Q[g, l];
                h[l, c] = mean * point.P[g, l] / (rootSize * balance);
            }

            if (point.Contrast[g] != 0)
            {
                double alpha = Math.Abs(point.Contrast[g]) / Math.Sqrt(2 * (m - 1));
                for (int j = 0; j < m - 1; j++)
                {
                    double entry = alpha * Helmert(place, j);
                    w[c, first[g] + j] = balance * entry;
                    h[first[g] + j, c] = entry / (rootSize * balance);
                }
            }
        }

        return new Candidate([w], h);
    }

    /// <summary>Entry of the j-th orthonormal contrast: j + 1 equal entries, then one that balances them.</summary>
    private static double Helmert(int place, int j)
    {
        double norm = Math.Sqrt((j + 1.0) * (j + 2.0));
        return place <= j ? 1 / norm : place == j + 1 ? -(j + 1) / norm : 0;
    }
}
