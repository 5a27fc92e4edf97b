using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Metrics.Tests.Geometry;

/// <summary>The deep linear frame against certified solutions, which share no code with its closed form.</summary>
public sealed class DeepLinearFrameTest
{
    private static readonly int[] Sizes = [9, 6, 4, 2];

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void SolutionsOfTheProblemAreOnIt(int layers)
    {
        double[] lambda = [.. Enumerable.Range(0, layers).Select(m => 0.004 * (m + 1))];
        (Data data, LinearClassifier w) = Solution(lambda, 0.002);
        MeasuredGeometry on = Measured(data, w, new DeepLinearPenalties(lambda, 0.002));
        Assert.That(new[] { on.Distance, on.Weights!.Value, on.Logits!.Value }, Is.All.InRange(0, 2e-6), "certified gap 1e-10, Grams to its root");

        MeasuredGeometry off = Measured(data, w, new DeepLinearPenalties([.. lambda.Select(x => 6 * x)], 0.002));
        Assert.That(off.Distance, Is.InRange(1e-3, 1), "other penalties, other lengths");
    }

    [Test]
    public void CollapsedClassesHaveLengthZeroAndAreSaid()
    {
        // One layer: a class is zero from lambdaW lambdaH = n/N^2 on, here at n = 4.
        double lambda = Math.Sqrt(4.0) / Sizes.Sum() * 1.0001;
        (Data data, LinearClassifier w) = Solution([lambda], lambda);
        MeasureReport report = Measurement.Run(data.Set, data.Statistics(w), new MeasureOptions { DeepLinear = new DeepLinearPenalties([lambda], lambda) });
        Assert.That(report.Geometries.Single(g => g.Name == GeometryRanking.DeepLinear).Distance, Is.InRange(0, 2e-6));
        Assert.That(report.Warnings, Has.Some.Contains("2 of its class means are zero"));
    }

    [Test]
    public void WithoutRoomOrWithoutSolutionItIsLeftOutWithTheReason()
    {
        var random = new CounterRandom(1);
        Data narrow = Data.Around(random.GaussianMatrix(4, 3), Sizes, 0.1, random), wide = Data.Around(random.GaussianMatrix(4, 5), Sizes, 0.1, random);
        foreach ((Data data, double lambda, string says) in new[] { (narrow, 1e-3, "below K = 4"), (wide, 10, "it is zero") })
        {
            MeasureReport report = Measurement.Run(data.Set, data.Statistics(), new MeasureOptions { DeepLinear = new DeepLinearPenalties([lambda], lambda) });
            Assert.That(report.Geometries.Select(g => g.Name), Has.None.EqualTo(GeometryRanking.DeepLinear));
            Assert.That(report.Warnings, Has.Some.StartsWith("No deep-linear frame").And.Some.Contains(says));
        }
    }

    private static MeasuredGeometry Measured(Data data, LinearClassifier w, DeepLinearPenalties penalties) =>
        Measurement.Run(data.Set, data.Statistics(w), new MeasureOptions { DeepLinear = penalties }).Geometries.Single(g => g.Name == GeometryRanking.DeepLinear);

    // Features that enter the last layer, and that layer.
    private static (Data Data, LinearClassifier W) Solution(double[] lambda, double lambdaH)
    {
        var problem = new Problem { Loss = Loss.Mse, Samples = Sizes, Dimension = 6, Layers = lambda.Length, LambdaW = lambda, LambdaH = lambdaH };
        CertifiedSolution solution = Solve.Certified(problem, Solvers.Certified, new Certifier());
        Assert.That(solution.RelativeGap, Is.Below(1e-9), "the oracle is certified");
        Matrix h = solution.Run.Candidate.H;
        foreach (Matrix layer in solution.Run.Candidate.W.SkipLast(1))
        {
            h = layer * h;
        }

        int[] labels = [.. Sizes.SelectMany((n, k) => Enumerable.Repeat(k, n))];
        return (new(Matrix.Create(labels.Length, h.Rows, (i, j) => h[j, labels[i]]), labels), new(solution.Run.Candidate.W[^1]));
    }
}
