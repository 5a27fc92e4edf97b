using NCVerify.Numerics;

namespace NCVerify.Training.Tests;

public sealed class InitialisationTest
{
    private static readonly NetworkPlan Plan = NetworkPlan.Of(
        new() { Body = [new ConvolutionSpec { Channels = 40 }, new BatchNormSpec(), new FlattenSpec(), new DenseSpec { Units = 50 }], Head = new() { Widths = [300], Bias = true } },
        new(10, 7, 7),
        20);

    [Test]
    public void WeightsHaveTheDeviationOfTheirRole()
    {
        foreach (ParameterPlan array in Plan.Arrays.Where(a => a.Shape.Count > 1))
        {
            double[] values = Initialisation.Of(Plan, array, 1);
            double variance = (array.Role == ParameterRole.Weight ? 2.0 : 1.0) / array.FanIn, n = values.Length;

            // Four standard errors of the mean and of the variance of normal numbers; the seed is fixed.
            Assert.That(values.Sum() / n, Is.EqualTo(0).Within(4 * Math.Sqrt(variance / n)), array.Name);
            Assert.That(values.Sum(x => x * x) / n, Is.EqualTo(variance).Within(4 * variance * Math.Sqrt(2 / n)), array.Name);
        }
    }

    [Test]
    public void OthersAreZeroOrOne()
    {
        foreach (ParameterPlan array in Plan.Arrays.Where(a => a.Shape.Count == 1))
        {
            double expected = array.Role is ParameterRole.Scale or ParameterRole.RunningVariance ? 1 : 0;
            Assert.That(Initialisation.Of(Plan, array, 1), Is.All.EqualTo(expected), array.Name);
        }
    }

    [Test]
    public void ArraysAndSeedsAreIndependent()
    {
        ParameterPlan first = Plan.Arrays.First(), other = Plan.Arrays.First(a => a.Name == "body.3.weight");
        double[] a = Initialisation.Of(Plan, first, 1)[..2000];
        double[][] others = [Initialisation.Of(Plan, first, 2)[..2000], Initialisation.Of(Plan, other, 1)[..2000]];
        Assert.That(Initialisation.Of(Plan, first, 1)[..2000], Is.EqualTo(a));
        foreach (double[] b in others)
        {
            double correlation = VectorOperations.Dot(a, b) / Math.Sqrt(VectorOperations.Dot(a, a) * VectorOperations.Dot(b, b));
            Assert.That(correlation, Is.EqualTo(0).Within(4 / Math.Sqrt(2000)));
        }
    }

    [TestCase(5, 4)]
    [TestCase(5, 9)]
    [TestCase(2, 1)]
    public void TheSimplexEtfIsOne(int classes, int features)
    {
        Matrix w = Fixed(FixedClassifier.SimplexEtf, classes, features, 3), gram = w * w.Transpose();
        Matrix expected = Matrix.Create(classes, classes, (i, j) => 9 * (i == j ? 1 : -1.0 / (classes - 1)));
        Assert.That(gram.Data, Is.EqualTo(expected.Data).Within(1e-14 * 9));
    }

    [Test]
    public void TheFrameIsNonnegativeAndOrthogonal()
    {
        Matrix w = Fixed(FixedClassifier.OrthogonalFrame, 4, 6, 2);
        Assert.That(w.Data, Is.All.GreaterThanOrEqualTo(0));
        Assert.That((w * w.Transpose()).Data, Is.EqualTo(Matrix.Identity(4).Scale(4).Data));
    }

    private static Matrix Fixed(FixedClassifier kind, int classes, int features, double length)
    {
        NetworkPlan plan = NetworkPlan.Of(new() { Body = [new DenseSpec { Units = features }], Head = new() { Fixed = kind, FixedLength = length } }, TensorShape.Vector(3), classes);
        return new(classes, features, Initialisation.Of(plan, plan.HeadLayers[0], 8));
    }
}
