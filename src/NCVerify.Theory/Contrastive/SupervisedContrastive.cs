using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// The full-batch supervised contrastive loss of unit features z_i,
/// sum_i v_i [ -1/(n_y - 1) sum over positives p of z_i.z_p/tau + log sum over a other than i of w_ia exp(z_i.z_a/tau) ],
/// with v_i = 1/N and w_ia = 1. Options: class-averaged denominators (w_ia = 1/(n_y - 1) for the own class, 1/n_c for
/// another) and a class-balanced outer mean (v_i = 1/(K n_y)).
/// </summary>
/// <param name="sizes">Class sizes, each at least 2.</param>
/// <param name="dimension">Feature dimension d.</param>
/// <param name="temperature">tau, positive.</param>
/// <param name="set">Unit sphere, or its nonnegative part.</param>
/// <param name="averagedDenominators">Whether denominators average over each class.</param>
/// <param name="balancedMean">Whether the outer mean gives each class the same weight.</param>
public sealed class SupervisedContrastive(
    IReadOnlyList<int> sizes, int dimension, double temperature, VectorSet set = VectorSet.Sphere, bool averagedDenominators = false, bool balancedMean = false)
    : GramModel(sizes, dimension, set, leastSize: 2)
{
    /// <summary>tau.</summary>
    public double Temperature => temperature;

    /// <summary>Whether denominators average over each class.</summary>
    public bool AveragedDenominators => averagedDenominators;

    /// <summary>Whether the outer mean gives each class the same weight.</summary>
    public bool BalancedMean => balancedMean;

    /// <inheritdoc/>
    public override string Description =>
        $"supervised contrastive, n = {SizesText}, d = {Dimension}, tau = {Exact.Format(temperature)}"
        + (Set == VectorSet.NonnegativeSphere ? ", ReLU" : "") + (averagedDenominators ? ", averaged denominators" : "") + (balancedMean ? ", balanced mean" : "");

    /// <inheritdoc/>
    public override double EvaluateGram(Matrix gram, Matrix gradient)
    {
        ArgumentNullException.ThrowIfNull(gram);
        ArgumentNullException.ThrowIfNull(gradient);
        double total = 0;
        var share = new double[N];
        for (int i = 0; i < N; i++)
        {
            int own = Labels[i], positives = Sizes[own] - 1;
            double outer = balancedMean ? 1.0 / ((double)K * Sizes[own]) : 1.0 / N, top = double.NegativeInfinity, sum = 0, attraction = 0;
            for (int a = 0; a < N; a++)
            {
                top = a == i ? top : Math.Max(top, gram[i, a] / temperature);
            }

            for (int a = 0; a < N; a++)
            {
                double weight = !averagedDenominators ? 1 : Labels[a] == own ? 1.0 / positives : 1.0 / Sizes[Labels[a]];
                share[a] = a == i ? 0 : weight * Math.Exp((gram[i, a] / temperature) - top);
                sum += share[a];
                attraction += a != i && Labels[a] == own ? gram[i, a] / temperature / positives : 0;
            }

            total += outer * (top + Math.Log(sum) - attraction);
            for (int a = 0; a < N; a++)
            {
                double positive = a != i && Labels[a] == own ? 1.0 / positives : 0;
                gradient[i, a] += outer / temperature * ((share[a] / sum) - positive);
            }
        }

        return total;
    }
}
