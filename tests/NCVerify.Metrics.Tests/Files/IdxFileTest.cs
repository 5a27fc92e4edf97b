namespace NCVerify.Metrics.Tests.Files;

/// <summary>IDX files, plain and compressed, as MNIST is published.</summary>
public sealed class IdxFileTest
{
    private Scratch _scratch = null!;

    [SetUp]
    public void SetUp() => _scratch = new Scratch();

    [TearDown]
    public void TearDown() => _scratch.Dispose();

    [Test]
    public void ImagesBecomeRowsOfPixels([Values] bool compressed)
    {
        byte[] pixels = [.. Enumerable.Range(0, 24).Select(i => (byte)(i * 10))];
        byte[] file = FileBytes.Idx(0x08, [4, 2, 3], pixels);
        string path = _scratch.Write("images-idx3-ubyte", compressed ? FileBytes.Gzip(file) : file);
        FeatureSource source = FeatureFiles.OpenFeatures(path);
        Assert.That((source.Samples, source.Dimension), Is.EqualTo((4, 6)));
        Assert.That(FileBytes.ReadAll(source), Is.EqualTo(pixels.Select(x => (double)x)));
    }

    [Test]
    public void LabelsAreRead([Values] bool compressed)
    {
        byte[] file = FileBytes.Idx(0x08, [5], [7, 2, 1, 0, 255]);
        string path = _scratch.Write("labels-idx1-ubyte", compressed ? FileBytes.Gzip(file) : file);
        Assert.That(FileBytes.ReadAll(FeatureFiles.OpenLabels(path)), Is.EqualTo(new long[] { 7, 2, 1, 0, 255 }));
    }

    [Test]
    public void NumbersAreBigEndian()
    {
        float[] values = [1.5f, -2.25f, 3e10f, 0];
        string path = _scratch.Write("a.idx", FileBytes.Idx(0x0D, [2, 2], FileBytes.Swapped(FileBytes.Of<float>(values), 4)));
        Assert.That(FileBytes.ReadAll(FeatureFiles.OpenFeatures(path)), Is.EqualTo(values.Select(x => (double)x)));
    }

    [Test]
    public void SixteenBitNumbersAreSigned()
    {
        string path = _scratch.Write("a.idx", FileBytes.Idx(0x0B, [2, 1], [0xFF, 0xFE, 0x01, 0x00]));
        Assert.That(FileBytes.ReadAll(FeatureFiles.OpenFeatures(path)), Is.EqualTo(new double[] { -2, 256 }));
    }
}
