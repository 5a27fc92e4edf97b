using NCVerify.Numerics;

namespace NCVerify.Metrics.Tests.Geometry;

/// <summary>The answer in words names the geometry the data were made from, and warns of what misleads.</summary>
public sealed class GeometryAnswerTest
{
    [Test]
    public void AFrameOfNonnegativeFeaturesIsExplained()
    {
        MeasureReport report = Data.Around(Matrix.Identity(6), [40, 40, 40, 40, 40, 40], 1e-3, new CounterRandom(1)).Measure();
        Assert.That(report.Verdict.Answer, Does.StartWith("orthogonal frame at distance").And.Contain("an ETF after centring").And.Contain("nonnegative features"));
    }

    [Test]
    public void TheSimplexOfEvenClassesIsNotRivalledBySeliWhichItIs()
    {
        MeasureReport report = Data.Around(Frames.SimplexEtf(4, 6, new CounterRandom(2)), [30, 30, 30, 30], 1e-3, new CounterRandom(3)).Measure();
        Assert.That(report.Verdict.Answer, Does.StartWith("simplex ETF at distance").And.Contain("times as far").And.Not.Contain("SELI"));
    }

    [Test]
    public void SeliOfTheClassSizesIsFoundAndSampleCentringWarnedOf()
    {
        int[] counts = [300, 100, 30, 10];
        var seli = new NCVerify.Theory.Seli(counts);
        Matrix means = SymmetricEigen.Decompose(seli.MeanGram).Function(x => Math.Sqrt(Math.Max(0, x)));
        MeasureReport report = Data.Around(means, counts, 1e-4, new CounterRandom(4)).Measure();
        Assert.That(report.Verdict.Answer, Does.StartWith("SELI at distance").And.Contain("uneven classes as penalties vanish"));
        Assert.That(report.Verdict.Nearest, Is.EqualTo("SELI"));
    }

    [Test]
    public void WhatIsNearNothingIsCalledSo()
    {
        // Two tight clusters of means: no named geometry has that.
        Matrix means = Matrix.FromRows([[1, 0], [1, 0.01], [-1, 0], [-1, 0.01]]);
        MeasureReport report = Data.Around(means, [30, 30, 30, 30], 1e-4, new CounterRandom(5)).Measure();
        Assert.That(report.Verdict.Answer, Does.StartWith("None of the named geometries"));
    }

    [Test]
    public void FewSamplesAndAnErringClassifierAreWarnedOf()
    {
        Data few = Data.Around(new CounterRandom(6).GaussianMatrix(5, 8), [2, 1, 1, 1, 1], 0.1, new CounterRandom(7));
        Assert.That(few.Measure().Warnings, Has.Some.Contains("beyond one per class"));
        Data some = Data.Around(Matrix.Identity(3), [5, 5, 5], 0.1, new CounterRandom(8));
        Assert.That(some.Measure().Warnings, Has.Some.Contains("Few samples per class (median 5)"));
        Assert.That(some.Measure(new(-1 * Matrix.Identity(3))).Warnings, Has.Some.Contains("are these test features"));
        Data plenty = Data.Around(Matrix.Identity(3), [50, 50, 50], 1e-3, new CounterRandom(9));
        Assert.That(plenty.Measure(new(Matrix.Identity(3))).Warnings, Has.None.Contains("Few samples").And.None.Contains("are these test features"));
    }
}
