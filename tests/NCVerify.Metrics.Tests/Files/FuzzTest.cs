using System.IO.Compression;
using NCVerify.Numerics;

namespace NCVerify.Metrics.Tests.Files;

/// <summary>Damaged at random, a file is either read whole or refused with a clear error; nothing else ever happens.</summary>
public sealed class FuzzTest
{
    // A fixed budget: a few seconds for the four formats together.
    private const int Rounds = 400;

    private static IEnumerable<TestCaseData> Seeds()
    {
        byte[] npy = FileBytes.Npy([1, 2, 3, 4, 5, 6], "(3, 2)");
        yield return new TestCaseData(npy).SetArgDisplayNames("npy");
        yield return new TestCaseData(ArchiveTest.Zip(CompressionLevel.Optimal, ("features.npy", npy))).SetArgDisplayNames("npz");
        yield return new TestCaseData(ArchiveTest.Zip(CompressionLevel.NoCompression, ("features.npy", npy))).SetArgDisplayNames("npz stored");
        yield return new TestCaseData(SafetensorsTest.File("{\"features\":{\"dtype\":\"F32\",\"shape\":[3,2],\"data_offsets\":[0,24]}}", new byte[24])).SetArgDisplayNames("safetensors");
        yield return new TestCaseData("a,b\n1,2\n3,4\n"u8.ToArray()).SetArgDisplayNames("csv");
        yield return new TestCaseData(FileBytes.Gzip(npy)).SetArgDisplayNames("gzip");
        yield return new TestCaseData(FileBytes.Idx(0x0D, [3, 2], new byte[24])).SetArgDisplayNames("idx");
    }

    [TestCaseSource(nameof(Seeds))]
    public void IsReadWholeOrRefused(byte[] seed)
    {
        using var scratch = new Scratch();
        var random = new CounterRandom(20);
        int refused = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] bytes = Damaged(seed, random);
            string path = scratch.Write("fuzzed", bytes);
            try
            {
                FeatureSource source = FeatureFiles.OpenFeatures(path);
                Assert.That(FileBytes.ReadAll(source), Has.Length.EqualTo(source.Samples * source.Dimension));
            }
            catch (FeatureFileException e)
            {
                refused++;
                Assert.That(e.Message, Does.StartWith(path).And.Not.Contain("\n"));
            }
        }

        Assert.That(refused, Is.GreaterThan(Rounds / 20), "the damage must do damage");
    }

    [Test]
    public void APipeIsMeasuredWholeOrRefused([Values] bool labelsApart)
    {
        byte[] features = FileBytes.Npy([1, 2, 3, 4, 5, 7], "(3, 2)"), labels = FileBytes.Labels(0, 1, 1);
        byte[] seed = labelsApart ? [.. features, .. features] : [.. features, .. labels, .. features, .. labels];
        using var scratch = new Scratch();
        string[] apart = labelsApart ? [scratch.Write("y.npy", FileBytes.Labels(0, 1, 1, 0, 1, 1))] : [];
        var random = new CounterRandom(21);
        int refused = 0;
        for (int round = 0; round < Rounds; round++)
        {
            using var pipe = new MemoryStream(Damaged(seed, random));
            try
            {
                Assert.That(FeaturePipe.Collect(pipe, "pipe", apart).Samples, Is.Positive);
            }
            catch (Exception e) when (e is FeatureFileException or MeasureException)
            {
                refused++;
                Assert.That(e.Message, Does.Not.Contain("\n"));
            }
        }

        Assert.That(refused, Is.GreaterThan(Rounds / 20), "the damage must do damage");
    }

    [TestCaseSource(nameof(LabelSeeds))]
    public void LabelsAreReadWholeOrRefused(byte[] seed)
    {
        using var scratch = new Scratch();
        var random = new CounterRandom(22);
        int refused = 0;
        for (int round = 0; round < Rounds; round++)
        {
            string path = scratch.Write("fuzzed", Damaged(seed, random));
            try
            {
                LabelSource source = FeatureFiles.OpenLabels(path);
                Assert.That(FileBytes.ReadAll(source), Has.Length.EqualTo(source.Samples));
            }
            catch (FeatureFileException e)
            {
                refused++;
                Assert.That(e.Message, Does.StartWith(path).And.Not.Contain("\n"));
            }
        }

        Assert.That(refused, Is.GreaterThan(Rounds / 20), "the damage must do damage");
    }

    private static IEnumerable<TestCaseData> LabelSeeds()
    {
        yield return new TestCaseData(FileBytes.Labels(3, -7, 40)).SetArgDisplayNames("npy");
        yield return new TestCaseData(FileBytes.Idx(0x08, [3], [1, 2, 3])).SetArgDisplayNames("idx");
        yield return new TestCaseData("label\n1\n2\n"u8.ToArray()).SetArgDisplayNames("csv");
    }

    private static byte[] Damaged(byte[] seed, CounterRandom random)
    {
        byte[] bytes = [.. seed];
        for (int hits = 1 + random.NextInt(3); hits > 0 && bytes.Length > 0; hits--)
        {
            int at = random.NextInt(bytes.Length);
            switch (random.NextInt(4))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.NextInt(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.NextInt(256);
                    break;
                case 2:
                    bytes = bytes[..at];
                    break;
                default:
                    bytes = [.. bytes[..at], .. new byte[1 + random.NextInt(9)], .. bytes[at..]];
                    break;
            }
        }

        return bytes;
    }
}
