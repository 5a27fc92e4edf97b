using System.Numerics;

namespace NCVerify.Training;

/// <summary>x Phi(x) by the tanh approximation; not monotone, so its derivative needs the input.</summary>
internal sealed class GeluLayer<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override void Forward(ReadOnlySpan<T> x, Span<T> y, int count, bool training)
    {
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = T.CreateTruncating(Scalars.Gelu(double.CreateTruncating(x[i])));
        }
    }

    public override void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> forOutput, Span<T> forInput, int count)
    {
        for (int i = 0; i < forInput.Length; i++)
        {
            forInput[i] = T.CreateTruncating(double.CreateTruncating(forOutput[i]) * Scalars.GeluSlope(double.CreateTruncating(x[i])));
        }
    }
}
