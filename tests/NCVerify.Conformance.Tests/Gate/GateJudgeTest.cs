using NCVerify.Conformance.Gate;
using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Conformance.Tests.Gate;

/// <summary>Each criterion of the judgement alone decides somewhere.</summary>
public sealed class GateJudgeTest
{
    private static readonly GateProblem Balanced = GateSolvers.Problem("easy-balanced");
    private static readonly GateProblem Edge = GateSolvers.Problem("hard-below-zero-threshold");

    [Test]
    public void TheObjectiveIsThatOfThePointWhateverIsStated()
    {
        Candidate c = GateSolvers.Honest(Balanced.Problem);
        double value = Objective.Evaluate(Balanced.Problem, c);
        Assert.That(Judge(Balanced, c, value).Verdict, Is.EqualTo(GateVerdict.Passed));
        ProblemResult high = Judge(Balanced, c, 2 * value), low = Judge(Balanced, c, value / 2);
        Assert.That((high.Failure, low.Failure), Is.EqualTo((FailureKind.Misstated, FailureKind.TooGoodToBeTrue)));
        Assert.That(low.Message, Does.Contain("below the rigorous lower bound"));
        Assert.That(high.Objective, Is.EqualTo(value));
    }

    [Test]
    public void AStatedSumWhereTheMeanIsAskedIsRecognised()
    {
        Candidate c = GateSolvers.Honest(Balanced.Problem);
        Assert.That(Judge(Balanced, c, Objective.Evaluate(Balanced.Problem with { Reduction = Reduction.Sum }, c)).Message, Does.Contain("sum of the losses"));
    }

    [Test]
    public void AnObjectiveBelowTheBoundIsAFailureOfItsOwn()
    {
        var unsound = new Unsound();
        ProblemResult result = new GateJudge(ToleranceClass.Tight, unsound).Judge(Balanced, new SolverAnswer { Candidate = GateSolvers.Honest(Balanced.Problem) });
        Assert.That(result.Failure, Is.EqualTo(FailureKind.TooGoodToBeTrue), "a negative gap must never count as a small one");
    }

    [TestCase(3e-4, ToleranceClass.Tight)]
    [TestCase(3e-3, ToleranceClass.Loose)]
    [TestCase(0.5, ToleranceClass.None)]
    [TestCase(0, ToleranceClass.Exact)]
    public void GapsFallIntoTheirClasses(double noise, ToleranceClass expected) =>
        Assert.That(Judge(Balanced, GateSolvers.Noise(GateSolvers.Honest(Balanced.Problem), noise)).Class, Is.EqualTo(expected));

    [Test]
    public void BesideAThresholdAPointWithASmallGapMayMissTheGeometry()
    {
        // Objectives are flat there: 15 % of noise costs less than a thousandth.
        ProblemResult near = Judge(Edge, GateSolvers.Noise(GateSolvers.Honest(Edge.Problem), 0.15), tolerance: ToleranceClass.Loose);
        Assert.That(near.RelativeGap, Is.Below(1e-3));
        Assert.That((near.Failure, near.GeometryDistance > 0.16), Is.EqualTo((FailureKind.Geometry, true)), near.Message);
    }

    [Test]
    public void FeaturesOfAClassMustCoincide()
    {
        Candidate c = GateSolvers.Honest(Edge.Problem);
        Candidate Spread(double size)
        {
            int n = Edge.Problem.Samples[0];
            return c with { SampleFeatures = Matrix.Create(Edge.Problem.Dimension, Edge.Problem.Total, (i, j) => c.H[i, j / n] * (1 + (size * (j % 2 == 0 ? 1 : -1)))) };
        }

        ProblemResult spread = Judge(Edge, Spread(0.005)), collapsed = Judge(Edge, Spread(1e-7));
        Assert.That((spread.Failure, spread.RelativeGap < 1e-6), Is.EqualTo((FailureKind.WithinClass, true)), spread.Message);
        Assert.That(spread.WithinClass, Is.GreaterThan(1e-5));
        Assert.That(collapsed.Verdict, Is.EqualTo(GateVerdict.Passed), collapsed.Message);
    }

    [Test]
    public void WhatNobodyCanJudgeIsInapplicableEvenWithAnAnswer()
    {
        foreach (GateProblem problem in Battery.Draw().Problems.Where(p => p.Unjudged is not null))
        {
            ProblemResult result = new GateJudge().Judge(problem, new SolverAnswer { Candidate = new([new Matrix(1, 1)], new Matrix(1, 1)) });
            Assert.That((result.Verdict, result.Message), Is.EqualTo((GateVerdict.Inapplicable, problem.Unjudged)));
        }
    }

    private static ProblemResult Judge(GateProblem problem, Candidate candidate, double? stated = null, ToleranceClass tolerance = ToleranceClass.Tight) =>
        new GateJudge(tolerance).Judge(problem, new SolverAnswer { Candidate = candidate, StatedObjective = stated });

    private sealed class Unsound : ICertifier
    {
        public LowerBound Bound(Problem problem, Candidate candidate) => new(Objective.Evaluate(problem, candidate) * 1.001, "unsound");
    }
}
