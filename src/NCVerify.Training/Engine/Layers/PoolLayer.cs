using System.Numerics;
using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>Maximum or mean over windows of each channel.</summary>
/// <param name="plan">Shapes.</param>
/// <param name="kind">Which one.</param>
/// <param name="height">Height of the window.</param>
/// <param name="width">Width of the window.</param>
/// <param name="stride">Step between windows.</param>
internal sealed class PoolLayer<T>(LayerPlan plan, PoolKind kind, int height, int width, int stride) : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override bool NeedsOutput => kind == PoolKind.Maximum;

    public override void Forward(ReadOnlySpan<T> x, Span<T> y, int count, bool training)
    {
        if (kind == PoolKind.Maximum)
        {
            Pooling.Max(Shape(count), x, y);
        }
        else
        {
            Pooling.Average(Shape(count), x, y);
        }
    }

    public override void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> forOutput, Span<T> forInput, int count)
    {
        if (forInput.IsEmpty)
        {
            return;
        }

        if (kind == PoolKind.Maximum)
        {
            Pooling.MaxBackward(Shape(count), x, y, forOutput, forInput);
        }
        else
        {
            Pooling.AverageBackward(Shape(count), forOutput, forInput);
        }
    }

    private PoolingShape Shape(int count) => new(count * plan.Input.Channels, plan.Input.Height, plan.Input.Width, height, width, stride);
}
