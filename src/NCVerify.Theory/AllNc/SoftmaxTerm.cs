using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>sum_i v_i [-log softmax_(y_i)(s a_i.b_1, ..., s a_i.b_K)] and its gradients: the one form of which all these losses consist.</summary>
internal static class SoftmaxTerm
{
    /// <summary>The value; adds the gradients for the rows a_i, and (where wanted) for the rows b_j.</summary>
    public static double Add(Matrix a, Matrix b, IReadOnlyList<int> labels, IReadOnlyList<double> weights, double scale, Matrix forA, Matrix? forB)
    {
        double total = 0;
        var share = new double[b.Rows];
        for (int i = 0; i < a.Rows; i++)
        {
            double top = double.NegativeInfinity, sum = 0;
            for (int j = 0; j < b.Rows; j++)
            {
                share[j] = scale * VectorOperations.Dot(a.Row(i), b.Row(j));
                top = Math.Max(top, share[j]);
            }

            double own = share[labels[i]];
            for (int j = 0; j < b.Rows; j++)
            {
                share[j] = Math.Exp(share[j] - top);
                sum += share[j];
            }

            total += weights[i] * (top + Math.Log(sum) - own);
            for (int j = 0; j < b.Rows; j++)
            {
                double slope = weights[i] * scale * ((share[j] / sum) - (j == labels[i] ? 1 : 0));
                VectorOperations.AddScaled(slope, b.Row(j), forA.Row(i));
                if (forB is not null)
                {
                    VectorOperations.AddScaled(slope, a.Row(i), forB.Row(j));
                }
            }
        }

        return total;
    }
}
