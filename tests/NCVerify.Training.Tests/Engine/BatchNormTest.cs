using NCVerify.Numerics;

namespace NCVerify.Training.Tests;

public sealed class BatchNormTest
{
    private static readonly TensorShape Shape = new(3, 4, 2);

    [Test]
    public void TrainingGivesMeanZeroAndVarianceOne()
    {
        (BatchNormLayer<double> layer, _) = Layer(new() { Epsilon = 1e-12 });
        double[] x = Data(), y = new double[x.Length];
        layer.Forward(x, y, 5, training: true);
        for (int c = 0; c < 3; c++)
        {
            double[] channel = Channel(y, c);
            Assert.That(channel.Average(), Is.EqualTo(0).Within(1e-14));
            Assert.That(channel.Average(v => v * v), Is.EqualTo(1).Within(1e-12));
        }
    }

    [Test]
    public void EvaluationUsesRunningStatisticsThatMoveByTheMomentum()
    {
        (BatchNormLayer<double> layer, Parameter<double>[] arrays) = Layer(new() { Momentum = 0.25, Epsilon = 0.5 });
        double[] x = Data(), y = new double[x.Length];
        layer.Forward(x, y, 5, training: true);
        layer.Forward(x, y, 5, training: false);
        for (int c = 0; c < 3; c++)
        {
            double[] channel = Channel(x, c);
            double mean = channel.Average(), unbiased = channel.Sum(v => (v - mean) * (v - mean)) / 39;
            (double runningMean, double runningVariance) = (0.25 * mean, 0.75 + (0.25 * unbiased));
            Assert.That(arrays[2].Values[c], Is.EqualTo(runningMean).Within(1e-14));
            Assert.That(arrays[3].Values[c], Is.EqualTo(runningVariance).Within(1e-14));
            Assert.That(Channel(y, c), Is.EqualTo(channel.Select(v => (v - runningMean) / Math.Sqrt(runningVariance + 0.5))).Within(1e-14));
        }
    }

    private static double[] Data() => [.. new CounterRandom(4).GaussianMatrix(5, Shape.Size).Data.Select((v, i) => (2 * v) + (i % 7))];

    private static double[] Channel(double[] batch, int channel) => [.. batch.Where((_, i) => i / Shape.Positions % 3 == channel)];

    private static (BatchNormLayer<double> Layer, Parameter<double>[] Arrays) Layer(BatchNormSpec spec)
    {
        NetworkPlan plan = NetworkPlan.Of(new() { Body = [spec, new FlattenSpec()] }, Shape, 2);
        Parameter<double>[] arrays = [.. plan.Body[0].Arrays.Select(a => new Parameter<double>(a, Initialisation.Of(plan, a, 1)))];
        return (new(plan.Body[0], arrays), arrays);
    }
}
