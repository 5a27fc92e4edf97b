using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>The balanced layer-peeled model (Fang et al.; claim LPM-1): K classes, energies E_W and E_H, any loss that falls with z_y - mean of the others.</summary>
public sealed class PeeledBalanced
{
    /// <summary>The optimum for K classes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public PeeledBalanced(int classes, double energyW, double energyH)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(energyW);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(energyH);
        (K, EnergyW, EnergyH) = (classes, energyW, energyH);
    }

    /// <summary>Number of classes.</summary>
    public int K { get; }

    /// <summary>E_W, also the squared norm of each classifier.</summary>
    public double EnergyW { get; }

    /// <summary>E_H, also the squared norm of each feature.</summary>
    public double EnergyH { get; }

    /// <summary>Cosine between two classifiers, -1/(K-1).</summary>
    public double Cosine => -1.0 / (K - 1);

    /// <summary>sqrt(E_W E_H), the own logit.</summary>
    public double OwnLogit => Math.Sqrt(EnergyW * EnergyH);

    /// <summary>The other logits.</summary>
    public double OtherLogit => -OwnLogit / (K - 1);

    /// <summary>Own minus other logit, K E/(K-1).</summary>
    public double Margin => K * OwnLogit / (K - 1);

    /// <summary>rho = K sqrt(E_W E_H), the bound on |Z|_*.</summary>
    public double Radius => K * OwnLogit;

    /// <summary>Optimal mean cross-entropy, log(1 + (K-1) exp(-margin)).</summary>
    public double CrossEntropyOptimum => Special.Log1p((K - 1) * Math.Exp(-Margin));

    /// <summary>Optimum of the decoupled loss -z_y + log sum_(j != y) exp z_j: log(K-1) - margin.</summary>
    public double DecoupledOptimum => Math.Log(K - 1) - Margin;

    /// <summary>Multiplier of the bound on the norm, for the mean loss: the probability of each wrong class.</summary>
    public double Multiplier => 1 / (K - 1 + Math.Exp(Margin));
}
