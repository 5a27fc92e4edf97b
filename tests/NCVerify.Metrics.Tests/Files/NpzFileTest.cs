using System.IO.Compression;

namespace NCVerify.Metrics.Tests.Files;

public sealed class NpzFileTest
{
    [Test]
    public void WhatIsWrittenReadsBackExactly()
    {
        using var scratch = new Scratch();
        string path = Path.Combine(scratch.Folder, "new", "a.npz");
        double[] wide = [.. Enumerable.Range(0, 10_007).Select(i => Math.Sqrt(i))];
        NpzArray[] arrays =
        [
            new("features", [1, 10_007], wide),
            new("state/single", [2, 1, 2], [0.5, float.Epsilon, float.MaxValue, -0.0]),
            new("labels", [3], [-1, 0, 1L << 52], NpzKind.Whole),
            NpzArray.Text("text", "Ångström"),
            new("empty", [0], []),
        ];
        NpzFile.Write(path, arrays);
        IReadOnlyList<NpzArray> read = NpzFile.Read(path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Select(a => a.Name), Is.EqualTo(arrays.Select(a => a.Name)));
            Assert.That(read.Zip(arrays).All(p => p.First.Shape.SequenceEqual(p.Second.Shape)), Is.True);
            Assert.That(read.Zip(arrays).All(p => p.First.Values.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(p.Second.Values.Select(BitConverter.DoubleToInt64Bits))), Is.True);
            Assert.That(read[3].AsText(), Is.EqualTo("Ångström"));
        }
    }

    [Test]
    public void SingleValuesTakeFourBytesAndHeadersAreAligned()
    {
        using var scratch = new Scratch();
        string path = Path.Combine(scratch.Folder, "a.npz");
        NpzFile.Write(path, [new("a", [3], [1, 2, 0.5]), new("b", [3], [1, 2, 0.1])]);
        using ZipArchive archive = ZipFile.OpenRead(path);
        // From the format: the numbers start at a multiple of 64 bytes.
        Assert.That(archive.Entries.Select(e => e.Length), Is.EqualTo((long[])[128 + 12, 128 + 24]));
    }

    [Test]
    public void TheSameArraysAreTheSameBytes()
    {
        using var scratch = new Scratch();
        byte[] Bytes(string name)
        {
            string path = Path.Combine(scratch.Folder, name);
            NpzFile.Write(path, [new("a", [1], [1])]);
            return File.ReadAllBytes(path);
        }

        Assert.That(Bytes("x"), Is.EqualTo(Bytes("y")));
    }

    [Test]
    public void OtherFilesAreRefused()
    {
        using var scratch = new Scratch();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => NpzFile.Read(scratch.Write("text", "1,2"u8.ToArray())), Throws.InstanceOf<FeatureFileException>().With.Message.Contains("no .npz file"));
            Assert.That(() => NpzFile.Read(Path.Combine(scratch.Folder, "absent")), Throws.InstanceOf<FeatureFileException>());
        }
    }
}
