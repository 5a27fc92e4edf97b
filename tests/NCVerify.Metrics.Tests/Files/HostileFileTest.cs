namespace NCVerify.Metrics.Tests.Files;

/// <summary>Damaged, hostile and mistaken files are refused, with the file, the problem and the remedy, before memory is spent.</summary>
[NonParallelizable]
public sealed class HostileFileTest
{
    private const string Good = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }";
    private Scratch _scratch = null!;

    [SetUp]
    public void SetUp() => _scratch = new Scratch();

    [TearDown]
    public void TearDown() => _scratch.Dispose();

    private static IEnumerable<TestCaseData> Refused()
    {
        byte[] four = new byte[16];
        yield return Case("empty", [], "is empty");
        yield return Case("decimal commas", "1,5;2,5\n3,5;4,5\n"u8.ToArray(), "'5;2' among numbers");
        yield return Case("short magic", [0x93, (byte)'N', (byte)'U'], "neither a .npy file");
        yield return Case("magic alone", [0x93, .. "NUMPY"u8, 1, 0], "inside its header");
        yield return Case("version 4", [0x93, .. "NUMPY"u8, 4, 0, 0, 0, 0, 0], "version is 4.0");
        yield return Case("cut header", FileBytes.NpyWithHeader(Good, four)[..40], "inside its header");
        yield return Case("header of 4 GB", [0x93, .. "NUMPY"u8, 2, 0, 0xFF, 0xFF, 0xFF, 0xFF], "header claims 4294967295 bytes");
        yield return Case("truncated data", FileBytes.NpyWithHeader(Good, new byte[15]), "header declares shape (2, 2) of f4");
        yield return Case("trailing data", FileBytes.NpyWithHeader(Good, new byte[17]), "goes on after");
        yield return Case("huge shape", FileBytes.Npy("<f8", "(9000000000, 9000000000)", four), "header declares shape (9000000000, 9000000000)");
        yield return Case("overflowing shape", FileBytes.Npy("<f8", "(9223372036854775807, 9223372036854775807)", four), "header declares shape");
        yield return Case("unreadable shape", FileBytes.Npy("<f8", "(99999999999999999999, 2)", four), "is no length");
        yield return Case("negative shape", FileBytes.Npy("<f8", "(-2, -2)", four), "is no length");
        yield return Case("no samples", FileBytes.Npy("<f8", "(0, 4)", []), "(0, 4)");
        yield return Case("no features", FileBytes.Npy("<f8", "(4, 0)", []), "(4, 0)");
        yield return Case("zero hides a huge shape", FileBytes.Npy("<f8", "(4, 9000000000000000000, 9000000000000000000, 0)", []), "At least one sample");
        yield return Case("one axis", FileBytes.Npy("<f8", "(2,)", four), "reshape(-1, 1)");
        yield return Case("no axis", FileBytes.Npy("<f8", "()", new byte[8]), "axes");
        yield return Case("objects", FileBytes.Npy("|O", "(2, 2)", four), "python -c \"import numpy as np; a = np.load('objects.npy', allow_pickle=True)");
        yield return Case("bare pickle", [0x80, 4, .. new byte[20]], "pickled Python objects");
        yield return Case("records", FileBytes.NpyWithHeader("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (4,), }", four), "record array");
        yield return Case("complex", FileBytes.Npy("<c8", "(1, 2)", four), "'<c8'");
        yield return Case("strings", FileBytes.Npy("<U4", "(1, 1)", four), "'<U4'");
        yield return Case("code in the header", FileBytes.NpyWithHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), 'x': __import__('os').system('true')}", four), "cannot be understood");
        yield return Case("doubled key", FileBytes.NpyWithHeader("{'descr': '<f4', 'descr': '<f8', 'shape': (2, 2)}", four), "cannot be understood");
        yield return Case("no dictionary", FileBytes.NpyWithHeader("[1, 2]", four), "not a Python dictionary");
        yield return Case("zip", [.. "PK"u8, 3, 4, .. new byte[30]], "damaged zip archive");
        yield return Case("hdf5", [0x89, .. "HDF\r\n"u8, 0x1A, (byte)'\n'], "HDF5");
        yield return Case("cut idx header", FileBytes.Idx(0x08, [2, 2, 2], [])[..9], "inside its header");
        yield return Case("idx bomb", FileBytes.Idx(0x0E, [-1, -1, -1], []), "header declares shape (4294967295, 4294967295, 4294967295)");
        yield return Case("cut idx", FileBytes.Idx(0x08, [2, 2], [1, 2, 3]), "header declares shape (2, 2) of u1");
        yield return Case("cut gzip", FileBytes.Gzip(FileBytes.Idx(0x08, [100, 10], Noise(1000)))[..200], "");
        yield return Case("gzip of too little", FileBytes.Gzip(FileBytes.Idx(0x08, [100, 10], Noise(900))), "ends before the 1012 bytes");
        yield return Case("gzip of too much", FileBytes.Gzip(FileBytes.Idx(0x08, [100, 10], Noise(1001))), "goes on after the 1012 bytes");
        yield return Case("gzip bomb", FileBytes.Gzip(FileBytes.Idx(0x08, [100, 10], new byte[50_000_000])), "goes on after the 1012 bytes");
        yield return Case("impossible gzip", FileBytes.Gzip(FileBytes.Idx(0x08, [100_000, 100_000], [1])), "can hold at most");
        yield return Case("damaged gzip", [0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 5, 6, 0xFF, 0xFF, 0xFF], "");
    }

    [TestCaseSource(nameof(Refused))]
    public void IsRefused(string name, byte[] bytes, string says)
    {
        string path = _scratch.Write(name + ".npy", bytes);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        FeatureFileException refusal = Assert.Throws<FeatureFileException>(() => FeatureFiles.OpenFeatures(path));
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Message, Does.StartWith(path).And.Contains(says));
            Assert.That(refusal.Remedy, Is.Not.Empty);
            Assert.That(refusal.Message, Does.Not.Contain("\n"));
            // Stream buffers of 64 kB, a few times, and the compiled pattern; no declared size is ever allocated.
            Assert.That(allocated, Is.Below(2_000_000));
        }
    }

    [Test]
    public void MissingFilesAndFoldersAreNamed()
    {
        Assert.That(() => FeatureFiles.OpenFeatures("/nowhere/a.npy"), Throws.TypeOf<FeatureFileException>().With.Message.Contains("/nowhere/a.npy: there is no such file"));
        Assert.That(() => FeatureFiles.OpenFeatures(_scratch.Folder), Throws.TypeOf<FeatureFileException>().With.Message.Contains("is a folder"));
    }

    [Test]
    public void LabelsMustBeIntegersOnOneAxis()
    {
        string floats = _scratch.Write("f.npy", FileBytes.Npy("<f4", "(2,)", new byte[8])), oneHot = _scratch.Write("h.npy", FileBytes.Npy("|u1", "(2, 3)", new byte[6]));
        string huge = _scratch.Write("u.npy", FileBytes.Npy("<u8", "(2,)", [1, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255]));
        Assert.That(() => FeatureFiles.OpenLabels(floats), Throws.TypeOf<FeatureFileException>().With.Message.Contains("astype('int64')"));
        Assert.That(() => FeatureFiles.OpenLabels(oneHot), Throws.TypeOf<FeatureFileException>().With.Message.Contains("argmax(axis=1)"));
        Assert.That(() => FileBytes.ReadAll(FeatureFiles.OpenLabels(huge)), Throws.TypeOf<FeatureFileException>().With.Message.Contains("row 1 (counted from 0) is above 2^63"));
    }

    [Test]
    public void WeightsMustBeFiniteAndTheBiasOfTheirLength()
    {
        string bad = _scratch.Write("w.npy", FileBytes.Npy([1, 2, 3, float.NaN], "(2, 2)")), good = _scratch.Write("g.npy", FileBytes.Npy([1, 2, 3, 4], "(2, 2)"));
        string bias = _scratch.Write("b.npy", FileBytes.Npy([1, 2, 3], "(3,)"));
        Assert.That(() => FeatureFiles.LoadClassifier(bad, null), Throws.TypeOf<FeatureFileException>().With.Message.Contains("row 1, column 1"));
        Assert.That(() => FeatureFiles.LoadClassifier(good, bias), Throws.TypeOf<FeatureFileException>().With.Message.Contains("3 entries").And.Message.Contains("2 rows"));
    }

    [Test]
    public void AnyFlippedHeaderByteIsRefusedOrReadsTheDeclaredShape()
    {
        // No header may end in anything but FeatureFileException: try every byte of a good one at several values.
        byte[] good = FileBytes.NpyWithHeader(Good, new byte[16]);
        for (int at = 0; at < good.Length - 16; at++)
        {
            foreach (byte value in new byte[] { 0, 1, (byte)' ', (byte)'(', (byte)'9', 0x7F, 0xFF })
            {
                byte[] bytes = [.. good];
                bytes[at] = value;
                string path = _scratch.Write("flipped.npy", bytes);
                try
                {
                    FeatureSource source = FeatureFiles.OpenFeatures(path);
                    Assert.That(source.Samples * source.Dimension, Is.NoMoreThan(16));
                }
                catch (FeatureFileException refusal)
                {
                    Assert.That(refusal.Message, Does.StartWith(path));
                }
            }
        }
    }

    private static TestCaseData Case(string name, byte[] bytes, string says) => new TestCaseData(name, bytes, says).SetArgDisplayNames(name);

    // Incompressible, so that the compressed file is long enough to be cut inside its data.
    private static byte[] Noise(int count)
    {
        var random = new NCVerify.Numerics.CounterRandom(1);
        return [.. Enumerable.Range(0, count).Select(_ => (byte)random.NextInt(256))];
    }
}
