using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Turns any proposed dual point into a proven lower bound: it measures the point's gauge with <see cref="NormBound"/>,
/// shrinks the point towards the labels until it is dual feasible, and subtracts a bound on the rounding errors of the value.
/// </summary>
internal static class EntropyBound
{
    /// <summary>
    /// The proven bound, at least 0 (cross-entropy is never negative, and the point P = Y is always feasible).
    /// </summary>
    /// <param name="dual">The dual problem.</param>
    /// <param name="proposal">Off-label probabilities; negative entries are replaced by 0. NaN gives the trivial bound.</param>
    /// <param name="estimate">A guess of the squared gauge of the point's direction.</param>
    public static double Evaluate(DualProblem dual, Matrix proposal, double estimate)
    {
        Matrix? point = Clean(proposal);
        BiasKind bias = dual.Problem.Bias;
        if (point is not null && bias == BiasKind.Free)
        {
            point = FreeBias.Project(dual, point);
        }

        if (point is null)
        {
            return 0;
        }

        double[] mass = dual.Mass(point);
        double gauge = NormBound.Upper(dual.Direction(point, mass), DualProblem.EntryError, estimate, dual.Nonnegative);
        (_, double[] g) = dual.BiasGradient(point, mass);
        double residual = bias == BiasKind.None ? 0 : Rounding.Up(Math.Sqrt(CompensatedSum.OfSquares(g)));
        if (bias == BiasKind.Free)
        {
            gauge = Rounding.Up(gauge + (residual / Math.Sqrt(dual.Problem.Total)));
        }

        double level = dual.Level * (1 - (8 * Rounding.Unit));
        double shrink = gauge > level ? level / gauge * (1 - (4 * Rounding.Unit)) : 1;
        double most = mass.Max();
        if (shrink * most > 1 - (16 * Rounding.Unit))
        {
            shrink = (1 - (16 * Rounding.Unit)) / most;
        }

        double value = Entropy(dual, point, mass, shrink);
        if (bias == BiasKind.Regularized)
        {
            value -= Rounding.Up(shrink * shrink * residual * residual / (2 * dual.Problem.LambdaB!.Value));
        }
        else if (bias == BiasKind.Free)
        {
            value -= FreeBias.EntropyLoss(dual, point, mass, g, shrink);
        }

        if (dual.Peeled)
        {
            value -= Rounding.Up(dual.Radius * gauge * shrink);
        }

        // The subtractions above round once each.
        value -= 8 * Rounding.Unit * Math.Abs(value);
        return value > 0 ? Math.BitDecrement(value) : 0;
    }

    /// <summary>
    /// A lower bound on sum_k w_k (Ent(e_k + c (p_k - e_k)) + c offset'(p_k - e_k)) for the exact real point. Off the label,
    /// -q log q is computed from q = fl(c p): the rounding of q moves it by at most u q (|log q| + 2), log and products by
    /// 11 u of itself. On the label, x = 1 - c s with an error of 5 u c s moves -x log x by 5 u c s (|log x| + 2).
    /// Weights add 4 u, the compensated sums 4 u.
    /// </summary>
    private static double Entropy(DualProblem dual, Matrix point, double[] mass, double c)
    {
        int classes = dual.Classes;
        var sums = new CompensatedSum[classes];
        var shifts = new CompensatedSum[classes];
        var magnitudes = new double[classes];
        for (int j = 0; j < classes; j++)
        {
            ReadOnlySpan<double> row = point.Row(j);
            for (int k = 0; k < classes; k++)
            {
                double q = c * row[k];
                if (j == k || q == 0)
                {
                    continue;
                }

                sums[k].Add(-q * Math.Log(q));
                double shift = q * (dual.Offset(j) - dual.Offset(k));
                shifts[k].Add(shift);
                magnitudes[k] += q * (Math.Abs(dual.Offset(j)) + Math.Abs(dual.Offset(k)));
            }
        }

        var value = default(CompensatedSum);
        double absolute = 0, error = 0;
        for (int k = 0; k < classes; k++)
        {
            double s = c * mass[k], x = 1 - s, label = 0, log = 0;
            if (x > 1e-9)
            {
                log = Special.Log1p(-s);
                label = -x * log;
            }

            // For x <= 1e-9 the label's term, which is not negative, is left out.
            double entropy = sums[k].Value + label;
            value.Add(dual.Weights[k] * entropy);
            value.Add(dual.Weights[k] * shifts[k].Value);
            absolute += dual.Weights[k] * entropy;
            error += dual.Weights[k] * ((s * (12 + (8 * Math.Abs(log)))) + (8 * magnitudes[k]) + (8 * Math.Abs(shifts[k].Value)));
        }

        return value.Value - (Rounding.Unit * ((32 * absolute) + error) * (1 + 1e-9));
    }

    // Exact dual points: nonnegative, and not so small that products with them become subnormal.
    private static Matrix? Clean(Matrix proposal)
    {
        Matrix point = proposal.Copy();
        double[] data = point.Data;
        for (int i = 0; i < data.Length; i++)
        {
            if (!double.IsFinite(data[i]))
            {
                return null;
            }

            data[i] = data[i] < 1e-150 ? 0 : data[i];
        }

        for (int k = 0; k < point.Rows; k++)
        {
            point[k, k] = 0;
        }

        return point;
    }
}
