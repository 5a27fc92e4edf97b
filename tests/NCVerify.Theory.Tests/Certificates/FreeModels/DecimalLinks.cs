namespace NCVerify.Theory.Tests.Certificates.FreeModels;

/// <summary>Distribution functions and densities of the links in 28-digit decimal arithmetic.</summary>
internal static class DecimalLinks
{
    private const decimal InverseRootTwoPi = 0.3989422804014326779399460599m;

    /// <summary>g(t) and g'(t).</summary>
    public static (decimal Value, decimal Density) At(Link link, decimal t) => link.Name switch
    {
        "logit" => Logit(DecimalLog.Exp(-t)),
        "cloglog" => Cloglog(DecimalLog.Exp(t)),
        _ => Probit(t),
    };

    /// <summary>-log(g(upper - z) - g(lower - z)) and its derivative in z.</summary>
    public static (decimal Loss, decimal Slope) Class(OrdinalScale scale, int q, double z)
    {
        (decimal below, decimal densityBelow) = q == 0 ? (0, 0) : At(scale.Link, DecimalLog.Exactly(scale.Thresholds[q - 1]) - DecimalLog.Exactly(z));
        (decimal above, decimal densityAbove) = q == scale.Classes - 1 ? (1, 0) : At(scale.Link, DecimalLog.Exactly(scale.Thresholds[q]) - DecimalLog.Exactly(z));
        decimal p = above - below;
        return (-DecimalLog.Log(p), (densityAbove - densityBelow) / p);
    }

    private static (decimal Value, decimal Density) Logit(decimal e) => (1 / (1 + e), e / ((1 + e) * (1 + e)));

    private static (decimal Value, decimal Density) Cloglog(decimal e) => (1 - DecimalLog.Exp(-e), e * DecimalLog.Exp(-e));

    // Phi(t) = 1/2 + phi(t) (t + t^3/3 + t^5/15 + ...).
    private static (decimal Value, decimal Density) Probit(decimal t)
    {
        decimal inverse = DecimalLog.Exp(t * t / 2), term = t, sum = t; // large numbers keep all digits, small ones do not
        for (int k = 1; k < 150; k++)
        {
            term *= t * t / ((2 * k) + 1);
            sum += term;
        }

        return (0.5m + (InverseRootTwoPi * sum / inverse), InverseRootTwoPi / inverse);
    }
}
