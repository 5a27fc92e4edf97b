using NCVerify.Numerics;

namespace NCVerify.Metrics.Tests.Statistics;

/// <summary>Two passes in constant memory, the same bits for any number of threads.</summary>
[NonParallelizable]
public sealed class StreamingTest
{
    [TestCase(0.5)]
    [TestCase(3)]
    public void TheBitsDoNotDependOnTheNumberOfThreads(double noise)
    {
        var random = new CounterRandom(1);
        Data data = Data.Around(random.GaussianMatrix(7, 300), [2500, 2000, 1500, 1000, 500, 250, 125], noise, random).Reordered(random);
        var classifier = new LinearClassifier(random.GaussianMatrix(7, 300));
        int before = Parallelism.Degree;
        try
        {
            MeasureReport[] reports = [.. new[] { 1, 2, 3, 8 }.Select(threads =>
            {
                Parallelism.Degree = threads;
                return data.Measure(classifier);
            })];
            foreach (MeasureReport report in reports[1..])
            {
                Assert.That(report.Metrics, Is.EqualTo(reports[0].Metrics));
                Assert.That(report.Geometries, Is.EqualTo(reports[0].Geometries));
            }
        }
        finally
        {
            Parallelism.Degree = before;
        }
    }

    [Test]
    public void AFailureOnOneOfManyThreadsIsToldAndEndsThePass()
    {
        int before = Parallelism.Degree;
        try
        {
            Parallelism.Degree = 8;
            var set = new FeatureSet(new Generated(4_000_000, failsAt: 2_000_000), new GeneratedLabels(4_000_000));
            Assert.That(() => Measurement.Run(set), Throws.TypeOf<FeatureFileException>().With.Message.Contains("broke"));
        }
        finally
        {
            Parallelism.Degree = before;
        }
    }

    [Test]
    public void MemoryDoesNotGrowWithTheNumberOfSamples()
    {
        _ = Allocated(4_000);
        long small = Allocated(4_000), large = Allocated(400_000);
        // A table of the extra samples would take 3 MB per feature; only the bookkeeping of more parallel loops may grow.
        Assert.That(large - small, Is.Below(3_000_000));
    }

    [Test]
    public void CancellationEndsThePass()
    {
        using var source = new CancellationTokenSource();
        var set = new FeatureSet(new Generated(400_000), new GeneratedLabels(400_000));
        var progress = new Stop(source);
        Assert.That(() => Measurement.Run(set, null, progress, source.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static long Allocated(long samples)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        ClassStatistics statistics = ClassStatistics.Collect(new FeatureSet(new Generated(samples), new GeneratedLabels(samples)));
        Assert.That(statistics.Samples, Is.EqualTo(samples));
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private sealed class Stop(CancellationTokenSource source) : IProgress<double>
    {
        public void Report(double value)
        {
            if (value > 0.3)
            {
                source.Cancel();
            }
        }
    }

    private sealed class Generated(long samples, long failsAt = long.MaxValue) : FeatureSource
    {
        public override string Name => "generated";

        public override long Samples => samples;

        public override int Dimension => 4;

        public override FeatureCursor Open() => new Cursor(samples, failsAt);

        private sealed class Cursor(long samples, long failsAt) : FeatureCursor
        {
            private long _position;

            public override int Read(Span<double> block)
            {
                int rows = (int)Math.Min(samples - _position, block.Length / 4);
                if (_position + rows > failsAt)
                {
                    throw new FeatureFileException("generated", "it broke", "Measure again");
                }

                for (int i = 0; i < rows * 4; i++)
                {
                    block[i] = ((((_position * 4) + i) * 7919) % 1009) + (((_position + (i / 4)) % 3) == i % 4 ? 500 : 0);
                }

                _position += rows;
                return rows;
            }
        }
    }

    private sealed class GeneratedLabels(long samples) : LabelSource
    {
        public override string Name => "generated labels";

        public override long Samples => samples;

        public override LabelCursor Open() => new Cursor(samples);

        private sealed class Cursor(long samples) : LabelCursor
        {
            private long _position;

            public override int Read(Span<long> block)
            {
                int count = (int)Math.Min(samples - _position, block.Length);
                for (int i = 0; i < count; i++)
                {
                    block[i] = (_position + i) % 3;
                }

                _position += count;
                return count;
            }
        }
    }
}
