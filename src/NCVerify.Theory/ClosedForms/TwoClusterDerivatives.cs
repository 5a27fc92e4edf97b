using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>First and second derivatives of the two-cluster loss in (aA, t1, aB, t2), and the small Newton system.</summary>
internal static class TwoClusterDerivatives
{
    /// <summary>
    /// K_A wA CE_A + K_B wB CE_B. Relative to the own logit, a sample of A sees -aA (K_A - 1 times) and
    /// -(1 - 1/K_A) aA - sqrt(K)/(K_A sqrt K_B) t1 (K_B times); a sample of B the same with -t2 for t1.
    /// </summary>
    public static (double Value, double[] Gradient, Matrix Hessian) OfLoss(TwoClusterLogits p, double weightA, double weightB)
    {
        double k = p.A + p.B;
        var gradient = new double[4];
        var hessian = new Matrix(4, 4);
        Add(p.A * weightA, p.A, p.B, p.ContrastA, p.Mean1, Math.Sqrt(k / p.B) / p.A, 0, gradient, hessian);
        Add(p.B * weightB, p.B, p.A, p.ContrastB, p.Mean2, -Math.Sqrt(k / p.A) / p.B, 2, gradient, hessian);
        return ((p.A * weightA * p.LossA) + (p.B * weightB * p.LossB), gradient, hessian);
    }

    /// <summary>Solves H x = g on the named coordinates (H positive definite there); zeros elsewhere.</summary>
    public static double[] Solve(Matrix h, double[] g, int[] index)
    {
        int n = index.Length;
        double trace = index.Sum(i => h[i, i]), ridge = 0;
        Matrix lower;
        while (!Cholesky.TryFactor(Matrix.Create(n, n, (i, j) => h[index[i], index[j]] + (i == j ? ridge : 0)), out lower))
        {
            ridge = ridge == 0 ? 1e-16 * trace : 10 * ridge;
        }

        var y = new double[n];
        for (int i = 0; i < n; i++)
        {
            y[i] = (g[index[i]] - Enumerable.Range(0, i).Sum(j => lower[i, j] * y[j])) / lower[i, i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            y[i] = (y[i] - Enumerable.Range(i + 1, n - i - 1).Sum(j => lower[j, i] * y[j])) / lower[i, i];
        }

        var x = new double[4];
        for (int i = 0; i < n; i++)
        {
            x[index[i]] = y[i];
        }

        return x;
    }

    private static void Add(double weight, int own, int others, double contrast, double mean, double slope, int at, double[] g, Matrix h)
    {
        double share = 1 - (1.0 / own);
        double same = (own - 1) * Special.Exp(-contrast), far = others * Special.Exp((-share * contrast) - (slope * mean)), total = 1 + same + far;
        (same, far) = (same / total, far / total);
        double u = -same - (share * far), v = -slope * far;
        g[at] += weight * u;
        g[at + 1] += weight * v;
        h[at, at] += weight * (same + (share * share * far) - (u * u));
        h[at, at + 1] += weight * ((share * slope * far) - (u * v));
        h[at + 1, at] = h[at, at + 1];
        h[at + 1, at + 1] += weight * ((slope * slope * far) - (v * v));
    }
}
