using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// CERT-5: lower bounds for the separation problem. For multipliers b >= 0 (class k against class c, the same for all
/// n_k samples) and B with off-label entries -t_c b_ck and label entries t_k sum_c b_ck, any feasible W, H have
/// (|W|^2 + |H|^2)/2 >= |Z D^{1/2}|_* >= sum_k n_k m_k sum_c b_ck / |B D^{1/2}|_2, with the temperatures t and required
/// margins m of the problem (all 1 unless given). Scale-free, so nothing has to be feasible
/// in advance; the norm is bounded by <see cref="NormBound"/>.
/// </summary>
internal static class SeparationDual
{
    /// <summary>The proven bound of a proposal of multipliers (off-label entries; negative ones count as 0), at least 0.</summary>
    public static double Evaluate(Problem problem, Matrix proposal, double estimate)
    {
        int classes = problem.Classes;
        Matrix b = Matrix.Create(classes, classes, (j, k) => j == k || proposal[j, k] < 1e-150 ? 0 : proposal[j, k]);
        var direction = new Matrix(classes, classes);
        var total = default(CompensatedSum);
        for (int k = 0; k < classes; k++)
        {
            var mass = default(CompensatedSum);
            double root = Math.Sqrt(problem.Samples[k]);
            for (int j = 0; j < classes; j++)
            {
                mass.Add(b[j, k]);
                direction[j, k] = -b[j, k] * (root * (problem.Temperature?[j] ?? 1));
            }

            direction[k, k] = mass.Value * (root * (problem.Temperature?[k] ?? 1));
            total.Add(problem.Samples[k] * (problem.Margins?[k] ?? 1) * mass.Value);
        }

        double norm = NormBound.Upper(direction, 8 * Rounding.Unit, estimate, nonnegative: false);
        double bound = Rounding.Down(total.Value) / norm;
        return bound > 0 && double.IsFinite(norm) ? bound * (1 - (6 * Rounding.Unit)) : 0;
    }

    /// <summary>
    /// The multipliers -diag(1/t) S diag(m/t) with S = (Pi E Pi)^{+1/2}, E = D diag(m/t)^2 and Pi = I - vv', v along 1/t (SELI-04 for
    /// t = m = 1), after one Newton step on S E S = Pi: with Pi E Pi = V diag(s^2) V' the correction is V X V',
    /// X_ij (s_i + s_j) = (V'(Pi - S E S)V)_ij. It squares the error that the eigendecomposition leaves when sizes span many decades.
    /// </summary>
    public static Matrix Closed(Problem problem)
    {
        int classes = problem.Classes;
        double[] inverse = [.. Enumerable.Range(0, classes).Select(k => 1 / (problem.Temperature?[k] ?? 1))];
        double[] scale = [.. inverse.Select((x, k) => x * (problem.Margins?[k] ?? 1))];
        double[] n = [.. problem.Samples.Select((x, k) => x * scale[k] * scale[k])];
        double square = inverse.Sum(x => x * x);
        Matrix pi = Matrix.Create(classes, classes, (i, j) => (i == j ? 1.0 : 0.0) - (inverse[i] * inverse[j] / square));
        var eigen = SymmetricEigen.Decompose(Projected(n, inverse, square));
        double cut = n.Min() / (2.0 * classes); // the smallest eigenvalue but one is at least min E
        Matrix s = pi * eigen.Function(v => v > cut ? 1 / Math.Sqrt(v) : 0) * pi;
        Matrix weighted = Matrix.Create(classes, classes, (i, j) => s[i, j] * n[j]);
        Matrix residual = pi - (weighted * s);
        Matrix v = eigen.Vectors, inBasis = v.Transpose() * (residual * v);
        Matrix step = Matrix.Create(classes, classes, (i, j) =>
            eigen.Values[i] > cut && eigen.Values[j] > cut ? inBasis[i, j] / (Math.Sqrt(eigen.Values[i]) + Math.Sqrt(eigen.Values[j])) : 0);
        Matrix correction = pi * (v * (step * v.Transpose())) * pi;
        return Matrix.Create(classes, classes, (i, j) => i == j ? 0 : -(s[i, j] + correction[i, j]) * inverse[i] * scale[j]);
    }

    // Pi diag(n) Pi entry by entry, from the unit vector u = v / |v|: n_i 1(i = j) - u_i u_j (n_i + n_j - u'diag(n)u).
    private static Matrix Projected(double[] n, double[] v, double square)
    {
        double mean = n.Select((x, k) => x * v[k] * v[k] / square).Sum();
        return Matrix.Create(n.Length, n.Length, (i, j) => (i == j ? n[i] : 0) - (v[i] * v[j] / square * (n[i] + n[j] - mean)));
    }
}
