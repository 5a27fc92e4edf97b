using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>Entropy of a prediction that gives its label 1 - q and shares q equally among the other K - 1 classes.</summary>
public static class LabelEntropy
{
    /// <summary>-(1-q) log(1-q) - q log(q/(K-1)), in nats; log K at q = (K-1)/K and 0 at q = 0.</summary>
    /// <param name="q">Probability off the label, in [0, 1).</param>
    /// <param name="classes">Number of classes K, at least 2.</param>
    public static double Of(double q, int classes) => q == 0
        ? 0
        : (-(1 - q) * Special.Log1p(-q)) - (q * Math.Log(q / (classes - 1)));
}
