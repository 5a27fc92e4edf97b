namespace NCVerify.Theory;

/// <summary>
/// Minimum-norm separation with K balanced classes of n samples (Ji et al. 2022; claim ULPM-1):
/// min (|W|^2 + |H|^2)/2 subject to (w_y - w_j).h_i at least 1 for all samples i and j other than y = y_i.
/// Also the limits of gradient flow on the sum of cross-entropies without penalties, which follow from it.
/// </summary>
public sealed class BalancedSeparation
{
    /// <summary>The optimum for K classes of n samples each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">K is below 2 or n below 1.</exception>
    public BalancedSeparation(int classes, int perClass)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(perClass, 1);
        (K, Root) = (classes, Math.Sqrt(perClass));
    }

    /// <summary>Number of classes K.</summary>
    public int K { get; }

    private double Root { get; }

    /// <summary>Nuclear norm of the optimal logits, sqrt(n)(K-1); also |W|^2, |H|^2 and the optimal value.</summary>
    public double NuclearNorm => Root * (K - 1);

    /// <summary>Squared norm of each classifier, sqrt(n)(K-1)/K.</summary>
    public double ClassifierNorm2 => Root * (K - 1) / K;

    /// <summary>Squared norm of each feature, (K-1)/(K sqrt n).</summary>
    public double FeatureNorm2 => (K - 1) / (K * Root);

    /// <summary>Inner product of two different classifiers, -sqrt(n)/K.</summary>
    public double ClassifierProduct => -Root / K;

    /// <summary>w = ratio h: sqrt n.</summary>
    public double ClassifierOverFeature => Root;

    /// <summary>Logit of the label, 1 - 1/K.</summary>
    public double OwnLogit => (K - 1.0) / K;

    /// <summary>Logit of every other class, -1/K.</summary>
    public double OtherLogit => -1.0 / K;

    /// <summary>Largest smallest margin over (|W|^2 + |H|^2)/2: 1/(sqrt(n)(K-1)).</summary>
    public double NormalisedMargin => 1 / NuclearNorm;

    /// <summary>Every multiplier, 1/(K sqrt n).</summary>
    public double Multiplier => 1 / (K * Root);

    /// <summary>Limit of t L log t along the flow (sum loss), sqrt(n)(K-1)/2.</summary>
    public double LossRate => NuclearNorm / 2;

    /// <summary>Limit of (|W|^2 + |H|^2)/log t along the flow, 2 sqrt(n)(K-1).</summary>
    public double NormRate => 2 * NuclearNorm;
}
