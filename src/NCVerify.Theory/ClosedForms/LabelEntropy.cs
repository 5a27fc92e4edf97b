namespace NCVerify.Theory;

/// <summary>Entropy of a prediction that gives its label 1 - q and shares q equally among the other K - 1 classes.</summary>
public static class LabelEntropy
{
    /// <summary>-(1-q) log(1-q) - q log(q/(K-1)), in nats; log K at q = (K-1)/K and 0 at q = 0.</summary>
    /// <param name="q">Probability off the label, in [0, 1).</param>
    /// <param name="classes">Number of classes K, at least 2.</param>
    public static double Of(double q, int classes) => q == 0
        ? 0
        : (-(1 - q) * CrossEntropy.LogOneMinus(q)) - (q * Math.Log(q / (classes - 1)));
}

/// <summary>Elementary functions of cross-entropy that keep their digits near the ends of their range.</summary>
internal static class CrossEntropy
{
    /// <summary>log(1 - q) with full relative precision for small q.</summary>
    public static double LogOneMinus(double q) => LogOnePlus(-q);

    /// <summary>log(1 + x) with full relative precision for small x (the correction factor of Kahan).</summary>
    public static double LogOnePlus(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }
}
