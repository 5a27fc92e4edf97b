using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Certificates;

/// <summary>Bounds for squared error and linear layers: never above the optimum, and close to it where they are tight.</summary>
public sealed class SquaredErrorBoundTests
{
    // M = 1, no bias, K classes of n = r^2: the optimum is c - c^2/2, c = K r lambda, exact in decimals for lambda a power of two.
    [TestCase(3, 1, 5)]
    [TestCase(4, 3, 6)]
    [TestCase(7, 2, 12)]
    [TestCase(2, 1, 1)]
    public void OneLayerIsBoundedByItsExactOptimum(int k, int root, int power)
    {
        double lambda = Math.ScaleB(1, -power);
        decimal c = k * root * (decimal)lambda, optimum = c >= 1 ? 0.5m : c - (c * c / 2);
        Problem problem = Mse([.. Enumerable.Repeat(root * root, k)], [lambda], lambda);
        LowerBound bound = new Certifier().Bound(problem, Noise(problem, 1));
        Assert.That((decimal)bound.Value, Is.NoMoreThan(optimum));
        Assert.That(bound.Value, Is.GreaterThan((double)optimum * (1 - 1e-12)), "1e-12: some ten times the margin for rounding");
    }

    // The scalar problem on a fine grid, independent of chords and roots: the bound is below every grid value, and near the least.
    [TestCase(1, 0.3)]
    [TestCase(2, 0.45)]
    [TestCase(2, 0.5)]
    [TestCase(2, 0.55)]
    [TestCase(3, 0.1)]
    [TestCase(4, 0.56)]
    [TestCase(8, 0.05)]
    public void TheScalarMinimumIsBelowEveryPointAndTight(int layers, double strength)
    {
        double product = Math.Pow(strength / layers, layers), sigma = 1.7, loss = 1 / (sigma * sigma), p = 2.0 / (layers + 1);
        double power = (layers + 1) / 2.0 * Math.Pow(product, 1.0 / (layers + 1));
        double bound = SchattenMinimum.LowerBound(sigma, loss, layers, product);
        double least = Enumerable.Range(0, 2_000_001).Min(i => sigma * i / 2e6 is var z ? (loss / 2 * (z - sigma) * (z - sigma)) + (power * Math.Pow(z, p)) : 0);
        Assert.That(bound, Is.NoMoreThan(least));
        Assert.That(bound, Is.GreaterThan(least * (1 - 1e-11)), "a grid of 1e-6 misses the minimum by its square");
    }

    [Test]
    public void NoCandidateOfAnyProblemLiesBelow()
    {
        var random = new CounterRandom(5);
        for (int trial = 0; trial < 60; trial++)
        {
            int k = 2 + random.NextInt(4), layers = 1 + random.NextInt(3);
            int[] n = [.. Enumerable.Range(0, k).Select(_ => 1 + random.NextInt(6))];
            BiasKind bias = (BiasKind)random.NextInt(3);
            double[] penalties = [.. Enumerable.Range(0, layers + 1).Select(_ => Math.Exp(-3 - (4 * random.NextDouble())))];
            Problem problem = Mse(n, penalties[1..], penalties[0]) with
            {
                Bias = bias,
                LambdaB = bias == BiasKind.Regularized ? 0.3 * random.NextDouble() : null,
                Widths = [.. Enumerable.Range(0, layers).Select(_ => 1 + random.NextInt(k + 1))],
            };
            problem = problem with { Dimension = problem.Widths![0], Reduction = trial % 5 == 0 ? Reduction.Sum : Reduction.Mean };
            Candidate best = Solved.Once($"chain {trial}", () => new DeepLinearNewtonSolver().Solve(problem, (ulong)trial)).Candidate;
            double least = Objective.Evaluate(problem, best);
            foreach (Candidate candidate in new[] { best, Noise(problem, 1), Noise(problem, 1e-3, best), Noise(problem, 1e-7, best), Noise(problem, 30) })
            {
                foreach (bool snapping in new[] { true, false })
                {
                    LowerBound bound = new Certifier { Snapping = snapping }.Bound(problem, candidate);
                    Assert.That(bound.Value, Is.NoMoreThan(least), $"{problem}: {bound.Certificate}");
                    Assert.That(bound.Value, Is.GreaterThanOrEqualTo(0));
                }
            }
        }
    }

    [Test]
    public void APenalisedBiasIsCertifiedByTheDual()
    {
        Problem problem = Mse([5, 3, 1], [0.02], 0.03) with { Bias = BiasKind.Regularized, LambdaB = 0.2 };
        CertifiedSolution solution = Solve.Certified(problem, Solved.Once("penalised bias", () => new DeepLinearNewtonSolver().Solve(problem)), new Certifier());
        Assert.That(solution.Bound.Certificate, Does.StartWith("MSE-G1"));
        Assert.That(solution.RelativeGap, Is.InRange(0, 1e-12));
    }

    [Test]
    public void CentredTargetsAreBelowTheRootsOfTheirSecularEquation()
    {
        foreach (int[] n in new[] { new[] { 4, 3, 2 }, [5, 3, 3, 1], [1, 1], [1000, 10, 10, 1] })
        {
            double[] exact = [.. SecularRoots.Of([.. n.Select(x => (double)x)]), 0], proven = LinearChainBound.CentredTargets(n);
            for (int j = 0; j < n.Length; j++)
            {
                Assert.That(proven[j] * proven[j], Is.NoMoreThan(exact[j]));
                Assert.That(proven[j] * proven[j], Is.GreaterThan(exact[j] - (1e-12 * n.Max())), "a few hundred units of rounding of the largest size");
            }
        }
    }

    [Test]
    public void DeepCrossEntropyGetsALooseBoundBelowItsBestKnownPoint()
    {
        var problem = new Problem { Samples = [1, 1, 1, 1, 1, 1], Dimension = 6, Layers = 2, LambdaW = [1e-3, 1e-3], LambdaH = 1e-3 };
        CertifiedSolution solution = Solve.Certified(problem, Solved.Once("deep cross-entropy", () => new DeepLinearNewtonSolver().Solve(problem)), new Certifier());
        Assert.That(solution.Bound.Certificate, Is.EqualTo("MSE-G4"));
        Assert.That(solution.Bound.Value / solution.Objective, Is.InRange(0.4, 0.8), "0.51 was seen; one layer is not two");
        Assert.That(solution.GloballyOptimal, Is.False);
    }

    private static Problem Mse(int[] n, double[] lambdaW, double lambdaH) => new()
    {
        Loss = Loss.Mse,
        Samples = n,
        Dimension = n.Length,
        Layers = lambdaW.Length,
        LambdaW = lambdaW,
        LambdaH = lambdaH,
    };

    private static Candidate Noise(Problem problem, double deviation, Candidate? around = null)
    {
        var random = new CounterRandom(9);
        int Width(int m) => m == problem.Layers ? problem.Classes : problem.Widths?[m] ?? problem.Dimension;
        Matrix[] w = [.. Enumerable.Range(0, problem.Layers).Select(m => random.GaussianMatrix(Width(m + 1), Width(m), deviation))];
        Matrix h = random.GaussianMatrix(problem.Dimension, problem.Classes, deviation);
        return around is null
            ? new Candidate(w, h) { Bias = problem.Bias == BiasKind.None ? null : new double[problem.Classes] }
            : new Candidate([.. w.Zip(around.W, (a, b) => a + b)], h + around.H) { Bias = around.Bias };
    }
}
