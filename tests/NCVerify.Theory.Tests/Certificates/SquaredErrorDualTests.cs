using NCVerify.Numerics;
using static NCVerify.Theory.Tests.ClosedForms.SampleTerms;

namespace NCVerify.Theory.Tests.Certificates;

/// <summary>The dual of squared error written out in matrices, and chains of layers against their closed minima.</summary>
public sealed class SquaredErrorDualTests
{
    private static IEnumerable<TestCaseData> Problems()
    {
        foreach (Reduction reduction in new[] { Reduction.Mean, Reduction.Sum })
        {
            foreach (BiasKind bias in new[] { BiasKind.None, BiasKind.Regularized, BiasKind.Free })
            {
                double factor = reduction == Reduction.Sum ? 11 : 1;
                yield return new TestCaseData(new Problem
                {
                    Loss = Loss.Mse, Reduction = reduction, Bias = bias, LambdaB = bias == BiasKind.Regularized ? 0.4 * factor : null,
                    Samples = [5, 3, 2, 1], Dimension = 4, LambdaW = [0.05 * factor], LambdaH = 0.02 * factor,
                }).SetArgDisplayNames($"{reduction}", $"{bias}");
            }
        }
    }

    [TestCaseSource(nameof(Problems))]
    public void TheBoundOfADirectionIsItsDualValue(Problem problem)
    {
        var random = new CounterRandom(3);
        for (int trial = 0; trial < 8; trial++)
        {
            Matrix logits = random.GaussianMatrix(4, 4, trial % 2 == 0 ? 0.3 : 3);
            Matrix own = Matrix.Create(4, 4, (i, k) => Weight(problem) * Math.Sqrt(problem.Samples[k]) * ((i == k ? 1 : 0) - logits[i, k]));
            double expected = Value(problem, own), scaled = SquaredErrorDual.Scaled(problem, logits);
            Assert.That(scaled, Is.InRange(expected - (1e-12 * (1 + expected)), expected + 1e-15), $"trial {trial}");

            // Every direction with clipped singular values is a proposal; the best of the thresholds is at least that of clipping alone.
            Matrix clipped = own * SymmetricEigen.Decompose(own.Transpose() * own).Function(s => Math.Min(1, problem.Lambda / Math.Sqrt(Math.Max(s, 1e-300))));
            Assert.That(SquaredErrorDual.Snapped(problem, logits), Is.InRange(Value(problem, clipped) - 1e-12, double.MaxValue), $"trial {trial}");
        }
    }

    // N mu = 1.5 of the singular values 3, 2 and 1 of the target is taken off: the least one is not fitted at all.
    [Test]
    public void SnappingIsSecondOrderNearAMinimumThatLeavesAClassOut()
    {
        double mu = 1.5 / 14, optimum = new[] { 3.0, 2, 1 }.Sum(s => s > 1.5 ? (1.5 * 1.5 / 28) + (mu * (s - 1.5)) : s * s / 28);
        var problem = new Problem { Loss = Loss.Mse, Samples = [9, 4, 1], Dimension = 3, LambdaW = [mu], LambdaH = mu };
        Matrix best = Matrix.Diagonal([1.5 / 3, 0.5 / 2, 0]), noise = new CounterRandom(8).GaussianMatrix(3, 3);
        Assert.Multiple(() =>
        {
            Assert.That(SquaredErrorDual.Snapped(problem, best + (1e-5 * noise)), Is.InRange(optimum - 1e-8, optimum));
            Assert.That(SquaredErrorDual.Scaled(problem, best + (1e-5 * noise)), Is.InRange(0, optimum - 1e-7), "first order");
        });
    }

