using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>Scalar functions from which activations are built, with the same bits on every machine.</summary>
internal static class Scalars
{
    private const double GeluInner = 0.7978845608028654; // sqrt(2/pi)
    private const double GeluCubic = 0.044715;

    public static double Tanh(double x)
    {
        // (1 - e^-2|x|)/(1 + e^-2|x|): neither overflows nor cancels.
        double e = Special.Expm1(-2 * Math.Abs(x));
        return Math.CopySign(-e / (2 + e), x);
    }

    public static double Sigmoid(double x)
    {
        double e = Special.Exp(-Math.Abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    /// <summary>x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))/2 (Hendrycks and Gimpel 2016).</summary>
    public static double Gelu(double x) => x / 2 * (1 + Tanh(GeluInner * (x + (GeluCubic * x * x * x))));

    public static double GeluSlope(double x)
    {
        double tanh = Tanh(GeluInner * (x + (GeluCubic * x * x * x)));
        return ((1 + tanh) / 2) + (x / 2 * (1 - tanh) * (1 + tanh) * GeluInner * (1 + (3 * GeluCubic * x * x)));
    }
}
