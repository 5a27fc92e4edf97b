using NCVerify.Numerics;

namespace NCVerify.Training.Tests;

/// <summary>The centre collapse regulariser against its values in closed form.</summary>
public sealed class CentreCollapseTest
{
    private const double Length = 1.7, Weight = 0.6;

    private static readonly CentreCollapseSpec Spec = new() { Weight = Weight, Length = Length };

    [TestCase(3, 2)]
    [TestCase(4, 7)]
    [TestCase(10, 64)]
    public void ItsFrameIsASimplexEtf(int classes, int dimension)
    {
        Matrix frame = Spec.Frame(classes, dimension), gram = frame * frame.Transpose();
        Matrix expected = Matrix.Create(classes, classes, (i, j) => Length * Length * (i == j ? 1 : -1.0 / (classes - 1)));
        Assert.That((gram - expected).FrobeniusNorm(), Is.InRange(0, 1e-14 * classes));
    }

    [Test]
    public void FeaturesNeedRoomForIt() =>
        Assert.That(() => Spec.Frame(5, 3), Throws.TypeOf<ExperimentException>().With.Message.Contains("at least 4 for the simplex ETF of 5 classes"));

    [Test]
    public void MeansOnTheFrameHaveItsMinimumAtTheirLength()
    {
        // Samples lie b w_k +- v: the mean alone counts. Logits of a mean are b L^2 for its own vector and -b L^2/(K-1) else.
        const double b = 0.8, squared = Length * Length;
        int[] sizes = [4, 2];
        LossBatch batch = Batch([0, 0, 0, 0, 1, 1], 2, 3);
        Matrix frame = Spec.Frame(2, 3);
        for (int i = 0; i < 6; i++)
        {
            for (int a = 0; a < 3; a++)
            {
                batch.Features[(3 * i) + a] = (b * frame[batch.Labels[i], a]) + (i % 2 == 0 ? 5 : -5);
            }
        }

        // Equal logits of the head: log 2 for each sample.
        Loss loss = Loss.Of(new CrossEntropySpec { CentreCollapse = Spec }, sizes);
        Assert.That(loss.Evaluate(batch), Is.EqualTo(Math.Log(2) + (Weight * Math.Log(1 + Math.Exp(-2 * b * squared)))).Within(1e-14));

        // d/dm of log(1 + e^(-2 m.w)) = -2 w/(1 + e^(2 b L^2)), shared by the samples of a class, over K = 2 classes.
        for (int i = 0; i < 6; i++)
        {
            double expected = -Weight / sizes[batch.Labels[i]] * frame[batch.Labels[i], 0] / (1 + Math.Exp(2 * b * squared));
            Assert.That(batch.ForFeatures[3 * i], Is.EqualTo(expected).Within(1e-15));
        }
    }

    [Test]
    public void AnAbsentClassAddsLogKAndNoGradient()
    {
        LossBatch batch = Batch([0, 0], 3, 2);
        Loss loss = Loss.Of(new CrossEntropySpec { CentreCollapse = Spec }, [2, 1, 1]);
        Assert.That(loss.Evaluate(batch), Is.EqualTo(Math.Log(3) + (Weight * Math.Log(3))).Within(1e-15), "all features zero");
        (batch.Features[0], batch.Features[2]) = (2, 2);
        double one = Math.Sqrt(1.5) * Length;
        double[] logits = [2 * one / Math.Sqrt(2), -2 * one / Math.Sqrt(2), 0];
        double own = Math.Log(logits.Sum(Math.Exp)) - logits[0];
        Assert.That(loss.Evaluate(batch), Is.EqualTo(Math.Log(3) + (Weight / 3 * (own + (2 * Math.Log(3))))).Within(1e-14));
    }

    [TestCase(-1, 1)]
    [TestCase(1, 0)]
    [TestCase(double.NaN, 1)]
    public void BadNumbersAreRefused(double weight, double length) =>
        Assert.That(() => Loss.Of(new CrossEntropySpec { CentreCollapse = new() { Weight = weight, Length = length } }, [1, 1]), Throws.TypeOf<ExperimentException>().With.Message.Contains("loss.centreCollapse"));

    private static LossBatch Batch(int[] labels, int classes, int dimension)
    {
        var batch = new LossBatch(classes, dimension);
        batch.Resize(labels.Length, LossArguments.Logits | LossArguments.Features, gradients: true);
        labels.CopyTo(batch.Labels);
        return batch;
    }
}
