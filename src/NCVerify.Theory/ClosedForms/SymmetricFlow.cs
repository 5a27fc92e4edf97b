using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Gradient flow on the sum of cross-entropies without penalties from a balanced simplex ETF (claim ULPM-2): logits stay
/// s(t) (e_y - 1/K) with ds/dt = 2 sqrt(n) K s/(e^s + K - 1), that is Ei(s) + (K-1) log s = 2 sqrt(n) K t + constant.
/// </summary>
public sealed class SymmetricFlow
{
    private const double EulerMascheroni = 0.57721566490153286061;

    /// <summary>The flow of K classes with n samples each that starts at margin s0, positive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public SymmetricFlow(int classes, int perClass, double start)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(perClass, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(start);
        (K, Start, Rate) = (classes, start, 2 * Math.Sqrt(perClass) * classes);
    }

    /// <summary>Number of classes K.</summary>
    public int K { get; }

    /// <summary>s0.</summary>
    public double Start { get; }

    /// <summary>2 sqrt(n) K.</summary>
    public double Rate { get; }

    /// <summary>s(t), the margin at a time t of at least 0.</summary>
    public double At(double time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(time);
        double target = (Rate * time) + ExponentialIntegral(Start), high = 2 * Math.Max(Start, 1);
        double Lack(double s) => target - ExponentialIntegral(s) - ((K - 1) * Math.Log(s / Start));
        while (Lack(high) > 0)
        {
            high *= 1.5;
        }

        // The left side grows with s: bisection, then Newton for the last digits.
        double root = TwoClusterMinimum.Bisect(Lack, Start, high);
        return root + (Lack(root) * root / (Special.Exp(root) + K - 1));
    }

    /// <summary>Ei(x) for x positive: its series up to 40, its asymptotic expansion beyond (error below e^-40).</summary>
    public static double ExponentialIntegral(double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(x);
        double sum = 0, term = 1;
        if (x <= 40)
        {
            for (int k = 1; k < 200; k++)
            {
                term *= x / k;
                sum += term / k;
            }

            return EulerMascheroni + Math.Log(x) + sum;
        }

        for (int k = 0; k < x; k++)
        {
            sum += term;
            term *= (k + 1) / x;
        }

        return Special.Exp(x) / x * sum;
    }
}
