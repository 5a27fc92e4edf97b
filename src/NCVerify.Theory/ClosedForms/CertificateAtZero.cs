using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// What the duality certificates give at the candidate W = H = 0 of mean cross-entropy without bias: closed forms
/// against which certificate code is tested (claims CERT-1, CERT-1P, CERT-3, CERT-6).
/// </summary>
public static class CertificateAtZero
{
    /// <summary>Spectral norm of the logit gradient at zero, sqrt(max eigenvalue of PDP)/N; the same at sample and at class level.</summary>
    public static double DualNorm(IReadOnlyList<int> sizes) => StrictSaddle.GradientNormAtOrigin(sizes);

    /// <summary>
    /// With nonnegative features the dual norm is max over v at least 0, |v| = 1, of |A v|; at zero it is
    /// sqrt(n_max (K-1)/K)/N, because the columns of A have negative inner products.
    /// </summary>
    public static double NonnegativeDualNorm(IReadOnlyList<int> sizes) => ReluCrossEntropy.CollapsePenalties(sizes).Max();

    /// <summary>c = min(1, lambda / dual norm), the factor by which the predicted probabilities are moved from the labels.</summary>
    public static double Factor(double lambda, double dualNorm) => Math.Min(1, lambda / dualNorm);

    /// <summary>Dual value of the scaled point: Ent(1 - c(K-1)/K, c/K, ...), the same for every sample.</summary>
    public static double Dual(double factor, int classes) => LabelEntropy.Of(factor * (classes - 1) / classes, classes);

    /// <summary>
    /// Dual value of the clipped point (second-order certificate): the singular values of the negative gradient are cut
    /// at lambda, the predictions are p_j = e_j - g(PDP) P e_j with g(s) = min(1, N lambda/sqrt s). NaN when a probability
    /// would be negative, where the certificate falls back to the scaled point.
    /// </summary>
    public static double ClippedDual(IReadOnlyList<int> sizes, double lambda)
    {
        var spectrum = new CentredSizes(sizes);
        double total = sizes.Sum(n => (double)n);
        Matrix shrink = spectrum.Function(s => Math.Min(1, total * lambda / Math.Sqrt(s)));
        double value = 0;
        for (int j = 0; j < sizes.Count; j++)
        {
            double entropy = 0;
            for (int i = 0; i < sizes.Count; i++)
            {
                double p = (i == j ? 1.0 : 0.0) - shrink[i, j];
                if (p < 0)
                {
                    return double.NaN;
                }

                entropy -= p == 0 ? 0 : p * Math.Log(p);
            }

            value += sizes[j] / total * entropy;
        }

        return value;
    }
}
