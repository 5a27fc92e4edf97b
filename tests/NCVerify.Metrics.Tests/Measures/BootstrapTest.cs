using NCVerify.Numerics;

namespace NCVerify.Metrics.Tests.Measures;

/// <summary>Bootstrap intervals: they cover what they should, come out the same again, and keep class sizes.</summary>
public sealed class BootstrapTest
{
    [Test]
    public void IntervalsCoverTheTruthAboutAsOftenAsTheySay()
    {
        // Fixed means with tr SigmaB = 1 exactly; noise of variance 0.04 in 3 dimensions: the quotient of infinitely many
        // samples is 0.12. Intervals at 95 % from 40 samples per class cover less often than they say, hardly below 85 %;
        // with 80 trials a coverage of 0.9 gives at least 64 but for one case in two thousand.
        const int trials = 80;
        Matrix means = Frames.SimplexEtf(3, 3, new CounterRandom(1));
        int covered = 0;
        for (int t = 0; t < trials; t++)
        {
            Data data = Data.Around(means, [40, 40, 40], 0.2, new CounterRandom(2, (ulong)t));
            Interval interval = Measure(data, 60, (ulong)t)["nc1.quotient"];
            covered += interval.Low <= 0.12 && 0.12 <= interval.High ? 1 : 0;
        }

        Assert.That(covered, Is.InRange(64, trials));
    }

    [Test]
    public void TheSameSeedGivesTheSameIntervalsAndAnotherSeedOthers()
    {
        Data data = Data.Random(3, 4, new CounterRandom(3));
        Dictionary<string, Interval> first = Measure(data, 20, 5);
        Assert.That(Measure(data, 20, 5), Is.EqualTo(first));
        Assert.That(Measure(data, 20, 6)["nc1.quotient"], Is.Not.EqualTo(first["nc1.quotient"]));
    }

    [Test]
    public void ResamplingKeepsClassSizesAndDrawsOnlyWhatIsThere()
    {
        Data data = Data.Random(4, 2, new CounterRandom(4)).Reordered(new CounterRandom(5));
        ClassStatistics s = data.Statistics();
        FeatureSet again = ResampledSet.Draw(data.Set, s.Index, 6, 0);
        double[] rows = FileBytes.ReadAll(again.Features, 2);
        long[] labels = FileBytes.ReadAll(again.Labels);
        Assert.That(labels.GroupBy(y => y).OrderBy(g => g.Key).Select(g => (long)g.Count()), Is.EqualTo(s.Counts));
        (double, double, int)[] original = [.. data.Labels.Select((y, i) => (data.H[i, 0], data.H[i, 1], y))];
        (double, double, int)[] drawn = [.. labels.Select((y, i) => (rows[2 * i], rows[(2 * i) + 1], (int)y))];
        Assert.That(drawn.Except(original), Is.Empty);
        Assert.That(drawn.Distinct().Count(), Is.Below(original.Length), "something is drawn twice");
    }

    private static Dictionary<string, Interval> Measure(Data data, int replicates, ulong seed) =>
        Measurement.Run(data.Set, data.Statistics(), new() { Bootstrap = replicates, Seed = seed }).Metrics.Where(m => m.Interval is not null).ToDictionary(m => m.Id, m => m.Interval!, StringComparer.Ordinal);
}
