using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Certificates;

/// <summary>Soundness, compared exactly: every bound, turned into a decimal, is at most the optimum known to 28 digits.</summary>
public sealed class BoundsNeverExceedTheOptimum
{
    private static readonly (int Classes, int Root, int Power)[] Cases =
        [(2, 1, 4), (3, 2, 5), (4, 1, 7), (4, 3, 7), (6, 2, 9), (10, 4, 12), (10, 1, 3), (25, 5, 14)];

    [TestCaseSource(nameof(Cases))]
    public void BalancedForManyCandidates((int Classes, int Root, int Power) c)
    {
        double lambda = Math.ScaleB(1, -c.Power);
        decimal optimum = KnownOptima.Balanced(c.Classes, c.Root, (decimal)lambda);
        int n = c.Root * c.Root;
        Problem problem = Problem.CrossEntropy(Enumerable.Repeat(n, c.Classes).ToArray(), lambda, lambda);
        Candidate best = Candidates.Balanced(c.Classes, n, lambda, lambda);
        foreach ((string name, Candidate candidate) in Adversaries(problem, best))
        {
            foreach (bool snapping in new[] { true, false })
            {
                LowerBound bound = new Certifier { Snapping = snapping }.Bound(problem, candidate);
                Assert.That(DecimalLog.Exactly(bound.Value) <= optimum, $"{name}: {bound} exceeds {optimum}");
            }
        }
    }

    [TestCase(1, 2, 5)]
    [TestCase(1, 3, 5)]
    [TestCase(2, 3, 7)]
    [TestCase(1, 5, 4)]
    public void NonnegativeForManyCandidates(int rootA, int rootB, int power)
    {
        double lambda = Math.ScaleB(1, -power);
        int[] n = [2 * rootA * rootA, 2 * rootB * rootB];
        decimal optimum = KnownOptima.NonnegativePair(rootA, rootB, (decimal)lambda);
        Problem problem = Problem.CrossEntropy(n, lambda, lambda) with { Features = FeatureDomain.Nonnegative };
        foreach ((string name, Candidate candidate) in Adversaries(problem, Candidates.Nonnegative(n, lambda, lambda)))
        {
            LowerBound bound = new Certifier().Bound(problem, candidate);
            Assert.That(DecimalLog.Exactly(bound.Value) <= optimum, $"{name}: {bound} exceeds {optimum}");
        }
    }

    // Integers by SELI-02 (STEP, R = 49: x = 25), by ULPM-1 (balanced) and by SELI-09 (two classes: sqrt of half the total).
    [TestCase(new[] { 49, 49, 1, 1 }, 13)]
    [TestCase(new[] { 49, 49, 49, 1, 1, 1 }, 21)]
    [TestCase(new[] { 196, 196, 4, 4 }, 26)]
    [TestCase(new[] { 9, 9, 9, 9, 9 }, 12)]
    [TestCase(new[] { 37, 13 }, 5)]
    public void SeparationForManyCandidates(int[] n, int optimum)
    {
        Problem problem = Problem.Separation(n);
        foreach ((string name, Candidate candidate) in Adversaries(problem, Candidates.Random(problem, 1, 5)))
        {
            LowerBound bound = new Certifier().Bound(problem, candidate);
            Assert.That(bound.Value, Is.NoMoreThan(optimum), name);
            Assert.That(bound.Value, Is.GreaterThan(optimum * (1 - 1e-12)), "1e-12: some ten times the margin for rounding");
        }
    }

    // Optima of HL-SOLVED, known to 13 digits: half a unit of the last digit is granted.
    [TestCase(new[] { 6, 5, 3, 2 }, 0.01, 0.02, 0, 0.3775593051036)]
    [TestCase(new[] { 40, 25, 10, 8, 6 }, 0.02, 0.02, 0, 1.042039346932)]
    [TestCase(new[] { 20, 20, 5, 5 }, 0.02, 0.02, 0.05, 0.6915542856302)]
    [TestCase(new[] { 30, 30, 18, 18, 8 }, 0.004, 0.004, 0.01, 0.3505363924377)]
    public void UnevenForManyCandidates(int[] n, double lambdaW, double lambdaH, double lambdaB, double optimum)
    {
        Problem problem = Problem.CrossEntropy(n, lambdaW, lambdaH);
        problem = lambdaB > 0 ? problem with { Bias = BiasKind.Regularized, LambdaB = lambdaB } : problem;
        Candidate best = Solved.Once($"uneven {string.Join(',', n)} {lambdaB}", () => new FirstOrderSolver().Solve(problem)).Candidate;
        foreach ((string name, Candidate candidate) in Adversaries(problem, best))
        {
            LowerBound bound = new Certifier().Bound(problem, candidate);
            Assert.That(bound.Value, Is.NoMoreThan(optimum + 5e-13), name);
        }
    }

    // Any value that a feasible point attains is above the optimum, so above every bound.
    [TestCaseSource(typeof(BoundsAreTight), nameof(BoundsAreTight.Meetings))]
    public void EveryVariantForManyCandidates(Problem problem)
    {
        Candidate best = BoundsAreTight.Meeting(problem).Candidate;
        double attained = Objective.Evaluate(problem, best);
        foreach ((string name, Candidate candidate) in Adversaries(problem, best))
        {
            LowerBound bound = new Certifier().Bound(problem, candidate);
            Assert.That(bound.Value, Is.NoMoreThan(attained), name);
        }
    }

    [Test]
    public void SamplesThatDifferWithinAClassAreBoundedThroughTheirMeans()
    {
        Problem problem = Problem.CrossEntropy([4, 4, 4], 0.0078125, 0.0078125);
        decimal optimum = KnownOptima.Balanced(3, 2, 0.0078125m);
        Candidate best = Candidates.Balanced(3, 4, 0.0078125, 0.0078125);
        var random = new CounterRandom(2);
        Matrix features = Matrix.Create(3, 12, (r, s) => best.H[r, s / 4] + (0.1 * random.NextGaussian()));
        Candidate spread = best with { SampleFeatures = features, H = CandidateRules.ClassMeans(problem, features) };
        LowerBound bound = new Certifier().Bound(problem, spread);

        Assert.That(DecimalLog.Exactly(bound.Value), Is.NoMoreThan(optimum));
        Assert.That(bound, Is.EqualTo(new Certifier().Bound(problem, spread with { SampleFeatures = null })));
    }

    private static IEnumerable<(string Name, Candidate Candidate)> Adversaries(Problem problem, Candidate best)
    {
        yield return ("the optimum", best);
        Candidate means = best with { SampleFeatures = null };
        for (int digits = 16; digits >= 0; digits--)
        {
            for (ulong seed = 0; seed < 4; seed++)
            {
                yield return ($"noise 1e-{digits}, seed {seed}", Candidates.Disturb(means, Math.Pow(10, -digits), seed));
            }
        }

        foreach (double factor in new[] { -1, 1e-6, 0.5, 0.999, 1 - 1e-13, 1 + 1e-13, 1.001, 2, 10, 1e4 })
        {
            yield return ($"scaled by {factor}", Candidates.Scaled(means, factor));
        }

        foreach (double size in new[] { 1e-8, 1e-2, 1, 10, 1e3, 1e150 })
        {
            yield return ($"random of size {size}", Candidates.Random(problem, size, 11));
        }

        yield return ("zero", Candidates.Zero(problem));
        yield return ("columns turned", means with { H = Matrix.Create(means.H.Rows, means.H.Columns, (i, j) => means.H[i, (j + 1) % means.H.Columns]) });
    }
}
