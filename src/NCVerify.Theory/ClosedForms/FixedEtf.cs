using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>Features under a fixed simplex ETF with |w_c|^2 = E_W (claims FIX-01, FIX-02, FIX-03, CCR-01, FSCIL-01).</summary>
public static class FixedEtf
{
    /// <summary>The alpha > 0 with ridge alpha = K/(exp(alpha E_W K/(K-1)) + K - 1): features are alpha times their classifier.</summary>
    public static double Scale(int classes, double energyW, double ridge)
    {
        // Bisection on a decreasing excess; the right side is at most 1.
        double rate = energyW * classes / (classes - 1);
        (double low, double high) = (0, 1 / ridge);
        for (int step = 0; step < 2000 && high > Math.BitIncrement(low); step++)
        {
            double middle = low + ((high - low) / 2);
            bool below = ridge * middle < classes / (Math.Exp(rate * middle) + classes - 1);
            (low, high) = below ? (middle, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Least cross-entropy of a sample at logit scale s = sqrt(E_W E_H): log(1 + (K-1) exp(-s K/(K-1))).</summary>
    public static double CrossEntropyAt(int classes, double scale) =>
        Special.Log1p((classes - 1) * Math.Exp(-scale * classes / (classes - 1)));

    /// <summary>
    /// Time in which dot regression takes a unit feature from cosine 0 to 1 - eps by gradient flow on the sphere, c' = s (1 - c)(1 - c^2):
    /// [log((2 - eps)/eps)/4 + (1/eps - 1)/2]/s.
    /// </summary>
    public static double DotRegressionTime(double scale, double eps) => ((Math.Log((2 - eps) / eps) / 4) + (((1 / eps) - 1) / 2)) / scale;

    /// <summary>Its leading term 1/(2 s eps).</summary>
    public static double DotRegressionTimeLeading(double scale, double eps) => 1 / (2 * scale * eps);

    /// <summary>
    /// The same time for cross-entropy, c' = s K/(exp(s c K/(K-1)) + K - 1) (1 - c^2). In u = artanh c it is the integral of
    /// (exp(s K tanh(u)/(K-1)) + K - 1)/(s K) over u, smooth, by Simpson's rule.
    /// </summary>
    public static double CrossEntropyTime(int classes, double scale, double eps)
    {
        const int Steps = 20_000;
        double end = Math.Log((2 - eps) / eps) / 2, width = end / Steps, sum = 0;
        for (int i = 0; i <= Steps; i++)
        {
            double slowness = (Math.Exp(scale * classes * Math.Tanh(i * width) / (classes - 1)) + classes - 1) / (scale * classes);
            sum += slowness * (i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2);
        }

        return sum * width / 3;
    }
}
