using System.IO.Compression;

namespace NCVerify.Metrics.Tests.Files;

/// <summary>.npz archives: arrays by name and by role, and archives that lie.</summary>
public sealed class ArchiveTest
{
    private static readonly byte[] Features = FileBytes.Npy([1, 2, 3, 4, 5, 6], "(3, 2)");
    private Scratch _scratch = null!;

    [SetUp]
    public void SetUp() => _scratch = new Scratch();

    [TearDown]
    public void TearDown() => _scratch.Dispose();

    [Test]
    public void ArraysAreFoundByRoleAndByName([Values] CompressionLevel level)
    {
        string path = _scratch.Write("dump.npz", Zip(level, ("H.npy", Features), ("other.npy", FileBytes.Npy([9, 9], "(1, 2)")), ("y.npy", FileBytes.Labels(4, 5, 6))));
        Assert.That(FileBytes.ReadAll(FeatureFiles.OpenFeatures(path)), Is.EqualTo(new[] { 1.0, 2, 3, 4, 5, 6 }));
        Assert.That(FileBytes.ReadAll(FeatureFiles.OpenFeatures(path + ":other")), Is.EqualTo(new[] { 9.0, 9 }));
        Assert.That(FileBytes.ReadAll(FeatureFiles.OpenLabels(path)), Is.EqualTo(new[] { 4L, 5, 6 }));
        Assert.That(FeatureFiles.Holds(path, ArrayRole.Labels), Is.True);
        Assert.That(FeatureFiles.Holds(path, ArrayRole.Weights), Is.False);
    }

    [Test]
    public void ArchivesThatLieOrLackTheArrayAreRefused()
    {
        byte[] good = Zip(CompressionLevel.Optimal, ("a.npy", Features), ("b.npy", Features));
        byte[] bomb = Zip(CompressionLevel.SmallestSize, ("features.npy", [.. FileBytes.Npy("<f4", "(3, 2)", new byte[24]), .. new byte[40_000_000]]));
        byte[] impossible = Zip(CompressionLevel.SmallestSize, ("features.npy", FileBytes.Npy("<f4", "(900000, 90000)", new byte[24])));
        byte[] slightly = Zip(CompressionLevel.SmallestSize, ("features.npy", FileBytes.Npy("<f4", "(2000, 10)", new byte[24])));
        byte[] twice = Zip(CompressionLevel.Optimal, ("features.npy", Features), ("features.npy", Features));
        (string Name, byte[] Bytes, string Says)[] cases =
        [
            ("two.npz", good, "none of its arrays is named like features"),
            ("two.npz:c", good, "no array 'c'. Name one as two.npz:NAME; it has a, b"),
            ("bomb.npz", bomb, "goes on after"),
            ("impossible.npz", impossible, "can hold at most"),
            ("slightly.npz", slightly, "ends before"),
            ("twice.npz", twice, "the same name"),
            ("cut.npz", good[..^30], "damaged zip archive"),
            ("no-arrays.npz", Zip(CompressionLevel.Optimal, ("readme.txt", [1])), "without .npy members"),
            ("checkpoint.pt", Zip(CompressionLevel.NoCompression, ("archive/data.pkl", [0x80, 2]), ("archive/data/0", new byte[8])), "python -c \"import torch"),
            ("pickled.npz", Zip(CompressionLevel.Optimal, ("features.npy", FileBytes.Npy("|O", "(2, 2)", new byte[8]))), "pickled Python objects"),
        ];
        using (Assert.EnterMultipleScope())
        {
            foreach ((string name, byte[] bytes, string says) in cases)
            {
                string path = _scratch.Write(name.Split(':')[0], bytes) + (name.Contains(':', StringComparison.Ordinal) ? ":" + name.Split(':')[1] : string.Empty);
                Assert.That(() => FileBytes.ReadAll(FeatureFiles.OpenFeatures(path)), Throws.TypeOf<FeatureFileException>().With.Message.Contains(says), name);
            }
        }
    }

    internal static byte[] Zip(CompressionLevel level, params (string Name, byte[] Bytes)[] members)
    {
        using var output = new MemoryStream();
        using (var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] bytes) in members)
            {
                using Stream stream = archive.CreateEntry(name, level).Open();
                stream.Write(bytes);
            }
        }

        return output.ToArray();
    }
}
