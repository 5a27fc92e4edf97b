using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Certificates;

/// <summary>The dual point of a bias without penalty: its projection to a vanishing gradient, and what the rest of it may cost.</summary>
public sealed class FreeBiasTests
{
    // One sample per class and a sum loss, so that all weights are 1.
    private static readonly Problem Pair = Problem.CrossEntropy([1, 1], 1, 1) with { Reduction = Reduction.Sum, Bias = BiasKind.Free };

    [TestCase(Reduction.Mean)]
    [TestCase(Reduction.Sum)]
    public void TheProjectionStaysInTheSimplexAndItsGradientVanishes(Reduction reduction)
    {
        // Row 0 is uneven: moving it makes its empty entry negative, so that it has to be mixed with the class weights.
        var dual = new DualProblem(Problem.CrossEntropy([4, 2, 1], 0.1, 0.1) with { Bias = BiasKind.Free, Temperature = [1, 2, 0.5], Reduction = reduction });
        Matrix point = Matrix.FromRows([[0, 0.5, 0], [0.01, 0, 0.01], [0.01, 0.01, 0]]);
        Matrix moved = FreeBias.Project(dual, point)!;
        double[] mass = dual.Mass(moved);
        for (int j = 0; j < 3; j++)
        {
            Assert.That(dual.BiasGradient(moved, mass).Value[j], Is.EqualTo(0).Within(1e-15), "a few roundings");
            Assert.That(mass[j], Is.InRange(0, 1));
            Assert.That(Enumerable.Range(0, 3).Where(k => k != j).Select(k => moved[j, k]), Is.All.Positive);
        }
    }

    [Test]
    public void APointWithOneEntryThatIsNoNumberHasNoProjection() =>
        Assert.That(FreeBias.Project(new DualProblem(Pair), Matrix.FromRows([[0, double.NaN], [0.25, 0]])), Is.Null);

    // Entries 1/4 and 3/4 move by half of g in both columns: g (|log 1/8| + 3 + |log 3/8| + 3). Scaled by 1/2, entries 1/8 and 7/8
    // move by a quarter: g/2 (|log 1/16| + 3 + |log 7/16| + 3). Offsets 1 and -2 add g/2 (3 + 3 + 2 + 4).
    [TestCase(1.0, false, 9.060270794691562)]
    [TestCase(0.5, false, 4.799633647712124)]
    [TestCase(1.0, true, 15.060270794691562)]
    public void TheLossIsLinearInTheGradientLeft(double shrink, bool offsets, double expected)
    {
        var dual = new DualProblem(offsets ? Pair with { Offset = [1, -2] } : Pair);
        Matrix point = Matrix.FromRows([[0, 0.25], [0.25, 0]]);
        const double G = 1e-3;
        Assert.That(FreeBias.EntropyLoss(dual, point, [0.25, 0.25], [G, G], shrink), Is.InRange(expected * G, expected * G * (1 + 2e-9)), "raised by 1e-9 for its own rounding");
    }

    [Test]
    public void WithoutRoomToMoveTheLossIsInfinite()
    {
        var dual = new DualProblem(Pair);
        Matrix point = Matrix.FromRows([[0, 0.25], [0.25, 0]]);
        Assert.That(FreeBias.EntropyLoss(dual, point, [0.25, 0.25], [0.2, 0.2], 1), Is.EqualTo(double.PositiveInfinity), "0.1 is more than a quarter of 0.25");
        Assert.That(FreeBias.EntropyLoss(dual, point, [0.25, 0.25], [0.1, 0.1], 1), Is.InRange(0.9, 0.91));
        Matrix certain = Matrix.FromRows([[0, 1 - 1e-10], [0.25, 0]]);
        Assert.That(FreeBias.EntropyLoss(dual, certain, [0.25, 1 - 1e-10], [0, 0], 1), Is.EqualTo(double.PositiveInfinity), "the label has no probability to speak of");
    }

    [Test]
    public void ASolverIsNotAskedForWhatItDoesNotSupport() =>
        Assert.That(() => Solve.Certified(Pair with { Loss = Loss.Mse }, new NonnegativeAxisSolver(), new Certifier()), Throws.TypeOf<ProblemException>().With.Message.Contains("choose another solver"));

    [Test]
    public void WhatIsNoProblemIsRefusedBeforeAnythingElse()
    {
        Problem none = Pair with { LambdaH = -1 };
        Assert.That(() => new Certifier().Bound(none, Candidates.Zero(Pair)), Throws.TypeOf<ProblemException>());
        Assert.That(() => Solve.Certified(none, new NonnegativeAxisSolver(), new Certifier()), Throws.TypeOf<ProblemException>().With.Property("Field").EqualTo("lambdaH"));
    }

    [Test]
    public void GapsAreRelativeToTheObjective()
    {
        var run = new SolverRun(Candidates.Balanced(2, 1, 1, 1), 0, 0, true);
        CertifiedSolution Solution(double objective, double bound) => new(Pair, run, objective, new LowerBound(bound, "CERT-1"));
        Assert.Multiple(() =>
        {
            Assert.That(Solution(0.5, 0.25).RelativeGap, Is.EqualTo(0.5));
            Assert.That(Solution(4, 3).RelativeGap, Is.EqualTo(0.25));
            Assert.That(Solution(-4, -5).RelativeGap, Is.EqualTo(0.25));
            Assert.That(Solution(0, 0).GloballyOptimal);
            Assert.That(Solution(1, 1 - 2e-10).GloballyOptimal, Is.False);
            Assert.That(Solution(100, 100 - 5e-9).GloballyOptimal);
        });
    }

    [Test]
    public void MissingArgumentsAreNamed()
    {
        var run = new SolverRun(Candidates.Balanced(2, 1, 1, 1), 0, 0, true);
        Assert.That(() => Solve.Certified(Pair, run, null!), Throws.ArgumentNullException);
        Assert.That(() => Solve.Certified(Pair, (SolverRun)null!, new Certifier()), Throws.ArgumentNullException);
        Assert.That(() => Solve.Certified(Pair, (ISolver)null!, new Certifier()), Throws.ArgumentNullException);
    }
}
