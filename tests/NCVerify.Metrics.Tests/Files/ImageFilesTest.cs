namespace NCVerify.Metrics.Tests.Files;

/// <summary>Files of MNIST and CIFAR-10, whole and damaged.</summary>
public sealed class ImageFilesTest
{
    private static readonly int[] TwoImages = [2, 28, 28];

    [Test]
    public void APairOfMnistFilesIsRead([Values("", ".gz")] string suffix)
    {
        using var scratch = new Scratch();
        byte[] pixels = [.. Enumerable.Range(0, 2 * 784).Select(i => (byte)(i % 251))];
        LabelledImages read = MnistFiles.Read(Write(scratch, "images" + suffix, FileBytes.Idx(0x08, TwoImages, pixels)), Write(scratch, "labels" + suffix, FileBytes.Idx(0x08, [2], [7, 3])));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((read.Count, read.Channels, read.Height, read.Width), Is.EqualTo((2, 1, 28, 28)));
            Assert.That(read.Pixels, Is.EqualTo(pixels));
            Assert.That(read.Labels, Is.EqualTo((byte[])[7, 3]));
        }
    }

    [Test]
    public void MnistFilesThatDoNotFitAreRefused()
    {
        using var scratch = new Scratch();
        string images = scratch.Write("images", FileBytes.Idx(0x08, TwoImages, new byte[2 * 784])), labels = scratch.Write("labels", FileBytes.Idx(0x08, [2], [0, 1]));
        void Refused(byte[] badImages, byte[] badLabels, string message)
        {
            string i = badImages.Length > 0 ? scratch.Write("bad-images", badImages) : images, l = badLabels.Length > 0 ? scratch.Write("bad-labels", badLabels) : labels;
            Assert.That(() => MnistFiles.Read(i, l), Throws.InstanceOf<FeatureFileException>().With.Message.Contains(message));
        }

        using (Assert.EnterMultipleScope())
        {
            Refused(FileBytes.Idx(0x08, [2, 27, 28], new byte[2 * 27 * 28]), [], "declares shape (2, 27, 28) of u1; expected (N, 28, 28)");
            Refused(FileBytes.Idx(0x08, [3, 28, 28], new byte[3 * 784]), [], "it has 2 labels, but");
            Refused(FileBytes.Idx(0x08, TwoImages, new byte[(2 * 784) - 1]), [], "truncated");
            Refused(FileBytes.Idx(0x08, TwoImages, new byte[(2 * 784) + 1]), [], "goes on after");
            Refused(FileBytes.Idx(0x08, [60_001, 28, 28], []), [], "N from 1 to 60000");
            Refused(FileBytes.Idx(0x08, [60_000, 28, 28], []), [], "the file can hold at most");
            Refused([], FileBytes.Idx(0x08, [2], [0, 10]), "label 1 is 10; expected 0 to 9");
            Refused([], [1, 2, 3], "neither");
        }
    }

    [Test]
    public void ABatchOfCifarIsRead([Values("", ".gz")] string suffix)
    {
        using var scratch = new Scratch();
        byte[] pixels = [.. Enumerable.Range(0, 2 * 3072).Select(i => (byte)(i % 253))];
        LabelledImages read = CifarFile.Read(Write(scratch, "batch" + suffix, [9, .. pixels[..3072], 0, .. pixels[3072..]]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((read.Count, read.Channels, read.Height, read.Width), Is.EqualTo((2, 3, 32, 32)));
            Assert.That(read.Pixels, Is.EqualTo(pixels));
            Assert.That(read.Labels, Is.EqualTo((byte[])[9, 0]));
        }
    }

    [Test]
    public void OtherFilesAreNoCifar()
    {
        using var scratch = new Scratch();
        void Refused(byte[] bytes, string message) => Assert.That(() => CifarFile.Read(scratch.Write("batch", bytes)), Throws.InstanceOf<FeatureFileException>().With.Message.Contains(message));
        using (Assert.EnterMultipleScope())
        {
            Refused([], "it has 0 bytes, which is not a positive multiple of 3073");
            Refused(new byte[3072], "it has 3072 bytes");
            Refused(new byte[(10_000 * 3073) + 1], "it goes on after 10000 records");
            Refused([10, .. new byte[3072]], "record 0 has label 10; expected 0 to 9");
            Refused(FileBytes.Gzip(new byte[400 << 20]), "it goes on after 10000 records");
            Refused(FileBytes.Gzip(new byte[3073])[..^12], "truncated");
            Refused([0x1F, 0x8B, 8, 0, .. new byte[16]], "cannot be decompressed");
            Assert.That(() => CifarFile.Read(Path.Combine(scratch.Folder, "absent")), Throws.InstanceOf<FeatureFileException>().With.Message.Contains("there is no such file"));
        }
    }

    private static string Write(Scratch scratch, string name, byte[] bytes) => scratch.Write(name, name.EndsWith(".gz", StringComparison.Ordinal) ? FileBytes.Gzip(bytes) : bytes);
}
