using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Certificates.FreeModels;

/// <summary>Contrastive bounds against minima known to 28 digits, compared exactly, for candidates of every kind.</summary>
public sealed class ContrastiveBoundTests
{
    private static readonly double[] Noise = [0, 1e-15, 1e-12, 1e-8, 1e-4, 0.01, 1, 100];

    [TestCase(2, 2, 1.0)]
    [TestCase(3, 2, 0.5)]
    [TestCase(4, 3, 0.125)]
    [TestCase(5, 2, 0.0625)]
    [TestCase(3, 5, 2.0)]
    [TestCase(7, 4, 0.25)]
    public void BalancedClasses(int classes, int size, double temperature)
    {
        var simplex = new SupervisedContrastive(Enumerable.Repeat(size, classes).ToArray(), classes, temperature);
        Check(simplex, Rows(simplex, Matrix.Centring(classes).Scale(Math.Sqrt(classes / (classes - 1.0)))), Minimum(classes, size, temperature, -1m / (classes - 1)));

        var frame = new SupervisedContrastive(simplex.Sizes, classes, temperature, VectorSet.NonnegativeSphere);
        Check(frame, Rows(frame, Matrix.Identity(classes)), Minimum(classes, size, temperature, 0));
    }

    [Test]
    public void AveragedDenominatorsAndABalancedMeanLeaveTheSimplexForUnequalSizes()
    {
        var model = new SupervisedContrastive([5, 3, 2], 3, 0.5, averagedDenominators: true, balancedMean: true);
        decimal minimum = DecimalLog.Log(1 + (2 * DecimalLog.Exp(-3m)));
        Check(model, Rows(model, Matrix.Centring(3).Scale(Math.Sqrt(1.5))), minimum);
    }

    [Test]
    public void ABoundRaisedByAMillionthIsAboveTheMinimum()
    {
        var model = new SupervisedContrastive([3, 3, 3, 3], 4, 0.125);
        double bound = ContrastiveBound.At(model, Rows(model, Matrix.Centring(4).Scale(Math.Sqrt(4.0 / 3))));
        Assert.That(DecimalLog.Exactly(bound * (1 + 1e-6)), Is.GreaterThan(Minimum(4, 3, 0.125, -1m / 3)));
    }

    [Test]
    public void FeaturesThatAreNotFiniteGiveNoBound()
    {
        var model = new SupervisedContrastive([2, 2], 2, 1);
        Assert.That(ContrastiveBound.At(model, Matrix.Create(4, 2, (_, _) => double.NaN)), Is.EqualTo(double.NegativeInfinity));
        Assert.That(ContrastiveBound.At(model, Matrix.Create(4, 2, (i, j) => i == 3 && j == 1 ? double.NaN : 0.5)), Is.EqualTo(double.NegativeInfinity));
    }

    [Test]
    public void MissingArgumentsAreNamed()
    {
        Assert.That(() => ContrastiveBound.At(null!, new Matrix(4, 2)), Throws.ArgumentNullException);
        Assert.That(() => ContrastiveBound.At(new SupervisedContrastive([2, 2], 2, 1), null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("features"));
    }

    [Test]
    public void ALossOfFreeFeaturesIsRefused() =>
        Assert.That(() => ContrastiveBound.At(new SpectralContrastive([2, 2], 2), new Matrix(4, 2)), Throws.ArgumentException.With.Message.Contains("unit features"));

    private static void Check(SupervisedContrastive model, Matrix best, decimal minimum)
    {
        var random = new CounterRandom(4);
        foreach (double noise in Noise)
        {
            Matrix features = best + random.GaussianMatrix(best.Rows, best.Columns, noise);
            double bound = ContrastiveBound.At(model, features);
            Assert.That(DecimalLog.Exactly(bound), Is.NoMoreThan(minimum), $"{model.Description}, noise {noise}");
            if (noise <= 1e-15)
            {
                Assert.That(bound, Is.GreaterThan((double)minimum - 1e-12), $"{model.Description}, noise {noise}: the bound is sharp");
            }
        }
    }

    private static Matrix Rows(SupervisedContrastive model, Matrix perClass) =>
        Matrix.Create(model.N, perClass.Columns, (i, j) => perClass[model.Labels[i], j]);

    // All features of a class equal, inner products of others c: log((n - 1) + (K - 1) n e^((c - 1)/tau)).
    private static decimal Minimum(int classes, int size, double temperature, decimal c) =>
        DecimalLog.Log(size - 1 + ((classes - 1) * size * DecimalLog.Exp((c - 1) / (decimal)temperature)));
}
