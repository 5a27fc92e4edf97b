using NCVerify.Numerics;

namespace NCVerify.Metrics.Tests.Statistics;

/// <summary>Blocks that take different times are gathered in their order, every sample once.</summary>
[NonParallelizable]
public sealed class OrderedPassTest
{
    private const int Samples = 400_000;

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(5)]
    public void SlowBlocksDoNotChangeTheOrder(int threads)
    {
        int before = Parallelism.Degree;
        var numbers = new List<long>();
        var first = new List<double>();
        long done = 0;
        try
        {
            Parallelism.Degree = threads;
            var set = new FeatureSet(
                FeatureSource.FromMemory(Enumerable.Range(0, Samples).Select(i => (double)i).ToArray(), 1),
                LabelSource.FromMemory(Enumerable.Range(0, Samples).Select(i => i % 2).ToArray()));
            OrderedPass<Slow>.Run(
                set,
                ClassIndex.Build(set.Labels, default),
                rows => new Slow(rows),
                block =>
                {
                    numbers.Add(block.Number);
                    first.Add(block.Row(0)[0]);
                    Assert.That(block.Classes[1], Is.EqualTo((block.First + 1) % 2));
                },
                rows => done += rows,
                default);
        }
        finally
        {
            Parallelism.Degree = before;
        }

        Assert.That(numbers, Has.Count.GreaterThan(50));
        Assert.That(numbers, Is.EqualTo(Enumerable.Range(0, numbers.Count)));
        Assert.That(first, Is.EqualTo(Enumerable.Range(0, numbers.Count).Select(b => b * 4096.0)));
        Assert.That(done, Is.EqualTo(Samples));
    }

    private sealed class Slow(int rows) : SampleBlock(rows, 1)
    {
        // The first of every four takes long, so that the others overtake it.
        public override void Compute() => Thread.Sleep(Number % 4 == 0 ? 20 : 0);
    }
}
