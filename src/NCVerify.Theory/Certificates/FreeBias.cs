using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// A bias without penalty adds the dual constraint g = T (P - Y) w = 0, which floating-point numbers meet only nearly. The
/// exact point used is P - diag(1/T) g r' with r_k = n_k / (N w_k): it meets g = 0 exactly, keeps the column sums, and its
/// direction is A (I - q q') with a unit vector q, so its spectral norm is not larger. Only entropy must be paid for.
/// </summary>
internal static class FreeBias
{
    /// <summary>Moves the point to g = 0 up to rounding, mixed with p_k = w / sum w where entries would become negative.</summary>
    public static Matrix? Project(DualProblem dual, Matrix point)
    {
        int classes = dual.Classes;
        (double[] g, _) = dual.BiasGradient(point, dual.Mass(point));
        Matrix moved = Matrix.Create(classes, classes, (j, k) => j == k ? 0 : point[j, k] - (g[j] * Ratio(dual, j, k)));
        double total = dual.Weights.Sum(), mix = 0;
        for (int j = 0; j < classes; j++)
        {
            for (int k = 0; k < classes; k++)
            {
                double safe = dual.Weights[j] / total, floor = 1e-12 * safe;
                if (j != k && moved[j, k] < floor)
                {
                    mix = Math.Max(mix, (floor - moved[j, k]) / (safe - moved[j, k]));
                }
            }
        }

        Matrix result = Matrix.Create(classes, classes, (j, k) => j == k ? 0 : ((1 - mix) * moved[j, k]) + (mix * dual.Weights[j] / total));
        return result.Data.All(double.IsFinite) ? result : null;
    }

    /// <summary>
    /// A bound on the entropy (and offset value) lost between the point given and the exact one; infinite when an
    /// entry is not safely larger than its change. On [q - d, q + d], |(-q log q)'| &lt;= |log(q - d)| + 1 for q + d &lt;= 1.
    /// </summary>
    public static double EntropyLoss(DualProblem dual, Matrix point, double[] mass, double[] g, double shrink)
    {
        double loss = 0;
        for (int k = 0; k < dual.Classes; k++)
        {
            for (int j = 0; j < dual.Classes; j++)
            {
                double change = shrink * g[j] * Ratio(dual, j, k);
                double q = shrink * (j == k ? (1 / shrink) - mass[k] : point[j, k]);
                if (!(change <= q / 4) || (j == k && q < 1e-9))
                {
                    return double.PositiveInfinity;
                }

                loss += dual.Weights[k] * change * (Math.Abs(Math.Log(q / 2)) + 3 + Math.Abs(dual.Offset(j)) + Math.Abs(dual.Offset(k)));
            }
        }

        return loss * (1 + 1e-9);
    }

    private static double Ratio(DualProblem dual, int j, int k) =>
        dual.Problem.Samples[k] / (dual.Problem.Total * dual.Weights[k] * dual.Temperature(j));
}