    [Test]
    public void ABiasBesideSeveralLayersBelongsToTheLogits()
    {
        // The chord of the deep problem is the one-layer problem at its level, at logits that contain the bias.
        Problem deep = Problem.CrossEntropy([3, 2, 1], 1, 1) with { Layers = 2, LambdaW = [0.1, 0.2], LambdaH = 0.05, Bias = BiasKind.Regularized, LambdaB = 0.3 };
        var random = new CounterRandom(2);
        var candidate = new Candidate([random.GaussianMatrix(3, 3, 0.5), random.GaussianMatrix(3, 3, 0.5)], random.GaussianMatrix(3, 3, 0.5)) { Bias = [0.8, -0.5, -0.3] };
        double power = 1.5 * Math.Pow(0.1 * 0.2 * 0.05, 1 / 3.0), z = Math.Pow(Objective.Evaluate(deep, candidate) / power, 1.5), level = power * Math.Pow(z, -1 / 3.0);
        Problem shallow = Problem.CrossEntropy([3, 2, 1], level, level) with { Bias = BiasKind.Regularized, LambdaB = 0.3 };
        Matrix logits = candidate.W[1] * candidate.W[0] * candidate.H;
        double expected = new Certifier().Bound(shallow, new Candidate([logits], Matrix.Identity(3)) { Bias = candidate.Bias }).Value;
        Assert.That(new Certifier().Bound(deep, candidate).Value, Is.EqualTo(expected).Within(1e-9 * expected));
    }

    [Test]
    public void LogitsThatAreNoNumbersProveNothing() =>
        Assert.That(SquaredErrorDual.Scaled(new Problem { Loss = Loss.Mse, Samples = [1, 1], Dimension = 2, LambdaW = [1], LambdaH = 1 }, double.NaN * Matrix.Identity(2)), Is.Zero);

    [TestCase(1, null)]
    [TestCase(2, null)]
    [TestCase(2, 1)]
    [TestCase(2, 2)]
    [TestCase(3, 3)]
    public void ChainsReachTheClosedMinimumOfTheirWidth(int layers, int? width)
    {
        double[] penalties = [.. Enumerable.Range(0, layers).Select(m => 0.004 * (m + 1))];
        foreach (bool free in new[] { false, true })
        {
            Problem problem = Chain(penalties, width) with { Bias = free ? BiasKind.Free : BiasKind.None };
            double optimum = new DeepLinearMinimum([6, 4, 4, 1], penalties, 0.003, free, width).Objective;
            Assert.That(LinearChainBound.Evaluate(problem), Is.InRange(optimum * (1 - 1e-10), optimum * (1 + 1e-14)), $"free bias: {free}");
        }
    }

    [Test]
    public void TheNarrowestLayerCounts()
    {
        Problem problem = Chain([0.004, 0.008, 0.012], null) with { Widths = [4, 2, 3] };
        double optimum = new DeepLinearMinimum([6, 4, 4, 1], [0.004, 0.008, 0.012], 0.003, rank: 2).Objective;
        Assert.That(LinearChainBound.Evaluate(problem), Is.InRange(optimum * (1 - 1e-10), optimum * (1 + 1e-14)));
    }

    [Test]
    public void APenalisedBiasIsBoundedByTheBetterOfTwoProblems()
    {
        foreach (double lambdaB in new[] { 1e-3, 0.1, 3 })
        {
            Problem problem = Chain([0.004, 0.008], null) with { Bias = BiasKind.Regularized, LambdaB = lambdaB };
            double share = lambdaB / (lambdaB + 1), free = new DeepLinearMinimum([6, 4, 4, 1], [0.004, 0.008], 0.003, freeBias: true).Objective;

            // A loss weight of share/N is that of N/share samples, whose targets stay as they are.
            double none = new[] { 6.0, 4, 4, 1 }.Sum(n => new SingularValueFit(2, 15 / share, 0.004 * 0.008 * 0.003, n).Value);
            double bound = LinearChainBound.EvaluatePenalisedBias(problem);
            Assert.That(bound, Is.InRange(Math.Max(free, none) * (1 - 1e-10), Math.Max(free, none) * (1 + 1e-14)), $"lambdaB = {lambdaB}");
        }
    }

    [Test]
    public void WithoutATargetOrAPenaltyTheScalarMinimumIsZero() => Assert.Multiple(() =>
    {
        Assert.That(SchattenMinimum.LowerBound(0, 1, 2, 1), Is.Zero);
        Assert.That(SchattenMinimum.LowerBound(-1, 1, 2, 1), Is.Zero);
        Assert.That(SchattenMinimum.LowerBound(double.NaN, 1, 2, 1), Is.Zero);
        Assert.That(SchattenMinimum.LowerBound(1, 1, 2, 0), Is.Zero);
        Assert.That(SchattenMinimum.LowerBound(1, 1, 2, double.PositiveInfinity), Is.Zero, "nothing is known of such powers");
        Assert.That(SchattenMinimum.LowerBound(3, 0.5, 2, 1e9), Is.InRange(2.25 * (1 - 1e-12), 2.25), "a large penalty: nothing is fitted");
    });

