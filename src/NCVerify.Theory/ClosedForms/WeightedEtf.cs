namespace NCVerify.Theory;

/// <summary>
/// Class weights for which weighted cross-entropy with ridge (sum loss) is minimised by a simplex ETF whatever the class sizes, one
/// family for each ridge (claim RW-04): omega_j = (lambda/K)(exp(c/sqrt(n_j)) + K - 1)/sqrt(n_j), with logits c P diag(n)^{-1/2}.
/// </summary>
public static class WeightedEtf
{
    /// <summary>The weights for ridge lambda and scale c, both positive.</summary>
    public static double[] Weights(IReadOnlyList<int> sizes, double lambda, double scale)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        return [.. sizes.Select(n => lambda / sizes.Count * (Math.Exp(scale / Math.Sqrt(n)) + sizes.Count - 1) / Math.Sqrt(n))];
    }

    /// <summary>|h_j| sqrt(n_j), the same for all classes.</summary>
    public static double FeatureNormTimesRoot(int classes, double scale) => Math.Sqrt(scale * (classes - 1) / classes);
}
