using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// NRC3: the least |A - R(c)/|R(c)||^2 for A = WW'/|WW'|, R(c) = Sigma^(1/2) - c I and c from 0 to the root of the least
/// eigenvalue of Sigma. The cosine of A and R(c) is (a - c t)/sqrt(s2 - 2 c s1 + n c^2) with a = tr(A S), t = tr A, s1 = tr S,
/// s2 = |S|^2; it is stationary at one c, so the least is there or at an end.
/// </summary>
internal static class TargetShape
{
    public static double? Distance(Matrix weights, Matrix covariance, out double gamma)
    {
        int n = covariance.Rows;
        SymmetricEigen eigen = SymmetricEigen.Decompose(covariance);
        double[] roots = Array.ConvertAll(eigen.Values, x => Math.Sqrt(Math.Max(0, x)));
        Matrix gram = Gram.Of(weights, weights);
        double norm = Gram.FrobeniusNorm(gram);
        gamma = 0;
        if (!(norm > 0) || !(roots[^1] > 0))
        {
            return null;
        }

        Matrix unit = gram.Scale(1 / norm), root = Matrix.Create(n, n, (i, j) => Enumerable.Range(0, n).Sum(k => roots[k] * eigen.Vectors[i, k] * eigen.Vectors[j, k]));
        double a = RowProducts.Dot(unit.Data, root.Data), t = Enumerable.Range(0, n).Sum(i => unit[i, i]), s1 = roots.Sum(), s2 = roots.Sum(x => x * x);
        double stationary = ((t * s2) - (a * s1)) / ((t * s1) - (a * n));
        double least = double.PositiveInfinity;
        foreach (double c in new[] { 0, stationary, roots[0] })
        {
            // With equal roots the last leaves nothing to compare with; all others there are the same.
            if (c >= 0 && c <= roots[0] && Gram.NormalisedDistance(unit, Shifted(root, c)) is { } distance && roots[^1] - c > 1e-12 * roots[^1] && distance * distance < least)
            {
                (least, gamma) = (distance * distance, c * c);
            }
        }

        return double.IsFinite(least) ? least : null;
    }

    private static Matrix Shifted(Matrix root, double c) => Matrix.Create(root.Rows, root.Columns, (i, j) => root[i, j] - (i == j ? c : 0));
}
