using System.Numerics;
using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>Cross-correlation of images with square kernels.</summary>
internal sealed class ConvolutionLayer<T>(LayerPlan plan, Parameter<T> weight, Parameter<T>? bias) : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ConvolutionSpec _spec = (ConvolutionSpec)plan.Spec;
    private readonly double[] _sums = new double[plan.Output.Channels];

    public override IEnumerable<Parameter<T>> Parameters => bias is null ? [weight] : [weight, bias];

    public override void Forward(ReadOnlySpan<T> x, Span<T> y, int count, bool training) =>
        Convolution.Forward<T>(Shape(count), x, weight.Values, bias is null ? [] : bias.Values, y);

    public override void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> forOutput, Span<T> forInput, int count)
    {
        Convolution.BackwardWeights<T>(Shape(count), x, forOutput, weight.Gradient);
        if (bias is not null)
        {
            ChannelSums.Sum(new(count, plan.Output.Channels, plan.Output.Positions), forOutput, _sums);
            for (int channel = 0; channel < _sums.Length; channel++)
            {
                bias.Gradient[channel] = T.CreateTruncating(_sums[channel]);
            }
        }

        if (!forInput.IsEmpty)
        {
            Convolution.BackwardInput<T>(Shape(count), forOutput, weight.Values, forInput);
        }
    }

    private ConvolutionShape Shape(int count) =>
        new(count, plan.Input.Channels, plan.Input.Height, plan.Input.Width, _spec.Channels, _spec.Kernel, _spec.Kernel, _spec.Stride, LayerPlanner.PaddingOf(_spec));
}
