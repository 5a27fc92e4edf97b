using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Landscape;

/// <summary>Derivatives against differences, the value against the objective.</summary>
public sealed class DeepLinearLandscapeTests
{
    private static IEnumerable<Problem> Problems()
    {
        foreach (Loss loss in new[] { Loss.Mse, Loss.CrossEntropy })
        {
            var plain = new Problem { Loss = loss, Samples = [3, 2, 1], Dimension = 2, LambdaW = [0.1], LambdaH = 0.2 };
            yield return plain;
            yield return plain with { Layers = 3, LambdaW = [0.1, 0.3, 0.2], Widths = [2, 4, 3], Bias = BiasKind.Free };
            yield return plain with { Layers = 2, LambdaW = [0.1, 0.3], Bias = BiasKind.Regularized, LambdaB = 0.4, Weights = [1, 2, 3], Reduction = Reduction.Sum };
        }
    }

    [TestCaseSource(nameof(Problems))]
    public void TheValueIsTheObjective(Problem problem)
    {
        var landscape = new DeepLinearLandscape(problem);
        double[] point = Point(landscape);
        Assert.That(landscape.Value(point), Is.EqualTo(Objective.Evaluate(problem, landscape.Unpack(point))).Within(1e-13));
        Assert.That(landscape.Pack(landscape.Unpack(point)), Is.EqualTo(point).Within(1e-15));
    }

    [TestCaseSource(nameof(Problems))]
    public void GradientAndHessianAreThoseOfDifferences(Problem problem)
    {
        const double Step = 1e-5;
        var landscape = new DeepLinearLandscape(problem);
        double[] point = Point(landscape), gradient = landscape.Gradient(point);
        Matrix hessian = landscape.Hessian(point);
        for (int i = 0; i < point.Length; i++)
        {
            double[] forward = [.. point], backward = [.. point];
            forward[i] += Step;
            backward[i] -= Step;
            Assert.That(gradient[i], Is.EqualTo((landscape.Value(forward) - landscape.Value(backward)) / (2 * Step)).Within(1e-8));
            double[] row = [.. landscape.Gradient(forward).Zip(landscape.Gradient(backward), (a, b) => (a - b) / (2 * Step))];
            Assert.That(hessian.Row(i).ToArray(), Is.EqualTo(row).Within(1e-8));
        }
    }

    private static double[] Point(DeepLinearLandscape landscape)
    {
        var random = new CounterRandom(3);
        return [.. Enumerable.Range(0, landscape.Length).Select(_ => 0.7 * random.NextGaussian())];
    }
}
