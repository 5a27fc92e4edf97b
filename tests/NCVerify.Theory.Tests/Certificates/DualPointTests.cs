using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Certificates;

/// <summary>Dual points, their values and their scaling against the dual written out in matrices.</summary>
public sealed class DualPointTests
{
    [TestCaseSource(typeof(EntropyDuals), nameof(EntropyDuals.Problems))]
    public void ValuesAreThoseOfTheDual(Problem problem)
    {
        var dual = new DualProblem(problem);
        for (ulong seed = 0; seed < 5; seed++)
        {
            Matrix point = EntropyDuals.RandomPoint(problem.Classes, seed);
            double gauge = EntropyDuals.Gauge(problem, point);
            Assert.That(DualValue.Approximate(dual, point, gauge), Is.EqualTo(EntropyDuals.Value(problem, point, gauge)).Within(1e-12));
        }

        Matrix outside = Matrix.Create(4, 4, (j, k) => j == k ? 0 : 0.34), border = Matrix.Create(4, 4, (j, k) => j == (k + 1) % 4 ? 1 : 0);
        Assert.That(DualValue.Approximate(dual, outside, 0), Is.EqualTo(double.NegativeInfinity), "masses of 1.02");
        Assert.That(DualValue.Approximate(dual, border, 0), Is.EqualTo(EntropyDuals.Value(problem, border, 0)).Within(1e-12), "a label of probability 0");
    }

    [TestCaseSource(typeof(EntropyDuals), nameof(EntropyDuals.Problems))]
    public void ProvenValuesAreThoseOfThePointShrunkToFeasibility(Problem problem)
    {
        var dual = new DualProblem(problem);
        for (ulong seed = 0; seed < 5; seed++)
        {
            foreach (double scale in new[] { 0.02, 0.3, 1, 1.5 })
            {
                // The last one leaves the simplex in some columns.
                Matrix point = scale * EntropyDuals.RandomPoint(problem.Classes, seed) * Matrix.Diagonal([1, 0.8, 0.5, 0.9]);
                double gauge = EntropyDuals.Gauge(problem, point), most = Enumerable.Range(0, 4).Max(k => point.Column(k).Sum());
                double shrink = Math.Min(1, Math.Min(EntropyDuals.Level(problem) / gauge, (1 - 1e-15) / most));
                double expected = Math.Max(0, EntropyDuals.Value(problem, shrink * point, shrink * gauge));
                double proven = EntropyBound.Evaluate(dual, point, gauge * gauge);
                Assert.That(proven, Is.InRange(expected - (1e-12 * Math.Max(1, expected)), expected + 1e-15), $"seed {seed}, scale {scale}");
            }
        }
    }

    [TestCaseSource(typeof(EntropyDuals), nameof(EntropyDuals.Problems))]
    public void ThePointOfTheRayIsTheBestFeasibleOne(Problem problem)
    {
        for (ulong seed = 0; seed < 4; seed++)
        {
            foreach (double size in new[] { 0.1, 1, 3 })
            {
                var state = new DualState(problem, Candidates.Random(problem, size, seed) with { Bias = problem.Bias == BiasKind.None ? null : new double[4] });
                double gauge = EntropyDuals.Gauge(problem, state.Softmax), limit = Math.Min(EntropyDuals.Level(problem) / gauge, 1 / state.Softmax.ToRows().Select((_, k) => state.Softmax.Column(k).Sum()).Max());
                (Matrix point, double scale) = ScaledDual.Best(state, gauge);
                double Value(double c) => EntropyDuals.Value(problem, c * state.Softmax, c * gauge);
                double best = Enumerable.Range(1, 4000).Max(i => Value(limit * i / 4000 * (1 - 1e-15)));
                Assert.Multiple(() =>
                {
                    Assert.That(scale, Is.InRange(0, limit * (1 + 1e-12)));
                    Assert.That(ClosedForms.SampleTerms.Deviation(point, scale * state.Softmax), Is.Zero);
                    Assert.That(Value(scale * (1 - 1e-15)), Is.InRange(best - 1e-12, best + 1e-6), "a grid of 1/4000 misses a maximum by its square");
                });
            }
        }
    }

    [TestCaseSource(typeof(EntropyDuals), nameof(EntropyDuals.Problems))]
    public void TheSnappedPointIsInTheSimplexAndHasItsGauge(Problem problem)
    {
        for (ulong seed = 0; seed < 4; seed++)
        {
            foreach (double size in new[] { 0.1, 1, 3 })
            {
                var state = new DualState(problem, Candidates.Random(problem, size, seed) with { Bias = problem.Bias == BiasKind.None ? null : new double[4] });
                (Matrix scaled, double scale) = ScaledDual.Best(state, EntropyDuals.Gauge(problem, state.Softmax));
                (Matrix point, double gauge) = SnappedDual.Best(state, scaled)!.Value;
                double least = Enumerable.Range(0, 16).Where(i => i / 4 != i % 4).Min(i => point[i / 4, i % 4]);
                Assert.Multiple(() =>
                {
                    Assert.That(least, Is.InRange(0, 1));
                    Assert.That(EntropyDuals.Gauge(problem, point), Is.InRange(0, Math.Max(gauge, scale * EntropyDuals.Gauge(problem, state.Softmax)) * (1 + 1e-9)));
                    Assert.That(gauge, problem.Model == ProblemModel.LayerPeeled ? Is.Positive : Is.EqualTo(EntropyDuals.Level(problem)).Within(1e-15));
                });
            }
        }
    }

    [Test]
    public void WithoutADirectionThereIsNothingToSnap()
    {
        // Logits of 1000 on the labels: all probabilities underflow, the direction is zero.
        var certain = new Candidate([1000 * Matrix.Identity(3)], Matrix.Identity(3));
        var state = new DualState(Problem.CrossEntropy([2, 2, 2], 0.1, 0.1), certain);
        Assert.That(SnappedDual.Best(state, state.Softmax), Is.Null);
        Assert.That(ScaledDual.Best(state, 0).Scale, Is.EqualTo(1));
        Assert.That(new Certifier().Bound(Problem.CrossEntropy([2, 2, 2], 0.1, 0.1), certain), Is.EqualTo(new LowerBound(0, "CERT-1")));
    }

    [Test]
    public void TheBoundsOfRoundingAreTheirDefinitions() => Assert.Multiple(() =>
    {
        decimal unit = 1m / (1L << 53);
        foreach (int n in new[] { 1, 7, 1000, 1_000_000 })
        {
            decimal exact = n / (1 - (n * unit));
            Assert.That(DecimalLog.Exactly(Math.ScaleB(Rounding.Gamma(n), 53)) / exact, Is.InRange(1m, 1.000000000000003m), $"gamma {n} in units");
        }

        Assert.That(Rounding.Up(1) - 1, Is.EqualTo(16 * Rounding.Unit));
        Assert.That(1 - Rounding.Down(1), Is.EqualTo(16 * Rounding.Unit));
    });
}
