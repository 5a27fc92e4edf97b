using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// CERT-1 (CERT-3 for uneven sizes, CERT-2 with bias, CERT-4 layer-peeled): the candidate's softmax moved along the ray
/// e_k + c (p_k - e_k) to the c that maximises the dual value among the feasible ones. The value along the ray is
/// concave, and its derivative costs K operations after one pass over P.
/// </summary>
internal static class ScaledDual
{
    /// <summary>The best point of the ray, and its scale c.</summary>
    /// <param name="state">The candidate.</param>
    /// <param name="gauge">Estimate of the gauge of the candidate's direction.</param>
    public static (Matrix Point, double Scale) Best(DualState state, double gauge)
    {
        DualProblem dual = state.Dual;
        double limit = Math.Min(dual.Level / gauge, 1 / state.Mass.Max());
        if (!double.IsFinite(limit))
        {
            return (state.Softmax, 1);
        }

        (double[] entropy, double linear) = Pass(state);
        double quadratic = 0;
        if (dual.Problem.Bias == BiasKind.Regularized)
        {
            (double[] g, _) = dual.BiasGradient(state.Softmax, state.Mass);
            quadratic = CompensatedSum.OfSquares(g) / dual.Problem.LambdaB!.Value;
        }

        if (dual.Peeled)
        {
            linear -= dual.Radius * gauge;
        }

        double Slope(double c)
        {
            double slope = linear - (c * quadratic);
            for (int k = 0; k < entropy.Length; k++)
            {
                double s = state.Mass[k], x = 1 - (c * s);
                slope += s == 0 ? 0 : dual.Weights[k] * (entropy[k] + (s * ((x > 0 ? Math.Log(x) : -745) - Math.Log(c))));
            }

            return slope;
        }

        double best = limit;
        if (Slope(limit) < 0)
        {
            double low = 0, high = limit;
            for (int step = 0; step < 100; step++)
            {
                double middle = (low + high) / 2;
                (low, high) = Slope(middle) > 0 ? (middle, high) : (low, middle);
            }

            best = low;
        }

        return (best * state.Softmax, best);
    }

    // Per column sum_{j != k} -p log p, and the linear term of the offsets.
    private static (double[] Entropy, double Linear) Pass(DualState state)
    {
        DualProblem dual = state.Dual;
        var entropy = new double[dual.Classes];
        double linear = 0;
        for (int j = 0; j < dual.Classes; j++)
        {
            ReadOnlySpan<double> row = state.Softmax.Row(j);
            for (int k = 0; k < row.Length; k++)
            {
                if (j != k && row[k] > 0)
                {
                    entropy[k] -= row[k] * Math.Log(row[k]);
                    linear += dual.Weights[k] * row[k] * (dual.Offset(j) - dual.Offset(k));
                }
            }
        }

        return (entropy, linear);
    }
}
