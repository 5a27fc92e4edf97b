using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// Numerical rank of the features of a class, (nuclear norm / Frobenius norm)^2 of its n_k x d table, not centred; 1 at
/// collapse, at most min(n_k, d). Averaged over classes. Invariant under rotation and common scaling. Singular values come
/// from the Gram, so those below about 1e-8 of the largest are not resolved.
/// </summary>
internal static class NumericalRank
{
    public static double? Of(ClassStatistics s, Matrix[] scatters)
    {
        double sum = 0;
        for (int k = 0; k < scatters.Length; k++)
        {
            int d = s.Means.Columns, c = k;
            Matrix gram = Matrix.Create(d, d, (i, j) => scatters[c][i, j] + (s.Counts[c] * s.Means[c, i] * s.Means[c, j]));
            double[] squares = [.. SymmetricEigen.Decompose(gram).Values.Select(x => Math.Max(0, x))];
            double nuclear = squares.Sum(Math.Sqrt), frobenius = squares.Sum();
            sum += nuclear * nuclear / frobenius;
        }

        return double.IsFinite(sum) ? sum / scatters.Length : null;
    }
}
