using System.Globalization;
using System.Text;
using NCVerify.Numerics;

namespace NCVerify.Metrics.Tests.Files;

/// <summary>Text, compressed streams and archives through pipes: the same numbers as from files, or a clear refusal.</summary>
public sealed class PipeFormatTest
{
    private static readonly Data Samples = Data.Around(new CounterRandom(1).GaussianMatrix(3, 4), [5, 4, 3], 0.3, new CounterRandom(2)).Reordered(new CounterRandom(3));

    [Test]
    public void TextWithAColumnOfLabels([Values] bool compressed, [Values(",", ";", "\t")] string separator)
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Join('\n', [string.Join(separator, "a", "b", "label", "c", "d"), .. Lines(separator, withLabels: true)]));
        AreTheSame(Collect(compressed ? FileBytes.Gzip(text) : text));
    }

    [Test]
    public void TextWithLabelsElsewhere([Values] bool compressed)
    {
        using var scratch = new Scratch();
        byte[] text = Encoding.UTF8.GetBytes(string.Join("\r\n", Lines(" ", withLabels: false)) + "\r\n");
        string labels = scratch.Write("y.npy", FileBytes.Labels([.. Samples.Labels.Select(y => (long)y)]));
        AreTheSame(Collect(compressed ? FileBytes.Gzip(text) : text, labels));
        string few = scratch.Write("few.npy", FileBytes.Labels(0, 1)), many = scratch.Write("many.npy", FileBytes.Labels(new long[40]));
        Assert.That(() => Collect(text, few), Throws.TypeOf<MeasureException>().With.Message.Contains("more samples than"));
        Assert.That(() => Collect(text, many), Throws.TypeOf<MeasureException>().With.Message.Contains("ended after 12 samples"));
    }

    [Test]
    public void CompressedArrays()
    {
        byte[] arrays = [.. FileBytes.Npy("<f8", "(12, 4)", FileBytes.Of<double>(Samples.H.Data)), .. FileBytes.Labels([.. Samples.Labels.Select(y => (long)y)])];
        AreTheSame(Collect(FileBytes.Gzip(arrays)));
    }

    [Test]
    public void WhatCannotBeReadIsSaid()
    {
        byte[] unlabelled = Encoding.UTF8.GetBytes("1,2\n3,4\n"), ragged = Encoding.UTF8.GetBytes("a,label\n1,0\n2,1,7\n");
        foreach ((byte[] bytes, string says) in new[]
        {
            (unlabelled, "without a column of labels"),
            (ragged, "line 3 has 3 fields"),
            (Encoding.UTF8.GetBytes("a,label\n1,0\nx,1\n"), "'x' in line 3, field 1 is no number"),
            ([1, 2, 3, 4], "starts with byte 0x01"),
            ([], "it brought nothing"),
            ([0x1F, 0x8B, 1, 2, 3], "cannot be decompressed"),
        })
        {
            Assert.That(() => Collect(bytes), Throws.TypeOf<FeatureFileException>().With.Message.Contains(says), says);
        }
    }

    private static IEnumerable<string> Lines(string separator, bool withLabels) => Enumerable.Range(0, Samples.Labels.Length).Select(i =>
    {
        string[] h = [.. Samples.H.Row(i).ToArray().Select(x => x.ToString("R", CultureInfo.InvariantCulture))];
        return string.Join(separator, withLabels ? [h[0], h[1], Samples.Labels[i].ToString(CultureInfo.InvariantCulture), h[2], h[3]] : h);
    });

    private static ClassStatistics Collect(byte[] bytes, params string[] labels)
    {
        using var stream = new MemoryStream(bytes);
        return FeaturePipe.Collect(stream, FeaturePipe.StandardInput, labels);
    }

    private static void AreTheSame(ClassStatistics once)
    {
        MeasureReport piped = Measurement.Run(once), twice = Samples.Measure();
        Assert.That(once.Samples, Is.EqualTo(12));
        foreach (Metric metric in piped.Metrics)
        {
            Assert.That(metric.Value, Is.EqualTo(twice[metric.Id]).Within(1e-12 * Math.Max(1, Math.Abs(metric.Value))), metric.Id);
        }
    }
}
