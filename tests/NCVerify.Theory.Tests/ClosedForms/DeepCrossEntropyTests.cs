using NCVerify.Numerics;
using static NCVerify.Theory.Tests.ClosedForms.SampleTerms;

namespace NCVerify.Theory.Tests.ClosedForms;

/// <summary>Values of explicit structures against losses and singular values of their logit matrices.</summary>
public sealed class DeepCrossEntropyTests
{
    [TestCase(2, 1, 1, 1e-3)]
    [TestCase(4, 3, 2, 1e-5)]
    [TestCase(5, 1, 3, 1e-6)]
    [TestCase(6, 2, 4, 1e-9)]
    [TestCase(7, 1, 2, 1e-6)]
    public void ValuesAreThoseOfTheLogits(int classes, int perClass, int layers, double product)
    {
        var model = new DeepCrossEntropy(classes, perClass, layers, product);
        Matrix simplex = Matrix.Centring(classes);
        Matrix pairs = Matrix.Create(classes, classes, (i, j) => classes % 2 == 1 && (i == classes - 1 || j == classes - 1)
            ? (i == j ? 1 : 0)
            : i == j ? 1 : i / 2 == j / 2 ? -1 : 0);
        double[] u = [.. Enumerable.Range(1, classes).Select(j => Math.Sqrt(2) * (j - ((classes + 1) / 2.0)))];
        Matrix line = Matrix.Create(classes, classes, (i, j) => u[i] * u[j]);
        double[] bias = [.. u.Select(x => -x * x / 2)];
        Assert.Multiple(() =>
        {
            Check(model, model.Simplex, simplex, new double[classes]);
            Check(model, model.Pairs, pairs, new double[classes]);
            Check(model, model.Line, line, bias);
            Assert.That(model.LineSingularValue, Is.EqualTo(SpectralNorm(line)).Within(1e-12).Percent);
            Assert.That(model.Exponent, Is.EqualTo(2.0 / (layers + 1)));
        });
    }

    [Test]
    public void APairAndATriangleNeedFiveClasses()
    {
        var model = new DeepCrossEntropy(5, 2, 3, 1e-7);
        Matrix logits = Matrix.Create(5, 5, (i, j) => (i < 2, j < 2) switch
        {
            (true, true) => i == j ? 4 / 3.0 : -4 / 3.0,
            (false, false) => (i == j ? 1 : 0) - (1 / 3.0),
            _ => 0,
        });
        Check(model, model.PairAndTriangle, logits, [0, 0, 1 / 3.0, 1 / 3.0, 1 / 3.0]);
        Assert.That(() => new DeepCrossEntropy(4, 2, 3, 1e-7).PairAndTriangle, Throws.InvalidOperationException.With.Message.Contains("five"));
    }

    [TestCase(3, 1, 1e-4)]
    [TestCase(10, 7, 1e-6)]
    public void OneLayerIsTheBalancedMinimum(int classes, int perClass, double lambda)
    {
        var balanced = new WeightDecayCrossEntropy(classes, perClass, lambda, lambda);
        DeepCrossEntropy.Structure simplex = new DeepCrossEntropy(classes, perClass, 1, lambda * lambda).Simplex;
        Assert.Multiple(() =>
        {
            Assert.That(simplex.Best, Is.EqualTo(balanced.Margin).Within(1e-11).Percent);
            Assert.That(simplex.Value(simplex.Best!.Value), Is.EqualTo(balanced.Objective).Within(1e-11).Percent);
            Assert.That(simplex.Lower, Is.Null);
        });
    }

    [TestCase(4, 2)]
    [TestCase(6, 3)]
    public void StationaryScalesMeetAndVanishAtTheSpinodal(int classes, int layers)
    {
        // Largest constant with a stationary point: the maximum over t of -fit'(t) t^(1-p)/(p multiplier), on a grid of 1e-6.
        double p = 2.0 / (layers + 1);
        double Slope(double t) => (classes - 1) * Math.Exp(-t) / (1 + ((classes - 1) * Math.Exp(-t))) * Math.Pow(t, 1 - p) / (p * (classes - 1));
        double peak = Enumerable.Range(1, 20_000_000 / 10).Max(i => Slope(i * 1e-5));
        double product = Math.Pow(peak / ((layers + 1) / 2.0), layers + 1);
        DeepCrossEntropy.Structure below = new DeepCrossEntropy(classes, 1, layers, product * (1 - 1e-6)).Simplex, above = new DeepCrossEntropy(classes, 1, layers, product * (1 + 1e-6)).Simplex;
        Assert.Multiple(() =>
        {
            Assert.That(above.Best, Is.Null);
            Assert.That(above.Lower, Is.Null);
            Assert.That(below.Best! - below.Lower!, Is.InRange(1e-5, 0.05));
        });
    }

    private static void Check(DeepCrossEntropy model, DeepCrossEntropy.Structure structure, Matrix logits, double[] bias)
    {
        double[] singular = [.. SymmetricEigen.Decompose(logits * logits.Transpose()).Values.Where(x => x > 1e-9).Select(Math.Sqrt)];
        double constant = (model.Layers + 1) / 2.0 * Math.Pow(model.Product, 1.0 / (model.Layers + 1)), p = 2.0 / (model.Layers + 1);
        double Value(double t) =>
            Enumerable.Range(0, model.K).Average(k => Loss([.. logits.Column(k).Select((z, c) => t * (z + bias[c]))], k)) +
            (constant * singular.Sum(s => Math.Pow(t * Math.Sqrt(model.PerClass) * s, p)));
        Assert.That(structure.Multiplier, Is.EqualTo(singular.Sum(s => Math.Pow(s, p))).Within(1e-12).Percent);
        foreach (double t in new[] { 1e-3, 0.4, 1, 3.5, 12 })
        {
            Assert.That(structure.Value(t), Is.EqualTo(Value(t)).Within(1e-12).Percent);
        }

        // Stationary scales: a minimum and a maximum of the values themselves.
        double best = structure.Best!.Value;
        Assert.That(Value(best), Is.Below(Value(best * 1.001)).And.Below(Value(best / 1.001)));
        if (model.Layers == 1)
        {
            Assert.That(structure.Lower, Is.Null);
        }
        else
        {
            double lower = structure.Lower!.Value;
            Assert.That(lower, Is.Below(best));
            Assert.That(Value(lower), Is.GreaterThan(Value(lower * 1.001)).And.GreaterThan(Value(lower / 1.001)));
        }
    }
}
