namespace NCVerify.Theory;

/// <summary>
/// Minority collapse in the layer-peeled model (Fang et al.; claim LPM-4): two clusters, K_A classes with R times as many
/// samples as each of the other K_B, energies E_W and E_H. All depends on rho = K sqrt(E_W E_H).
/// </summary>
public sealed class PeeledThreshold
{
    /// <summary>The threshold for K_A majority and K_B minority classes (at least 2 of these).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public PeeledThreshold(int majority, int minority, double energyW, double energyH)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(majority, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(minority, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(energyW);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(energyH);
        (Majority, Minority, Radius) = (majority, minority, (majority + minority) * Math.Sqrt(energyW * energyH));
        Ratio = Threshold();
        Point = AtMultiplierOne(Ratio);
    }

    /// <summary>K_A.</summary>
    public int Majority { get; }

    /// <summary>K_B.</summary>
    public int Minority { get; }

    /// <summary>rho = K sqrt(E_W E_H), the bound on |Z|_*.</summary>
    public double Radius { get; }

    /// <summary>R_0: minority classifiers coincide exactly for R of at least R_0.</summary>
    public double Ratio { get; }

    /// <summary>The minimiser at R_0.</summary>
    public TwoClusterLogits Point { get; }

    /// <summary>The minimiser at an imbalance ratio R, at least 1, and the multiplier of |Z|_* at most rho in units of the minority weight.</summary>
    public (TwoClusterLogits Point, double Multiplier) At(double ratio) => new TwoClusterMinimum(Majority, Minority, ratio, 1, 1, 1).OnBall(Radius);

    // At R_0 the multiplier is 1, so |Z|_* at multiplier 1 must equal rho; it grows with R from 0 at R = 1.
    private double Threshold()
    {
        double high = 1;
        double Lack(double log) => Radius - AtMultiplierOne(Math.Exp(log)).NuclearNorm(1, 1);
        while (Lack(high) > 0)
        {
            high *= 2;
        }

        return Math.Exp(TwoClusterMinimum.Bisect(Lack, 0, high));
    }

    private TwoClusterLogits AtMultiplierOne(double ratio) => new TwoClusterMinimum(Majority, Minority, ratio, 1, 1, 1).At(1);
}
