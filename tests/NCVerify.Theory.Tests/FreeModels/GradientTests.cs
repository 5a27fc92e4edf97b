using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.FreeModels;

/// <summary>Gradients of the free models against differences of their values.</summary>
public sealed class GradientTests
{
    private static IEnumerable<TestCaseData> Models()
    {
        int[] sizes = [4, 3, 2];
        FreeModel[] models =
        [
            new SupervisedContrastive(sizes, 3, 0.7),
            new SupervisedContrastive(sizes, 3, 0.7, VectorSet.NonnegativeSphere, averagedDenominators: true),
            new SupervisedContrastive(sizes, 3, 0.7, balancedMean: true),
            new SpectralContrastive(sizes, 2),
            new LinearSpectralContrastive(8, 1.2, 0.7, 0.5, 0.1, 1),
            new AllNcModel(sizes, 3, 2, 0.6, 0.3, 1.5),
            new FixedClassifierModel(sizes, FixedSimplex.Frame([1, 2, -1]), 0.1),
            new CentreRegularisedModel(FixedSimplex.Frame([1, 2, -1]), sizes, 0.1, 0.7),
            new DotRegressionModel(sizes, FixedSimplex.Frame([1, 2, -1]), VectorSet.Sphere),
            .. Link.All.Select(link => new CumulativeLinkModel(new(sizes, [-0.6, 0.9], link), 0.2, 0.3, 2)),
        ];
        return models.Select(m => new TestCaseData(m).SetArgDisplayNames(m.Description));
    }

    [TestCaseSource(nameof(Models))]
    public void AGradientIsTheDifferenceOfValues(FreeModel model)
    {
        const double Step = 1e-5;
        Matrix[] point = [.. model.Blocks.Select((b, i) => new CounterRandom(3, (ulong)i).GaussianMatrix(b.Count, b.Dimension))];
        IReadOnlyList<Matrix> gradient = model.Gradient(point);
        for (int b = 0; b < point.Length; b++)
        {
            for (int i = 0; i < point[b].Data.Length; i++)
            {
                double centre = point[b].Data[i];
                point[b].Data[i] = centre + Step;
                double forward = model.Evaluate(point);
                point[b].Data[i] = centre - Step;
                double difference = (forward - model.Evaluate(point)) / (2 * Step);
                point[b].Data[i] = centre;
                Assert.That(gradient[b].Data[i], Is.EqualTo(difference).Within(1e-7 * Math.Max(1, Math.Abs(difference))), $"block {b}, entry {i}");
            }
        }
    }
}
