namespace NCVerify.Theory;

/// <summary>
/// The values of CERT-2 (regularised bias) and CERT-4 (layer-peeled) at zero logits, where every prediction is uniform and
/// the dual point is moved from the labels by a factor c.
/// </summary>
public static class CertificateAtZeroLogits
{
    /// <summary>
    /// Regularised bias: max over c of Ent(1 - c(K-1)/K, c/K, ...) - c^2 |g|^2/(2 lambdaB), g_k = 1/K - n_k/N, for c at most
    /// lambda/|PD^(1/2)|_2 N and 1. Returns the value and c.
    /// </summary>
    public static (double Dual, double Factor) RegularizedBias(IReadOnlyList<int> sizes, double lambda, double lambdaB)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lambdaB);
        int k = sizes.Count;
        double total = sizes.Sum(n => (double)n), square = sizes.Sum(n => ((1.0 / k) - (n / total)) * ((1.0 / k) - (n / total)));
        double limit = CertificateAtZero.Factor(lambda, CertificateAtZero.DualNorm(sizes));
        double Slope(double c) => ((k - 1.0) / k * Odds(c, k)) - (c * square / lambdaB);
        double factor = Slope(limit) >= 0 ? limit : TwoClusterMinimum.Bisect(Slope, 0, limit);
        return (CertificateAtZero.Dual(factor, k) - (factor * factor * square / (2 * lambdaB)), factor);
    }

    /// <summary>Layer-peeled: |P diag(n)|_2/N, the spectral norm of the class-level logit gradient at zero.</summary>
    public static double PeeledNorm(IReadOnlyList<int> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        return Math.Sqrt(new CentredSizes([.. sizes.Select(n => (double)n * n)]).Eigenvalues[0]) / sizes.Sum(n => (double)n);
    }

    /// <summary>
    /// Layer-peeled: max over c of Ent(1 - c(K-1)/K, c/K, ...) - c rho |P diag(n)|_2/N, attained at probability
    /// q = 1/(1 + exp(x)/(K-1)) off the label, x = rho |P diag(n)|_2/N K/(K-1). Returns the value and c.
    /// </summary>
    public static (double Dual, double Factor) Peeled(IReadOnlyList<int> sizes, double radius)
    {
        int k = sizes?.Count ?? 0;
        double slope = radius * PeeledNorm(sizes!), q = 1 / (1 + (Math.Exp(slope * k / (k - 1)) / (k - 1)));
        double factor = q * k / (k - 1);
        return (LabelEntropy.Of(q, k) - (factor * slope), factor);
    }

    // log((K-1)(1-q)/q) with q = c(K-1)/K: the slope of the entropy in q.
    private static double Odds(double c, int k) => c == 0 ? double.PositiveInfinity : Math.Log((k - (c * (k - 1))) / c);
}
