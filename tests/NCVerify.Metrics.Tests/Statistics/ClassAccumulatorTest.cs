using NCVerify.Numerics;

namespace NCVerify.Metrics.Tests.Statistics;

/// <summary>One pass gives what two passes give, in any batches, merged in any way, at deep collapse too.</summary>
public sealed class ClassAccumulatorTest
{
    private static readonly string[] SecondPass = ["ncc.error", "nc4.disagreement"];

    [Test]
    public void OnePassAgreesWithTwoPasses([Values(1, 7, 1000)] int batch, [Values] bool merged)
    {
        var random = new CounterRandom(1);
        Data data = Data.Random(6, 9, random).Reordered(random);
        data = data with { Labels = [.. data.Labels.Select(y => (y * 1_000_003) - 7)] };
        var classifier = new LinearClassifier(random.GaussianMatrix(6, 9), [1, 0, -1, 0.5, 0, 0]);
        AssertSame(OnePass(data, classifier, batch, merged ? 3 : 1), data.Measure(classifier), 1e-12);
    }

    [Test]
    public void DeepCollapseAroundLargeMeansKeepsItsDigits([Values(1, 100)] int batch)
    {
        var random = new CounterRandom(2);
        Matrix means = random.GaussianMatrix(4, 7);
        Data data = Data.Around(Matrix.Create(4, 7, (k, j) => 1000 + means[k, j]), [200, 150, 100, 50], 1e-7, random).Reordered(random);
        MeasureReport two = data.Measure();
        Assert.That(two["nc1.pinv.classmean"], Is.Below(1e-12), "the data have collapsed");
        AssertSame(OnePass(data, null, batch, 2), two, 1e-10);
    }

    [Test]
    public void AFirstSampleFarFromItsClassCostsFewDigits()
    {
        var random = new CounterRandom(3);
        Data data = Data.Around(random.GaussianMatrix(3, 5), [900, 900, 900], 1e-3, random);
        for (int k = 0; k < 3; k++)
        {
            for (int j = 0; j < 5; j++)
            {
                data.H[900 * k, j] += 1e4;
            }
        }

        AssertSame(OnePass(data, null, 64, 1), data.Measure(), 1e-9);
    }

    [Test]
    public void SinglePrecisionIsWidenedExactly()
    {
        var random = new CounterRandom(4);
        Data data = Data.Random(3, 11, random);
        float[] rows = [.. data.H.Data.Select(x => (float)x)];
        var narrow = new ClassAccumulator(11);
        narrow.Add(rows, [.. data.Labels.Select(y => (long)y)]);
        var wide = new ClassAccumulator(11);
        wide.Add([.. rows.Select(x => (double)x)], [.. data.Labels.Select(y => (long)y)]);
        Assert.That(Measurement.Run(narrow.ToStatistics()).Metrics, Is.EqualTo(Measurement.Run(wide.ToStatistics()).Metrics));
    }

    [Test]
    public void MemoryDoesNotGrowWithTheNumberOfSamples()
    {
        var accumulator = new ClassAccumulator(16);
        var random = new CounterRandom(5);
        double[] batch = [.. Enumerable.Range(0, 512 * 16).Select(_ => random.NextGaussian())];
        long[] labels = [.. Enumerable.Range(0, 512).Select(i => i % 5L)];
        for (int i = 0; i < 20; i++)
        {
            accumulator.Add(batch, labels);
        }

        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < 200; i++)
        {
            accumulator.Add(batch, labels);
        }

        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.Below(1_000_000));
        Assert.That(accumulator.Samples, Is.EqualTo(220 * 512));
    }

    [Test]
    public void WhatDoesNotBelongTogetherIsRefused()
    {
        var accumulator = new ClassAccumulator(2);
        Assert.That(() => accumulator.Add([1.0, 2, 3], [0]), Throws.ArgumentException);
        Assert.That(() => accumulator.Add([1.0, double.NaN], [0]), Throws.TypeOf<MeasureException>().With.Message.Contains("row 0, column 1"));
        Assert.That(accumulator.ToStatistics, Throws.TypeOf<MeasureException>().With.Message.Contains("at least two"));
        Assert.That(() => accumulator.Merge(new(3)), Throws.TypeOf<MeasureException>());
        Assert.That(() => accumulator.Merge(accumulator), Throws.TypeOf<MeasureException>());
        Assert.That(() => new ClassAccumulator(2, new(new Matrix(2, 3))), Throws.TypeOf<MeasureException>().With.Message.Contains("2 x 3"));
    }

    private static MeasureReport OnePass(Data data, LinearClassifier? classifier, int batch, int workers)
    {
        int d = data.H.Columns;
        ClassAccumulator[] all = [.. Enumerable.Range(0, workers).Select(_ => new ClassAccumulator(d, classifier))];
        for (int first = 0, b = 0; first < data.Labels.Length; first += batch, b++)
        {
            int rows = Math.Min(batch, data.Labels.Length - first);
            all[b % workers].Add(data.H.Data.AsSpan(first * d, rows * d), [.. data.Labels.Skip(first).Take(rows).Select(y => (long)y)]);
        }

        foreach (ClassAccumulator other in all.Skip(1))
        {
            all[0].Merge(other);
        }

        return Measurement.Run(all[0].ToStatistics());
    }

    private static void AssertSame(MeasureReport one, MeasureReport two, double relative)
    {
        Assert.That(one.Metrics.Select(m => m.Id), Is.EqualTo(two.Metrics.Select(m => m.Id).Except(SecondPass, StringComparer.Ordinal)));
        using (Assert.EnterMultipleScope())
        {
            foreach (Metric metric in one.Metrics)
            {
                double expected = two[metric.Id]!.Value, scale = metric.Id.StartsWith("nc1", StringComparison.Ordinal) ? Math.Abs(expected) : Math.Max(1, Math.Abs(expected));
                Assert.That(metric.Value, Is.EqualTo(expected).Within(relative * scale), metric.Id);
            }
        }
    }
}
