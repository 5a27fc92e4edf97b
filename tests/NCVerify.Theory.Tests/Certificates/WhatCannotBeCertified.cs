using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Certificates;

public sealed class WhatCannotBeCertified
{
    private static readonly Problem Plain = Problem.CrossEntropy([4, 4, 4], 0.0078125, 0.0078125);

    [Test]
    public void AnInfeasibleDualPointIsShrunkNotBelieved()
    {
        decimal optimum = KnownOptima.Balanced(3, 2, 0.0078125m);
        var dual = new DualProblem(Plain);
        double q = 0.0078125 * 2 * 2;
        foreach (double stretch in new[] { 1 + 1e-12, 1 + 1e-9, 1.0001, 1.3 })
        {
            Matrix infeasible = Matrix.Create(3, 3, (j, k) => j == k ? 0 : stretch * q / 2);
            Assert.That(DecimalLog.Exactly(DualValue.Approximate(dual, infeasible, 0)), Is.GreaterThan(optimum), "its value alone would be unsound");
            Assert.That(DecimalLog.Exactly(EntropyBound.Evaluate(dual, infeasible, dual.Level * dual.Level)), Is.NoMoreThan(optimum));
        }
    }

    [Test]
    public void ProbabilitiesOutsideTheSimplexAreNotBelieved()
    {
        decimal optimum = KnownOptima.Balanced(3, 2, 0.0078125m);
        var dual = new DualProblem(Plain);
        foreach (double entry in new[] { -0.3, 0.7, 5, 1e200, double.NaN, double.PositiveInfinity })
        {
            Matrix point = Matrix.Create(3, 3, (j, k) => j == 0 ? entry : 0.01);
            Assert.That(DecimalLog.Exactly(EntropyBound.Evaluate(dual, point, 0)), Is.InRange(0m, optimum));
        }
    }

    [Test]
    public void ABadGuessOfTheNormDoesNotMakeABoundUnsound()
    {
        decimal optimum = KnownOptima.Balanced(3, 2, 0.0078125m);
        var dual = new DualProblem(Plain);
        Matrix point = Matrix.Create(3, 3, (j, k) => j == k ? 0 : 0.2);
        foreach (double guess in new[] { 0, 1e-300, 1e-9, 1, 1e9 })
        {
            Assert.That(DecimalLog.Exactly(EntropyBound.Evaluate(dual, point, guess)), Is.NoMoreThan(optimum));
        }
    }

    [Test]
    public void CandidatesThatAreNotFiniteGetNoBound()
    {
        foreach (double entry in new[] { double.NaN, double.PositiveInfinity, double.MaxValue })
        {
            Candidate candidate = Candidates.Balanced(3, 4, 0.01, 0.01);
            candidate.H[0, 0] = entry;
            candidate.W[0][0, 0] = entry;
            LowerBound bound = new Certifier().Bound(Plain, candidate);
            Assert.That(bound.Certificate, Is.EqualTo("none"));
            Assert.That(bound.Reason, Is.Not.Empty);
            Assert.That(double.IsNegativeInfinity(bound.Value));
        }
    }

    [Test]
    public void UnknownProblemsGetNoBoundButAReason()
    {
        Problem mse = Plain with { Loss = Loss.Mse, Weights = [1, 2, 3] };
        LowerBound bound = new Certifier().Bound(mse, Candidates.Zero(Plain));
        Assert.That(bound.Certificate, Is.EqualTo("none"));
        Assert.That(bound.Reason, Does.Contain("mse"));
    }

    [Test]
    public void WrongShapesAreRefusedByName()
    {
        Candidate good = Candidates.Zero(Plain);
        (string Field, Candidate Candidate)[] bad =
        [
            ("W", good with { W = [] }),
            ("W[0]", good with { W = [new Matrix(2, 3)] }),
            ("H", good with { H = new Matrix(3, 4) }),
            ("bias", good with { Bias = new double[3] }),
            ("sampleFeatures", good with { SampleFeatures = new Matrix(3, 11) }),
        ];
        foreach ((string field, Candidate candidate) in bad)
        {
            ProblemException? refusal = Assert.Throws<ProblemException>(() => new Certifier().Bound(Plain, candidate));
            Assert.That(refusal!.Field, Is.EqualTo(field));
        }
    }
}
