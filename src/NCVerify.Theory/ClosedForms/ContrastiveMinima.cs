using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>Minima of contrastive losses over unit features (claims SC-01, SC-03, SC-04), and of softmax losses on a simplex ETF (ALLNC-iii).</summary>
public static class ContrastiveMinima
{
    /// <summary>Balanced supervised contrastive loss, d at least K - 1: log(n - 1 + (K-1) n e^(-K/((K-1) tau))), at the simplex ETF.</summary>
    public static double Balanced(int classes, int perClass, double temperature) =>
        Math.Log(perClass - 1 + ((classes - 1.0) * perClass * Math.Exp(-classes / ((classes - 1) * temperature))));

    /// <summary>Nonnegative features, any sizes, d at least K: sum_c (n_c/N) log(n_c - 1 + (N - n_c) e^(-1/tau)), at an orthogonal frame.</summary>
    public static double Nonnegative(IReadOnlyList<int> sizes, double temperature)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        double total = sizes.Sum(n => (double)n);
        return sizes.Sum(n => n / total * Math.Log(n - 1 + ((total - n) * Math.Exp(-1 / temperature))));
    }

    /// <summary>
    /// log(1 + (K-1) e^(-K s/(K-1))): mean cross-entropy of logits s u_i.u_j, u the simplex ETF. The least value of a
    /// class-balanced softmax loss of unit vectors; s = 1/tau for contrastive ones.
    /// </summary>
    public static double ClassBalanced(int classes, double scale) =>
        Special.Log1p((classes - 1) * Math.Exp(-classes * scale / (classes - 1)));
}
