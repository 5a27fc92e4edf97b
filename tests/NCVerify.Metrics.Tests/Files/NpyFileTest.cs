namespace NCVerify.Metrics.Tests.Files;

/// <summary>.npy files of every version, order, byte order and number type read back as the numbers that were written.</summary>
public sealed class NpyFileTest
{
    private static readonly double[] Values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 120];
    private Scratch _scratch = null!;

    [SetUp]
    public void SetUp() => _scratch = new Scratch();

    [TearDown]
    public void TearDown() => _scratch.Dispose();

    [Test]
    public void EveryVersion([Values(1, 2, 3)] int major)
    {
        string path = _scratch.Write("a.npy", FileBytes.Npy("<f8", "(4, 3)", FileBytes.Of<double>(Values), major: major));
        FeatureSource source = FeatureFiles.OpenFeatures(path);
        Assert.That((source.Samples, source.Dimension), Is.EqualTo((4, 3)));
        Assert.That(FileBytes.ReadAll(source), Is.EqualTo(Values));
    }

    [Test]
    public void EveryNumberType([Values("f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8")] string type, [Values] bool bigEndian, [Values] bool compressed)
    {
        byte[] data = Bytes(type);
        int size = type[1] - '0';
        string order = size == 1 ? "|" : bigEndian ? ">" : "<";
        byte[] file = FileBytes.Npy(order + type, "(4, 3)", bigEndian ? FileBytes.Swapped(data, size) : data);
        string path = _scratch.Write("a.npy", compressed ? FileBytes.Gzip(file) : file);
        Assert.That(FileBytes.ReadAll(FeatureFiles.OpenFeatures(path)), Is.EqualTo(Values));
    }

    [Test]
    public void FortranOrderIsTransposedBack()
    {
        double[] columns = [1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 120];
        string path = _scratch.Write("a.npy", FileBytes.Npy("<f8", "(4, 3)", FileBytes.Of<double>(columns), fortran: true));
        Assert.That(FileBytes.ReadAll(FeatureFiles.OpenFeatures(path)), Is.EqualTo(Values));
    }

    [Test]
    public void MoreAxesAreFlattenedPerSampleWithTheLastFastest([Values] bool fortran)
    {
        // Entry (i, a, b) of shape (2, 2, 3) is 6i + 3a + b + 1; in Fortran order i varies fastest, then a.
        double[] stored = fortran ? [1, 7, 4, 10, 2, 8, 5, 11, 3, 9, 6, 120] : Values;
        string path = _scratch.Write("a.npy", FileBytes.Npy("<f8", "(2, 2, 3)", FileBytes.Of<double>(stored), fortran));
        FeatureSource source = FeatureFiles.OpenFeatures(path);
        Assert.That(source.Dimension, Is.EqualTo(6));
        Assert.That(FileBytes.ReadAll(source, rowsPerBlock: 1), Is.EqualTo(Values));
    }

    [TestCase("i1", new long[] { 3, -1, 127 })]
    [TestCase("u1", new long[] { 3, 255, 127 })]
    [TestCase("i2", new long[] { 3, -300, 32767 })]
    [TestCase("i4", new long[] { 3, -70000, int.MaxValue })]
    [TestCase("i8", new long[] { long.MinValue, -1, long.MaxValue })]
    public void LabelsOfEveryWidth(string type, long[] labels)
    {
        byte[] data = type switch
        {
            "i1" => FileBytes.Of<sbyte>([.. labels.Select(x => (sbyte)x)]),
            "u1" => FileBytes.Of<byte>([.. labels.Select(x => (byte)x)]),
            "i2" => FileBytes.Of<short>([.. labels.Select(x => (short)x)]),
            "i4" => FileBytes.Of<int>([.. labels.Select(x => (int)x)]),
            _ => FileBytes.Of<long>(labels),
        };
        string path = _scratch.Write("y.npy", FileBytes.Npy((type[1] == '1' ? "|" : "<") + type, "(3,)", data));
        Assert.That(FileBytes.ReadAll(FeatureFiles.OpenLabels(path)), Is.EqualTo(labels));
    }

    [Test]
    public void PythonTwoHeadersAreRead()
    {
        string path = _scratch.Write("a.npy", FileBytes.NpyWithHeader("{\"shape\": (4L, 3L), \"fortran_order\": False, \"descr\": \"<f8\"}", FileBytes.Of<double>(Values)));
        Assert.That(FileBytes.ReadAll(FeatureFiles.OpenFeatures(path)), Is.EqualTo(Values));
    }

    [Test]
    public void ClassifierAndBias()
    {
        string weights = _scratch.Write("w.npy", FileBytes.Npy("<f8", "(3, 4)", FileBytes.Of<double>(Values)));
        string bias = _scratch.Write("b.npy", FileBytes.Npy("<f8", "(3, 1)", FileBytes.Of<double>([7, 8, 9])));
        LinearClassifier classifier = FeatureFiles.LoadClassifier(weights, bias);
        Assert.That(classifier.Weights.Data, Is.EqualTo(Values));
        Assert.That(classifier.Bias, Is.EqualTo(new double[] { 7, 8, 9 }));
    }

    private static byte[] Bytes(string type) => type switch
    {
        "f2" => FileBytes.Of<Half>([.. Values.Select(x => (Half)x)]),
        "f4" => FileBytes.Of<float>([.. Values.Select(x => (float)x)]),
        "f8" => FileBytes.Of<double>(Values),
        "i1" or "u1" => [.. Values.Select(x => (byte)x)],
        "i2" or "u2" => FileBytes.Of<short>([.. Values.Select(x => (short)x)]),
        "i4" or "u4" => FileBytes.Of<int>([.. Values.Select(x => (int)x)]),
        _ => FileBytes.Of<long>([.. Values.Select(x => (long)x)]),
    };
}
