using System.Numerics;
using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>
/// x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))/2 (Hendrycks and Gimpel 2016); not monotone, so its derivative needs the input.
/// </summary>
internal sealed class GeluLayer<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Inner = 0.7978845608028654; // sqrt(2/pi)
    private const double Cubic = 0.044715;

    public override void Forward(ReadOnlySpan<T> x, Span<T> y, int count, bool training)
    {
        for (int i = 0; i < y.Length; i++)
        {
            double at = double.CreateTruncating(x[i]);
            y[i] = T.CreateTruncating(at / 2 * (1 + Tanh(at)));
        }
    }

    public override void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> forOutput, Span<T> forInput, int count)
    {
        for (int i = 0; i < forInput.Length; i++)
        {
            double at = double.CreateTruncating(x[i]), tanh = Tanh(at);
            double slope = ((1 + tanh) / 2) + (at / 2 * (1 - tanh) * (1 + tanh) * Inner * (1 + (3 * Cubic * at * at)));
            forInput[i] = T.CreateTruncating(double.CreateTruncating(forOutput[i]) * slope);
        }
    }

    private static double Tanh(double x) => Special.Tanh(Inner * (x + (Cubic * x * x * x)));
}
