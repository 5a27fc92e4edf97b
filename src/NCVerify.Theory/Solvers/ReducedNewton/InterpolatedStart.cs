using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>A start for many distinct sizes: the problem is solved for a few (<see cref="SizeQuadrature"/>), and logits are interpolated.</summary>
internal static class InterpolatedStart
{
    /// <summary>
    /// Scaled cluster-mean logits X and the eigenvalue of the logits on the contrasts of every cluster; null where few sizes
    /// do not stand for all, or where the small problem has no solution but zero.
    /// </summary>
    public static (Matrix X, double[] Contrast)? Find(SizeClusters clusters, double sampleWeight, double lambda)
    {
        if (SizeQuadrature.Find(clusters, lambda / sampleWeight * (lambda / sampleWeight)) is not { } quadrature)
        {
            return null;
        }

        SizeClusters nodes = quadrature.Nodes;
        var objective = new FactoredObjective(nodes, sampleWeight, lambda);
        if (SpectralStart.Find(nodes, sampleWeight, lambda) is not { } point)
        {
            return null;
        }

        new TrustRegionNewton(objective).Minimise(point, out _);
        objective.Evaluate(point);
        Matrix x = MatrixProduct.MultiplyTranspose(point.P, point.Q);
        double[] jump = objective.ContrastValues.ToArray();
        int k = nodes.Clusters;

        // Logits that all classes of a size see, and how much more the own class gets: smooth functions of the sizes. With a
        // single class only their sum is known; the share of the first is taken from the neighbouring size.
        Matrix common = Matrix.Create(k, k, (h, g) => x[h, g] / (Math.Sqrt(nodes.Count[h] * nodes.Size[h]) * Math.Sqrt(nodes.Count[g])));
        for (int h = 0; h < k; h++)
        {
            common[h, h] -= nodes.Count[h] > 1 ? jump[h] / nodes.Count[h] : 0;
        }

        for (int h = 0; h < k; h++)
        {
            if (nodes.Count[h] <= 1)
            {
                int neighbour = h > 0 ? h - 1 : 1;
                double shared = nodes.Count[neighbour] > 1 ? common[neighbour, neighbour] : common[h, neighbour];
                jump[h] = common[h, h] - shared;
                common[h, h] = shared;
            }
        }

        return Interpolate(clusters, quadrature.Interpolation, common, jump);
    }

    private static (Matrix X, double[] Contrast) Interpolate(SizeClusters clusters, Matrix map, Matrix common, double[] jump)
    {
        int g = clusters.Clusters;
        Matrix all = MatrixProduct.MultiplyTranspose(map * common, map);
        double[] own = new double[g];
        double total = clusters.Count.Sum();
        for (int h = 0; h < g; h++)
        {
            own[h] = VectorOperations.Dot(map.Row(h), jump);
            Span<double> row = all.Row(h);
            row[h] += own[h] / clusters.Count[h];

            // Logits of a sample sum to zero at the optimum.
            VectorOperations.AddConstant(-VectorOperations.Dot(row, clusters.Count) / total, row);
            double scale = Math.Sqrt(clusters.Count[h] * clusters.Size[h]);
            for (int i = 0; i < g; i++)
            {
                row[i] *= scale * Math.Sqrt(clusters.Count[i]);
            }

            own[h] = clusters.Count[h] > 1 ? Math.Max(0, own[h]) : 0;
        }

        return (all, own);
    }
}
