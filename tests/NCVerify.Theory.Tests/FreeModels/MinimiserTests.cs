using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.FreeModels;

/// <summary>The minimiser on a function of known minimum, over each set; and the bounds at points of no distinction.</summary>
public sealed class MinimiserTests
{
    [TestCase(VectorSet.Free, -1.0, 2.0)]
    [TestCase(VectorSet.Nonnegative, 0.0, 2.0)]
    [TestCase(VectorSet.Sphere, -0.44721359549995793, 0.8944271909999159)]
    [TestCase(VectorSet.NonnegativeSphere, 0.0, 1.0)]
    public void TheClosestPointOfASetIsFound(VectorSet set, double x, double y)
    {
        MinimiserRun run = new Minimiser().Minimise(new Distance(set), seed: 4);
        Assert.Multiple(() =>
        {
            Assert.That(run.Converged);
            Assert.That(run.Point[0].Data, Is.EqualTo(new[] { x, y }).Within(1e-9));
        });
    }

    [Test]
    public void TheSameSeedGivesTheSameBits()
    {
        var model = new SupervisedContrastive([4, 2, 2], 3, 0.5);
        double[] first = new Minimiser().Minimise(model, 7).Point[0].Data, second = new Minimiser().Minimise(model, 7).Point[0].Data;
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void OneThatRunsOutOfIterationsSaysSo() =>
        Assert.That(new Minimiser { MaximumIterations = 2 }.Minimise(new SupervisedContrastive([4, 2, 2], 3, 0.5), 7).Converged, Is.False);

    [TestCase(VectorSet.Sphere)]
    [TestCase(VectorSet.NonnegativeSphere)]
    public void AContrastiveBoundNeverExceedsAnyLoss(VectorSet set)
    {
        var model = new SupervisedContrastive([5, 3, 2], 4, 0.6, set);
        double lowest = model.Evaluate(new Minimiser().Minimise(model, 1).Point);
        for (ulong seed = 0; seed < 20; seed++)
        {
            Matrix point = new Minimiser { MaximumIterations = (int)seed, Starts = 1 }.Minimise(model, seed).Point[0];
            Assert.That(ContrastiveBound.At(model, point), Is.NoMoreThan(lowest), $"after {seed} iterations");
        }
    }

    [Test]
    public void AnOrdinalBoundNeverExceedsTheMinimum()
    {
        var random = new CounterRandom(2);
        foreach (Link link in Link.All)
        {
            var model = new CumulativeLinkModel(new([4, 3, 5], [-0.6, 0.9], link), 0.3, 0.2, 2);
            double lowest = model.Evaluate(new Minimiser().Minimise(model, 1).Point);
            for (int i = 0; i < 20; i++)
            {
                double[] latent = [3 * random.NextGaussian(), random.NextGaussian(), 3 * random.NextGaussian()];
                Assert.That(OrdinalBound.At(model.Scale, model.Lambda, latent), Is.NoMoreThan(lowest), link.Name);
            }
        }
    }

    // |v - (-1, 2)|^2 of one vector.
    private sealed class Distance(VectorSet set) : FreeModel
    {
        public override string Description => "distance";

        public override IReadOnlyList<VectorBlock> Blocks { get; } = [new("v", 1, 2, set)];

        public override double Evaluate(IReadOnlyList<Matrix> point, IReadOnlyList<Matrix> gradient)
        {
            double[] v = point[0].Data;
            gradient[0].Data[0] += 2 * (v[0] + 1);
            gradient[0].Data[1] += 2 * (v[1] - 2);
            return ((v[0] + 1) * (v[0] + 1)) + ((v[1] - 2) * (v[1] - 2));
        }
    }
}
