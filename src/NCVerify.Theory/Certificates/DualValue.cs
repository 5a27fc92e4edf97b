using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>The dual value in plain floating point: for comparing proposals, never stated as a bound.</summary>
internal static class DualValue
{
    /// <summary>sum_k w_k (Ent(p_k) + offset'(p_k - e_k)) - |g|^2/(2 lambdaB) - radius gauge; negative infinity outside the simplex.</summary>
    public static double Approximate(DualProblem dual, Matrix point, double gauge)
    {
        var sums = new double[dual.Classes];
        double[] mass = dual.Mass(point);
        for (int j = 0; j < dual.Classes; j++)
        {
            ReadOnlySpan<double> row = point.Row(j);
            for (int k = 0; k < row.Length; k++)
            {
                if (j != k && row[k] > 0)
                {
                    sums[k] += row[k] * (dual.Offset(j) - dual.Offset(k) - Math.Log(row[k]));
                }
            }
        }

        double value = -dual.Radius * gauge;
        for (int k = 0; k < dual.Classes; k++)
        {
            double x = 1 - mass[k];
            if (x < 0)
            {
                return double.NegativeInfinity;
            }

            value += dual.Weights[k] * (sums[k] - (x == 0 ? 0 : x * Special.Log1p(-mass[k])));
        }

        if (dual.Problem.Bias == BiasKind.Regularized)
        {
            value -= CompensatedSum.OfSquares(dual.BiasGradient(point, mass).Value) / (2 * dual.Problem.LambdaB!.Value);
        }

        return value;
    }
}
