using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// A linear function of the Gram matrix X that the supervised contrastive loss never goes below, for all |X_ia| at most 1.
/// For any probabilities p_i over the samples other than i (Gibbs' variational principle),
/// log sum_a w_ia exp(x_ia/tau) >= Ent(p_i) + sum_a p_ia (log w_ia + x_ia/tau), so that with t_ia the even distribution over
/// positives, f(X) >= sum_i v_i (Ent(p_i) + sum_a p_ia log w_ia) + sum_ia v_i (p_ia - t_ia) x_ia/tau.
/// Stated for p_i = q_i / (exact sum of q_i), whatever doubles q_i are: nothing rests on how well they were computed.
/// </summary>
internal static class ContrastiveMinorant
{
    /// <summary>
    /// The constant, lowered by every rounding error of itself and of the slope, and the slope: symmetric, with a diagonal of
    /// exact zeros. An entry of p - t has an error of 6 u (p + t), and four more roundings follow; over all entries
    /// sum v (p + t)/tau is 2/tau. Entropies: logarithms 8 u of themselves, products and sums 8 u, the sum of q is
    /// within 2 u of one that is exact, so is its logarithm.
    /// </summary>
    public static (double Constant, Matrix Slope) At(SupervisedContrastive model, Matrix gram)
    {
        int samples = model.N;
        var raw = new Matrix(samples, samples);
        CompensatedSum constant = default;
        double magnitude = 0;
        for (int i = 0; i < samples; i++)
        {
            double[] q = Proposal(model, gram, i);
            CompensatedSum mass = default, entropy = default, weights = default;
            for (int a = 0; a < samples; a++)
            {
                if (q[a] > 0)
                {
                    mass.Add(q[a]);
                    entropy.Add(-q[a] * Math.Log(q[a]));
                    weights.Add(q[a] * Math.Log(Divisor(model, i, a)));
                }
            }

            int own = model.Labels[i], positives = model.Sizes[own] - 1;
            double outer = model.BalancedMean ? 1.0 / ((double)model.K * model.Sizes[own]) : 1.0 / samples, total = mass.Value;
            constant.Add(outer * (Math.Log(total) + ((entropy.Value - weights.Value) / total)));
            magnitude += outer * (1 + Math.Abs(entropy.Value) + weights.Value);
            for (int a = 0; a < samples; a++)
            {
                double target = a != i && model.Labels[a] == own ? 1.0 / positives : 0;
                raw[i, a] = outer * ((q[a] / total) - target) / model.Temperature;
            }
        }

        double errors = Rounding.Up(Rounding.Unit * ((32 * magnitude) + (24 / model.Temperature)));
        return (constant.Value - errors, Matrix.Create(samples, samples, (i, j) => 0.5 * (raw[i, j] + raw[j, i])));
    }

    // 1/w_ia, an integer.
    private static int Divisor(SupervisedContrastive model, int i, int a) =>
        !model.AveragedDenominators ? 1 : model.Sizes[model.Labels[a]] - (model.Labels[a] == model.Labels[i] ? 1 : 0);

    // The softmax at the candidate: nonnegative numbers that sum to about 1, none so small that products become subnormal.
    private static double[] Proposal(SupervisedContrastive model, Matrix gram, int i)
    {
        var q = new double[model.N];
        double top = Enumerable.Range(0, model.N).Where(a => a != i).Max(a => gram[i, a] / model.Temperature), sum = 0;
        for (int a = 0; a < q.Length; a++)
        {
            q[a] = a == i ? 0 : Math.Exp((gram[i, a] / model.Temperature) - top) / Divisor(model, i, a);
            sum += q[a];
        }

        return Array.ConvertAll(q, x => x / sum is var p && p < 1e-150 ? 0 : p);
    }
}
