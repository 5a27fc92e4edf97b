namespace NCVerify.Theory;

/// <summary>Minimum of the supervised spectral contrastive loss (claim SC-05), and of its linear version with least norm (SC-06).</summary>
public static class SpectralMinimum
{
    /// <summary>Squared lengths N/n_c of the features, which are orthogonal between classes; the minimum is -K, d at least K.</summary>
    public static double[] Lengths2(IReadOnlyList<int> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        double total = sizes.Sum(n => (double)n);
        return [.. sizes.Select(n => total / n)];
    }

    /// <summary>|W v1| of the minimum-norm linear map, phi1 N/(phi1^2 N + sigma^2).</summary>
    public static double ClassFeature(double phi1, double sigma, double samples) => phi1 * samples / ((phi1 * phi1 * samples) + (sigma * sigma));
}
