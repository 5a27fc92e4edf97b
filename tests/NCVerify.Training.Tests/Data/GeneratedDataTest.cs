using NCVerify.Metrics;

namespace NCVerify.Training.Tests.Data;

public sealed class GeneratedDataTest
{
    private static readonly DataFolder None = new(null);
    private static readonly DataSpec Some = new() { Set = "glyphs", PerClass = 30, TestPerClass = 10 };

    [Test]
    public void StandardisedInputsHaveMeanZeroAndVarianceOne([Values("glyphs", "clusters")] string set)
    {
        float[] values = ExperimentData.Load(Some with { Set = set }, None).Training.Values;
        double mean = values.Average(x => (double)x);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mean, Is.Zero.Within(1e-6));
            Assert.That(values.Average(x => (x - mean) * (x - mean)), Is.EqualTo(1).Within(1e-6));
        }
    }

    [Test]
    public void ASampleDoesNotDependOnHowManyThereAre([Values("glyphs", "clusters")] string set)
    {
        DataSpec unit = Some with { Set = set, Scaling = InputScaling.Unit };
        TrainingData few = ExperimentData.Load(unit with { PerClass = 4 }, None), many = ExperimentData.Load(unit, None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(many.Training.Values.Take(few.Training.Values.Length), Is.EqualTo(few.Training.Values));
            Assert.That(few.Test!.Values.AsSpan(0, few.Training.Size).SequenceEqual(many.Training.Values.AsSpan(4 * 10 * few.Training.Size, few.Training.Size)), Is.True, "test samples are those after the ones for training");
            Assert.That(few.Digest, Is.Not.EqualTo(many.Digest));
        }
    }

    [Test]
    public void SeedAndNoiseDecide([Values("glyphs", "clusters")] string set)
    {
        string Digest(DataSpec spec) => ExperimentData.Load(spec with { Set = set }, None).Digest;
        string first = Digest(Some);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Digest(Some), Is.EqualTo(first));
            Assert.That(Digest(Some with { Seed = 2 }), Is.Not.EqualTo(Digest(Some)));
            Assert.That(Digest(Some with { Noise = 0.5 }), Is.Not.EqualTo(Digest(Some)));
            Assert.That(Digest(Some with { TestPerClass = 0 }), Is.Not.EqualTo(Digest(Some)));
        }
    }

    [Test]
    public void WithoutNoiseAClassIsOneGlyph()
    {
        LabelledInputs images = ExperimentData.Load(Some with { PerClass = 2, Noise = 0, Scaling = InputScaling.Unit }, None).Training;
        float[][] rows = [.. images.Values.Chunk(images.Size)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(images.Labels, Is.EqualTo(Enumerable.Range(0, 20).Select(i => i % 10)));
            Assert.That(Enumerable.Range(0, 10).All(k => rows[k].SequenceEqual(rows[k + 10])), Is.True);
            Assert.That(rows.Take(10).SelectMany((a, i) => rows.Take(i).Select(b => a.Zip(b, (x, y) => Math.Abs(x - y)).Sum())), Has.All.GreaterThan(5), "ten different glyphs");
            Assert.That(images.Values, Has.All.InRange(0f, 1f));
        }
    }

    // The set is fixed: results on it stay comparable. It is recorded here, not predicted.
    [TestCase("glyphs", "4c20cb570ad851d3f9901bd99785d162b0bac60a24b903bbe009098c91c674c8")]
    [TestCase("clusters", "8170e691e6a0e2e3cef09168f12fb121e7e7fc0e647743ed25aa29c24b05d281")]
    public void TheSetsHaveTheirBits(string set, string digest) => Assert.That(ExperimentData.Load(Some with { Set = set }, None).Digest, Is.EqualTo(digest));

    [Test]
    public void ClustersAreAsWideAsAsked()
    {
        // Root mean square distance from the mean over mean distance between means: 0.25, from 3000 samples of 20 entries, to within 1 %.
        LabelledInputs x = ExperimentData.Load(new() { Set = "clusters", Classes = 3, PerClass = 1000, Noise = 0.25, Scaling = InputScaling.Unit }, None).Training;
        double[][] rows = [.. x.Values.Chunk(20).Select(r => r.Select(v => (double)v).ToArray())];
        double[][] means = [.. Enumerable.Range(0, 3).Select(k => Enumerable.Range(0, 20).Select(j => rows.Where((_, i) => x.Labels[i] == k).Average(r => r[j])).ToArray())];
        double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (s, t) => (s - t) * (s - t)).Sum());
        double within = Math.Sqrt(rows.Select((r, i) => Math.Pow(Distance(r, means[x.Labels[i]]), 2)).Average());
        double between = (Distance(means[0], means[1]) + Distance(means[0], means[2]) + Distance(means[1], means[2])) / 3;
        Assert.That(within / between, Is.EqualTo(0.25).Within(0.0025));
    }
}
