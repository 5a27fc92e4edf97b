using System.Numerics;

namespace NCVerify.Training;

/// <summary>Every sample scaled to one length.</summary>
internal sealed class NormaliseLayer<T>(int size, double length) : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private double[] _factors = [];

    public override bool InPlace => true;

    public override void Reserve(int count) => _factors = _factors.Length >= count ? _factors : new double[count];

    public override void Forward(ReadOnlySpan<T> x, Span<T> y, int count, bool training) => UnitRows<T>.Forward(x, y, size, length, _factors);

    public override void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> forOutput, Span<T> forInput, int count)
    {
        if (!forInput.IsEmpty)
        {
            UnitRows<T>.Backward(y, forOutput, forInput, size, length, _factors);
        }
    }
}
