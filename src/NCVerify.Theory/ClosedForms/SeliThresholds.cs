namespace NCVerify.Theory;

/// <summary>
/// Penalties at which parts of the minimiser of sum_i CE(W h_i, y_i) + lambda/2 |W|^2 + lambda/2 |H|^2 collapse, sum
/// loss, no bias (claim SELI-15). With a mean loss, lambda_sum = N lambda_mean.
/// </summary>
public static class SeliThresholds
{
    /// <summary>Everything is zero from lambda = sqrt(max eigenvalue of PDP) on, the spectral norm of the SEL matrix.</summary>
    public static double Zero(IReadOnlyList<double> sizes) => Math.Sqrt(new CentredSizes(sizes).Eigenvalues[0]);

    /// <summary>Classes that share their size n_c with another coincide from lambda = sqrt(n_c) on.</summary>
    public static double Merge(double size) => Math.Sqrt(size);

    /// <summary>
    /// Step imbalance: all minority classifiers and means are zero from this lambda on. It solves
    /// lambda^2 = nMin [R k K p3^2 + m/K] and m p2 + k p3 = lambda/sqrt(R nMin), where p2 and p3 are the probabilities
    /// that a majority sample with logits a(e_j - 1_Maj/m) gives to another majority and to a minority class.
    /// </summary>
    public static double Group(StepProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        (double low, double high) = (0, 1);
        while (Excess(profile, high) > 0)
        {
            high *= 2;
        }

        // Bisection: the excess falls from at least 0 to below 0; 200 steps end at neighbouring doubles.
        for (int step = 0; step < 200 && high > Math.BitIncrement(low); step++)
        {
            double middle = (low + high) / 2;
            (low, high) = Excess(profile, middle) > 0 ? (middle, high) : (low, middle);
        }

        return Math.Sqrt(profile.MinoritySize) * GroupNorm(profile, low);
    }

    // In units of sqrt(nMin): norm of the gradient on the majority contrasts minus that on the group contrast.
    private static double Excess(StepProfile p, double a)
    {
        (double p2, double p3) = MajorityResiduals(p, a);
        return (Math.Sqrt(p.Ratio) * ((p.Majority * p2) + (p.Minority * p3))) - GroupNorm(p, a);
    }

    private static double GroupNorm(StepProfile p, double a)
    {
        double p3 = MajorityResiduals(p, a).P3;
        return Math.Sqrt((p.Ratio * p.Minority * p.K * p3 * p3) + ((double)p.Majority / p.K));
    }

    private static (double P2, double P3) MajorityResiduals(StepProfile p, double a)
    {
        // Divided by the own term, so that nothing overflows for large a.
        double other = Math.Exp(-a), minority = Math.Exp(-a * (p.Majority - 1) / p.Majority);
        double total = 1 + ((p.Majority - 1) * other) + (p.Minority * minority);
        return (other / total, minority / total);
    }
}
