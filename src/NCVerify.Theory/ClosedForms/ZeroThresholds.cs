using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// The penalty lambda = sqrt(lambdaW lambdaH) from which W = H = 0 minimises mean cross-entropy with weight decay, any class
/// sizes (claim HL-4). Without bias, and with a free one, it is sqrt(x)/N with x the largest root of a secular equation.
/// </summary>
public static class ZeroThresholds
{
    /// <summary>No bias: |Pi D^(1/2)|_2/N; x solves sum_k n_k/(n_k - x) = K, or is the largest size if two classes share it.</summary>
    public static double WithoutBias(IReadOnlyList<double> sizes) => Secular(sizes, sizes?.Count ?? 0);

    /// <summary>Bias without penalty: x solves sum_k n_k/(n_k - x) = 0, or is the largest size if two classes share it.</summary>
    public static double FreeBias(IReadOnlyList<double> sizes) => Secular(sizes, 0);

    /// <summary>
    /// Bias with penalty lambdaB/2 |b|^2: |(p1' - I) D^(1/2)|_2/N with p = softmax(b) and p - n/N + lambdaB b = 0. Also returns b.
    /// </summary>
    public static (double Threshold, double[] Bias) RegularizedBias(IReadOnlyList<double> sizes, double lambdaB)
    {
        Check(sizes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lambdaB);
        double total = sizes.Sum();
        double[] bias = BiasAtZero(sizes, lambdaB), p = Softmax(bias);
        int k = sizes.Count;
        Matrix gram = Matrix.Create(k, k, (i, j) => (i == j ? sizes[i] : 0) - (p[i] * sizes[j]) - (sizes[i] * p[j]) + (total * p[i] * p[j]));
        return (Math.Sqrt(SymmetricEigen.Decompose(gram).Values[^1]) / total, bias);
    }

    // For each value of log sum exp b = s, b_k solves b + e^(b - s)/lambdaB = n_k/(N lambdaB): nested bisection.
    private static double[] BiasAtZero(IReadOnlyList<double> sizes, double lambdaB)
    {
        double total = sizes.Sum(), bound = 1 / lambdaB;
        double[] At(double s) => [.. sizes.Select(n => TwoClusterMinimum.Bisect(b => (n / total / lambdaB) - b - (Special.Exp(b - s) / lambdaB), -bound - 1, bound + 1))];
        double root = TwoClusterMinimum.Bisect(s => At(s).Sum(b => Special.Exp(b - s)) - 1, -bound - 2, bound + 2 + Math.Log(sizes.Count));
        return At(root);
    }

    private static double[] Softmax(double[] b)
    {
        double top = b.Max(), sum = b.Sum(x => Special.Exp(x - top));
        return [.. b.Select(x => Special.Exp(x - top) / sum)];
    }

    private static double Secular(IReadOnlyList<double> sizes, double level)
    {
        Check(sizes);
        double total = sizes.Sum();
        double[] descending = [.. sizes.OrderDescending()];
        if (descending[0] == descending[1])
        {
            return Math.Sqrt(descending[0]) / total;
        }

        // Between the two largest sizes the sum grows from minus to plus infinity.
        double x = TwoClusterMinimum.Bisect(x => level - sizes.Sum(n => n / (n - x)), descending[1], descending[0]);
        return Math.Sqrt(x) / total;
    }

    private static void Check(IReadOnlyList<double> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (sizes.Count < 2 || sizes.Any(n => !(n > 0)))
        {
            throw new ArgumentException("There must be at least two classes, each of positive size.", nameof(sizes));
        }
    }
}
