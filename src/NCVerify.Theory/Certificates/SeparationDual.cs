using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// CERT-5: lower bounds for the separation problem. For multipliers b >= 0 (class k against class c, the same for all
/// n_k samples) and B with off-label entries -b and zero column sums, any feasible W, H have
/// (|W|^2 + |H|^2)/2 >= |Z D^{1/2}|_* >= sum_k n_k sum_c b_ck / |B D^{1/2}|_2. Scale-free, so nothing has to be feasible
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
                direction[j, k] = -b[j, k] * root;
            }

            direction[k, k] = mass.Value * root;
            total.Add(problem.Samples[k] * mass.Value);
        }

        double norm = NormBound.Upper(direction, 6 * Rounding.Unit, estimate, nonnegative: false);
        double bound = Rounding.Down(total.Value) / norm;
        return bound > 0 && double.IsFinite(norm) ? bound * (1 - (4 * Rounding.Unit)) : 0;
    }

    /// <summary>
    /// The multipliers -S with S = (Pi D Pi)^{+1/2}, optimal for every class-size vector (SELI-04), after one Newton step on
    /// S D S = Pi: with Pi D Pi = V diag(s^2) V' the correction is V E V', E_ij (s_i + s_j) = (V'(Pi - S D S)V)_ij. It
    /// squares the error that the eigendecomposition leaves when sizes span many decades.
    /// </summary>
    public static Matrix Closed(Problem problem)
    {
        int classes = problem.Classes;
        double[] n = [.. problem.Samples.Select(x => (double)x)];
        double mean = n.Average() / classes;
        var eigen = SymmetricEigen.Decompose(Matrix.Create(classes, classes, (i, j) => (i == j ? n[i] : 0) - ((n[i] + n[j]) / classes) + mean));
        double cut = n.Min() / (2.0 * classes); // the smallest eigenvalue but one is at least min n
        Matrix pi = Matrix.Centring(classes);
        Matrix s = pi * eigen.Function(v => v > cut ? 1 / Math.Sqrt(v) : 0) * pi;
        Matrix weighted = Matrix.Create(classes, classes, (i, j) => s[i, j] * n[j]);
        Matrix residual = pi - (weighted * s);
        Matrix v = eigen.Vectors, inBasis = v.Transpose() * (residual * v);
        Matrix step = Matrix.Create(classes, classes, (i, j) =>
            eigen.Values[i] > cut && eigen.Values[j] > cut ? inBasis[i, j] / (Math.Sqrt(eigen.Values[i]) + Math.Sqrt(eigen.Values[j])) : 0);
        Matrix correction = pi * (v * (step * v.Transpose())) * pi;
        return Matrix.Create(classes, classes, (i, j) => i == j ? 0 : -s[i, j] - correction[i, j]);
    }
}