    [TestCase(1)]
    [TestCase(3)]
    public void DeepCrossEntropyIsBoundedByItsChord(int perClass)
    {
        // At zero the objective is log K; C z^p = log K there, and the chord is the one-layer problem with lambda = log K/z.
        Problem deep = Problem.CrossEntropy([perClass, perClass, perClass], 1, 1) with { Layers = 2, LambdaW = [0.1, 0.2], LambdaH = 0.05 };
        double power = 1.5 * Math.Pow(0.1 * 0.2 * 0.05, 1 / 3.0), z = Math.Pow(Math.Log(3) / power, 1.5), lambda = Math.Log(3) / z;
        double expected = new WeightDecayCrossEntropy(3, perClass, lambda, lambda).Objective;
        var zero = new Candidate([new Matrix(3, 3), new Matrix(3, 3)], new Matrix(3, 3));
        LowerBound bound = new Certifier().Bound(deep, zero);
        Assert.That(bound.Value, Is.InRange(expected * (1 - 1e-10), expected));
        Assert.That(bound.Certificate, Is.EqualTo("MSE-G4"));
    }

    [Test]
    public void DeepCandidatesThatOverflowGetNoBound()
    {
        Problem deep = Problem.CrossEntropy([1, 1], 1, 1) with { Layers = 2, LambdaW = [1, 1] };
        LowerBound far = new Certifier().Bound(deep, new([1e200 * Matrix.Identity(2), Matrix.Identity(2)], Matrix.Identity(2)));
        Problem tower = Problem.CrossEntropy([1, 1], 1, 1) with { Layers = 101, LambdaW = [.. Enumerable.Repeat(1.0, 101)] };
        LowerBound high = new Certifier().Bound(tower, new([.. Enumerable.Repeat(Matrix.Identity(2), 101)], Matrix.Identity(2)));
        Assert.Multiple(() =>
        {
            foreach (LowerBound bound in new[] { far, high })
            {
                Assert.That(bound.Certificate, Is.EqualTo("none"));
                Assert.That(bound.Reason, Does.Contain("overflows or underflows"));
                Assert.That(bound.Value, Is.EqualTo(double.NegativeInfinity));
            }
        });
    }

    private static Problem Chain(double[] penalties, int? width) => new()
    {
        Loss = Loss.Mse,
        Samples = [4, 6, 1, 4],
        Dimension = width ?? 4,
        Layers = penalties.Length,
        Widths = width is { } w && penalties.Length > 1 ? [w, .. Enumerable.Repeat(4, penalties.Length - 1)] : null,
        LambdaW = penalties,
        LambdaH = 0.003,
    };

    private static double Weight(Problem problem) => problem.Reduction == Reduction.Mean ? 1.0 / problem.Samples.Sum() : 1;

    // max over |t| |U|_2 <= lambda of t tr(U'X) - t^2/2 (|U|^2/c + |U s|^2/lambdaB), with a free bias of U (I - s s'/N).
    private static double Value(Problem problem, Matrix u)
    {
        double[] s = [.. problem.Samples.Select(n => Math.Sqrt(n))];
        double total = problem.Samples.Sum();
        Matrix x = Matrix.Diagonal(s), mean = u * Matrix.Create(4, 1, (i, _) => s[i]);
        double norm = SpectralNorm(u), linear = (u.Transpose() * x).Trace(), quadratic = u.SquaredNorm() / Weight(problem);
        if (problem.Bias == BiasKind.Regularized)
        {
            quadratic += mean.SquaredNorm() / problem.LambdaB!.Value;
        }
        else if (problem.Bias == BiasKind.Free)
        {
            // What the projection takes off tr(U'X) is e'n/N, bounded entry by entry; norms stay those of U.
            linear = Math.Abs(linear) - Enumerable.Range(0, 4).Sum(i => Math.Abs(mean[i, 0]) * problem.Samples[i] / total);
        }

        double size = problem.Bias == BiasKind.Free ? Math.Max(linear, 0) : Math.Abs(linear), t = Math.Min(size / quadratic, problem.Lambda / norm);
        return Math.Max(0, (t * size) - (t * t * quadratic / 2));
    }
}
