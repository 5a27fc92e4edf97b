using System.Numerics;

namespace NCVerify.Training;

/// <summary>
/// y = scale (x - mean)/sqrt(variance + epsilon) + shift for each channel, over samples and positions (Ioffe and Szegedy
/// 2015). In training mean and variance (divided by n) are those of the batch; the running statistics, which evaluation
/// uses, move towards them by the momentum, the variance divided by n - 1 there.
/// </summary>
internal sealed class BatchNormLayer<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BatchNormSpec _spec;
    private readonly TensorShape _shape;
    private readonly Parameter<T> _scale, _shift, _mean, _variance;
    private readonly double[] _centres;
    private readonly double[] _factors;

    public BatchNormLayer(LayerPlan plan, IReadOnlyList<Parameter<T>> arrays)
    {
        (_spec, _shape) = ((BatchNormSpec)plan.Spec, plan.Input);
        (_scale, _shift, _mean, _variance) = (arrays[0], arrays[1], arrays[2], arrays[3]);
        (_centres, _factors) = (new double[_shape.Channels], new double[_shape.Channels]);
    }

    public override IEnumerable<Parameter<T>> Parameters => [_scale, _shift, _mean, _variance];

    public override void Forward(ReadOnlySpan<T> x, Span<T> y, int count, bool training)
    {
        for (int c = 0; c < _shape.Channels; c++)
        {
            if (training)
            {
                Measure(x, c, (double)count * _shape.Positions);
            }

            double centre = training ? _centres[c] : double.CreateTruncating(_mean.Values[c]);
            double factor = training ? _factors[c] : 1 / Math.Sqrt(double.CreateTruncating(_variance.Values[c]) + _spec.Epsilon);
            var map = new Map(T.CreateTruncating(centre), T.CreateTruncating(factor * double.CreateTruncating(_scale.Values[c])), _shift.Values[c]);
            for (int start = c * _shape.Positions; start < x.Length; start += _shape.Size)
            {
                map.Apply(x.Slice(start, _shape.Positions), y.Slice(start, _shape.Positions));
            }
        }
    }

    public override void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> forOutput, Span<T> forInput, int count)
    {
        double n = (double)count * _shape.Positions;
        for (int c = 0; c < _shape.Channels; c++)
        {
            // With u = (x - mean) factor: the gradients of shift and scale are sum g and sum g u, that of x is
            // scale factor (g - mean of g - u mean of g u).
            double sum = Channels.Sum(forOutput, _shape, c);
            double along = _factors[c] * (Channels.Dot(forOutput, x, _shape, c) - (_centres[c] * sum));
            _shift.Gradient[c] = T.CreateTruncating(sum);
            _scale.Gradient[c] = T.CreateTruncating(along);
            var map = new BackwardMap(
                T.CreateTruncating(_centres[c]),
                T.CreateTruncating(_factors[c] * double.CreateTruncating(_scale.Values[c])),
                T.CreateTruncating(sum / n),
                T.CreateTruncating(_factors[c] * along / n));
            for (int start = c * _shape.Positions; start < forInput.Length; start += _shape.Size)
            {
                map.Apply(x.Slice(start, _shape.Positions), forOutput.Slice(start, _shape.Positions), forInput.Slice(start, _shape.Positions));
            }
        }
    }

    private void Measure(ReadOnlySpan<T> x, int c, double n)
    {
        double mean = Channels.Sum(x, _shape, c) / n, squares = Channels.SquaredDeviations(x, _shape, c, mean);
        (_centres[c], _factors[c]) = (mean, 1 / Math.Sqrt((squares / n) + _spec.Epsilon));
        _mean.Values[c] = Towards(_mean.Values[c], mean);
        _variance.Values[c] = Towards(_variance.Values[c], squares / Math.Max(1, n - 1));
    }

    private T Towards(T running, double value) => T.CreateTruncating(((1 - _spec.Momentum) * double.CreateTruncating(running)) + (_spec.Momentum * value));

    /// <summary>(x - centre) factor + shift.</summary>
    private readonly record struct Map(T Centre, T Factor, T Shift)
    {
        public void Apply(ReadOnlySpan<T> x, Span<T> y)
        {
            int i = 0, width = Vector<T>.Count;
            Vector<T> centre = new(Centre), shift = new(Shift);
            for (; i <= y.Length - width; i += width)
            {
                (((new Vector<T>(x[i..]) - centre) * Factor) + shift).CopyTo(y[i..]);
            }

            for (; i < y.Length; i++)
            {
                y[i] = ((x[i] - Centre) * Factor) + Shift;
            }
        }
    }

    /// <summary>factor (g - mean - (x - centre) slope).</summary>
    private readonly record struct BackwardMap(T Centre, T Factor, T Mean, T Slope)
    {
        public void Apply(ReadOnlySpan<T> x, ReadOnlySpan<T> g, Span<T> target)
        {
            int i = 0, width = Vector<T>.Count;
            Vector<T> centre = new(Centre), mean = new(Mean);
            for (; i <= target.Length - width; i += width)
            {
                (Factor * (new Vector<T>(g[i..]) - mean - ((new Vector<T>(x[i..]) - centre) * Slope))).CopyTo(target[i..]);
            }

            for (; i < target.Length; i++)
            {
                target[i] = Factor * (g[i] - Mean - ((x[i] - Centre) * Slope));
            }
        }
    }
}
