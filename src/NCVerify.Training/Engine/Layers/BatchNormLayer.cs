using System.Numerics;
using NCVerify.Numerics;

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

    // Per channel: mean, 1/sqrt(variance + epsilon), sums; then as the maps take them.
    private readonly double[] _means, _inverses, _sums, _products;
    private readonly T[] _centres, _factors, _slopes, _averages;

    public BatchNormLayer(LayerPlan plan, IReadOnlyList<Parameter<T>> arrays)
    {
        (_spec, _shape) = ((BatchNormSpec)plan.Spec, plan.Input);
        (_scale, _shift, _mean, _variance) = (arrays[0], arrays[1], arrays[2], arrays[3]);
        int channels = _shape.Channels;
        (_means, _inverses, _sums, _products) = (new double[channels], new double[channels], new double[channels], new double[channels]);
        (_centres, _factors, _slopes, _averages) = (new T[channels], new T[channels], new T[channels], new T[channels]);
    }

    public override IEnumerable<Parameter<T>> Parameters => [_scale, _shift, _mean, _variance];

    public override void Forward(ReadOnlySpan<T> x, Span<T> y, int count, bool training)
    {
        if (training)
        {
            Measure(x, count);
        }

        for (int c = 0; c < _means.Length; c++)
        {
            double inverse = training ? _inverses[c] : 1 / Math.Sqrt(double.CreateTruncating(_variance.Values[c]) + _spec.Epsilon);
            _centres[c] = training ? T.CreateTruncating(_means[c]) : _mean.Values[c];
            _factors[c] = T.CreateTruncating(inverse * double.CreateTruncating(_scale.Values[c]));
        }

        ChannelMaps.Normalise(Shape(count), x, _centres, _factors, _shift.Values, y);
    }

    public override void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> forOutput, Span<T> forInput, int count)
    {
        ChannelShape shape = Shape(count);
        double n = (double)count * _shape.Positions;
        ChannelSums.Sum(shape, forOutput, _sums);
        ChannelSums.Products(shape, forOutput, x, _products);
        for (int c = 0; c < _sums.Length; c++)
        {
            // With u = (x - mean) inverse: the gradients of shift and scale are sum g and sum g u, that of x is
            // scale inverse (g - mean of g - u mean of g u).
            double along = _inverses[c] * (_products[c] - (_means[c] * _sums[c]));
            (_shift.Gradient[c], _scale.Gradient[c]) = (T.CreateTruncating(_sums[c]), T.CreateTruncating(along));
            (_averages[c], _slopes[c]) = (T.CreateTruncating(_sums[c] / n), T.CreateTruncating(_inverses[c] * along / n));
        }

        if (!forInput.IsEmpty)
        {
            ChannelMaps.NormaliseBackward(shape, x, forOutput, _centres, _slopes, _averages, _factors, forInput);
        }
    }

    private void Measure(ReadOnlySpan<T> x, int count)
    {
        ChannelShape shape = Shape(count);
        double n = (double)count * _shape.Positions;
        ChannelSums.Sum(shape, x, _means);
        for (int c = 0; c < _means.Length; c++)
        {
            _means[c] /= n;
        }

        ChannelSums.SquaredDeviations(shape, x, _means, _sums);
        for (int c = 0; c < _means.Length; c++)
        {
            _inverses[c] = 1 / Math.Sqrt((_sums[c] / n) + _spec.Epsilon);
            _mean.Values[c] = Towards(_mean.Values[c], _means[c]);
            _variance.Values[c] = Towards(_variance.Values[c], _sums[c] / Math.Max(1, n - 1));
        }
    }

    private T Towards(T running, double value) => T.CreateTruncating(((1 - _spec.Momentum) * double.CreateTruncating(running)) + (_spec.Momentum * value));

    private ChannelShape Shape(int count) => new(count, _shape.Channels, _shape.Positions);
}
