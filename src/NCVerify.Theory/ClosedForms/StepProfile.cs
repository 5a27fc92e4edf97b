namespace NCVerify.Theory;

/// <summary>Step imbalance: m majority classes of size R nMin and k minority classes of size nMin.</summary>
public sealed record StepProfile
{
    /// <summary>Checks and keeps the profile.</summary>
    /// <param name="majority">m, at least 1.</param>
    /// <param name="minority">k, at least 1.</param>
    /// <param name="ratio">R, at least 1; need not be an integer.</param>
    /// <param name="minoritySize">nMin, positive; need not be an integer.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public StepProfile(int majority, int minority, double ratio, double minoritySize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(majority, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(minority, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ratio, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minoritySize);
        (Majority, Minority, Ratio, MinoritySize) = (majority, minority, ratio, minoritySize);
    }

    /// <summary>Number of majority classes m.</summary>
    public int Majority { get; }

    /// <summary>Number of minority classes k.</summary>
    public int Minority { get; }

    /// <summary>Imbalance ratio R.</summary>
    public double Ratio { get; }

    /// <summary>Size of a minority class.</summary>
    public double MinoritySize { get; }

    /// <summary>Number of classes K = m + k.</summary>
    public int K => Majority + Minority;

    /// <summary>rho = k/K, the share of minority classes.</summary>
    public double Rho => (double)Minority / K;

    /// <summary>1 - rho = m/K.</summary>
    public double RhoBar => (double)Majority / K;

    /// <summary>x = R rho + 1 - rho: the eigenvalue of PDP that belongs to the contrast of the two groups, in units of nMin.</summary>
    public double X => (Ratio * Rho) + RhoBar;

    /// <summary>Class sizes, majorities first.</summary>
    public IReadOnlyList<double> Sizes =>
        [.. Enumerable.Repeat(Ratio * MinoritySize, Majority), .. Enumerable.Repeat(MinoritySize, Minority)];

    /// <summary>The profile of a list of class sizes that takes exactly two values, or null.</summary>
    public static StepProfile? TryFrom(IReadOnlyList<double> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        double[] values = [.. sizes.Distinct().Order()];
        return values.Length == 2
            ? new(sizes.Count(n => n == values[1]), sizes.Count(n => n == values[0]), values[1] / values[0], values[0])
            : null;
    }
}
