using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Training.Tests;

/// <summary>Losses of a batch against the theory's own models of them, and against their values in closed form.</summary>
public sealed class LossTest
{
    private static readonly int[] Sizes = [6, 3, 2];
    private static readonly int[] Labels = [.. Sizes.SelectMany((n, k) => Enumerable.Repeat(k, n))];

    [TestCase(false)]
    [TestCase(true)]
    public void SupervisedContrastiveIsTheTheorysModel(bool balanced)
    {
        var model = new SupervisedContrastive(Sizes, 4, 0.7, averagedDenominators: balanced, balancedMean: balanced);
        LossBatch batch = Batch(new SupervisedContrastiveSpec { Temperature = 0.7, ClassBalanced = balanced }, 4, out Training.Loss loss);
        Assert.That(loss.Evaluate(batch), Is.EqualTo(model.Evaluate([Unit(batch.Features, 4)], [new Matrix(11, 4)])).Within(1e-14));
    }

    [TestCase(0)]
    [TestCase(0.3)]
    [TestCase(1)]
    public void AllNcIsTheTheorysModel(double progress)
    {
        var model = new AllNcModel(Sizes, 4, 5, 0.6, 1 - (progress * progress), 0.8);
        LossBatch batch = Batch(new AllNcSpec { Temperature = 0.6, Scale = 5, Weight = 0.8 }, 4, out Training.Loss loss);
        batch.Progress = progress;
        double expected = model.Evaluate([Unit(batch.Features, 4), Unit(batch.Classifier, 4)], [new Matrix(11, 4), new Matrix(3, 4)]);
        Assert.That(loss.Evaluate(batch), Is.EqualTo(expected).Within(1e-14));
    }

    [Test]
    public void CollapsedFeaturesHaveTheMinimumOfGraf()
    {
        // Graf et al. 2021: at a class-collapsed simplex ETF, log((n - 1) + (K - 1) n e^(-K/((K-1) tau))).
        const int n = 4;
        var spec = new SupervisedContrastiveSpec { Temperature = 0.5 };
        Training.Loss loss = Training.Loss.Of(spec, [n, n, n]);
        var batch = new LossBatch(3, 2);
        batch.Resize(3 * n, loss.Arguments, gradients: true);
        for (int i = 0; i < 3 * n; i++)
        {
            batch.Labels[i] = i % 3;
            batch.Features[2 * i] = 7 * Math.Cos(2 * Math.PI * (i % 3) / 3);
            batch.Features[(2 * i) + 1] = 7 * Math.Sin(2 * Math.PI * (i % 3) / 3);
        }

        Assert.That(loss.Evaluate(batch), Is.EqualTo(Math.Log(n - 1 + (2 * n * Math.Exp(-3)))).Within(1e-14));
        Assert.That(batch.ForFeatures.ToArray(), Is.All.EqualTo(0).Within(1e-15), "a stationary point");
    }

    [Test]
    public void SamplesWithoutPartnerAreNoAnchors()
    {
        Training.Loss loss = Training.Loss.Of(new SupervisedContrastiveSpec(), Sizes);
        var batch = new LossBatch(3, 2);
        batch.Resize(2, loss.Arguments, gradients: true);
        (batch.Labels[0], batch.Labels[1]) = (0, 1);
        batch.Features.Fill(1);
        Assert.That(loss.Evaluate(batch), Is.Zero);
        Assert.That(batch.ForFeatures.ToArray(), Is.All.Zero);
    }

    [Test]
    public void CrossEntropyKeepsItsGradientInDeepCollapse()
    {
        // At a margin of 60 the probability of the label rounds to 1 in double, but the gradient is -2 e^-60.
        Training.Loss loss = Training.Loss.Of(new CrossEntropySpec(), [1, 1, 1]);
        var batch = new LossBatch(3, 1);
        batch.Resize(1, loss.Arguments, gradients: true);
        batch.Labels[0] = 1;
        batch.Logits[1] = 60;
        Assert.That(loss.Evaluate(batch), Is.EqualTo(2 * Math.Exp(-60)).Within(1e-15 * Math.Exp(-60)));
        Assert.That(batch.ForLogits[1], Is.EqualTo(-2 * Math.Exp(-60)).Within(1e-14 * Math.Exp(-60)));
    }

    [Test]
    public void WeightsHaveMeanOneOverTheSamples()
    {
        // Equal logits: every sample's loss is log 3 times its weight, so the mean over the training set is log 3.
        Training.Loss loss = Training.Loss.Of(new CrossEntropySpec { Weights = new() { Power = -1.3 } }, Sizes);
        var batch = new LossBatch(3, 1);
        batch.Resize(11, loss.Arguments, gradients: false);
        Labels.CopyTo(batch.Labels);
        Assert.That(loss.Evaluate(batch), Is.EqualTo(Math.Log(3)).Within(1e-15));
    }

    [TestCase(-1, 1, 1)]
    [TestCase(0, 0, 0)]
    [TestCase(1, 2)]
    [TestCase(1, 2, double.NaN)]
    public void BadWeightsAreRefused(params double[] weights) =>
        Assert.That(() => Training.Loss.Of(new CrossEntropySpec { Weights = new() { Values = weights } }, Sizes), Throws.TypeOf<ExperimentException>());

    private static LossBatch Batch(LossSpec spec, int dimension, out Training.Loss loss)
    {
        loss = Training.Loss.Of(spec, Sizes);
        var batch = new LossBatch(3, dimension);
        batch.Resize(11, loss.Arguments, gradients: true);
        Labels.CopyTo(batch.Labels);
        new CounterRandom(2).GaussianMatrix(11, dimension).Data.CopyTo(batch.Features);
        new CounterRandom(3).GaussianMatrix(3, dimension).Data.CopyTo(batch.Classifier, 0);
        return batch;
    }

    private static Matrix Unit(ReadOnlySpan<double> rows, int columns)
    {
        var matrix = new Matrix(rows.Length / columns, columns, rows.ToArray());
        for (int i = 0; i < matrix.Rows; i++)
        {
            VectorOperations.Scale(1 / Math.Sqrt(VectorOperations.Dot(matrix.Row(i), matrix.Row(i))), matrix.Row(i), matrix.Row(i));
        }

        return matrix;
    }
}
