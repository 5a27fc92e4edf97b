using System.Numerics;

namespace NCVerify.Training;

/// <summary>An image read as a vector, channel by channel: nothing moves.</summary>
internal sealed class FlattenLayer<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override bool InPlace => true;

    public override bool NeedsOutput => false;

    public override void Forward(ReadOnlySpan<T> x, Span<T> y, int count, bool training) => x.CopyTo(y);

    public override void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> forOutput, Span<T> forInput, int count)
    {
        if (!forInput.IsEmpty)
        {
            forOutput.CopyTo(forInput);
        }
    }
}
