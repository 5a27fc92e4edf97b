namespace NCVerify.Metrics.Tests.Files;

/// <summary>Data are found by name, verified by digest, and their absence is stated, never an error or a pass.</summary>
public sealed class DataFolderTest
{
    private const string Images = "mnist/t10k-images-idx3-ubyte";

    [TestCase(null)]
    [TestCase("")]
    public void WithoutAFolderItSaysWhatToSet(string? root)
    {
        Assert.That(new DataFolder(root).TryFind(Images, out _, out string reason), Is.False);
        Assert.That(reason, Does.StartWith("not run: data absent (set NCVERIFY_DATA").And.Contains(Images));
    }

    [Test]
    public void AMissingFileIsNamed()
    {
        using var scratch = new Scratch();
        Assert.That(new DataFolder(scratch.Folder).TryFind(Images, out _, out string reason), Is.False);
        Assert.That(reason, Does.StartWith("not run: data absent").And.Contains(scratch.Folder));
    }

    [Test]
    public void OtherBytesAreNotUsed([Values("", ".gz")] string suffix)
    {
        using var scratch = new Scratch();
        byte[] bytes = FileBytes.Idx(0x08, [1, 1], [1]);
        scratch.Write(Images + suffix, suffix.Length > 0 ? FileBytes.Gzip(bytes) : bytes);
        Assert.That(new DataFolder(scratch.Folder).TryFind(Images, out _, out string reason), Is.False);
        Assert.That(reason, Does.StartWith("not run: data differ").And.Contains("0fa7898d"));
    }

    [Test]
    public void AFileWithoutAKnownDigestIsUsed()
    {
        using var scratch = new Scratch();
        string written = scratch.Write("cifar10/test_batch.bin", [1, 2, 3]);
        Assert.That(new DataFolder(scratch.Folder).TryFind("cifar10/test_batch.bin", out string path, out string reason), Is.True);
        Assert.That((path, reason), Is.EqualTo((written, string.Empty)));
    }

    [Test]
    public void RawMnistPixelsAreNotCollapsed()
    {
        var folder = DataFolder.FromEnvironment();
        if (!folder.TryFind(Images, out string images, out string reason) || !folder.TryFind("mnist/t10k-labels-idx1-ubyte", out string labels, out reason))
        {
            Assert.Ignore(reason);
            return;
        }

        MeasureReport report = Measurement.Run(new FeatureSet(FeatureFiles.OpenFeatures(images), FeatureFiles.OpenLabels(labels)));
        Assert.That((report.Samples, report.Dimension, report.Classes.Count), Is.EqualTo((10_000, 784, 10)));
        // The sizes of the published test set.
        Assert.That(report.Classes.Select(c => c.Count), Is.EqualTo(new long[] { 980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009 }));
        Assert.That(report.Verdict.Collapsed, Is.False);
        Assert.That(report["nc1.pinv.classmean"], Is.GreaterThan(1));
        Assert.That(report["nc1.quotient"], Is.GreaterThan(1));
    }
}
