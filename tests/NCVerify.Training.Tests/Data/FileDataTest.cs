using NCVerify.Metrics;

namespace NCVerify.Training.Tests.Data;

/// <summary>Selection and scaling on a CIFAR-10 batch made by hand, and on the real files where they are.</summary>
public sealed class FileDataTest
{
    private static readonly DataSpec Two = new() { Set = "cifar10", Classes = 2, PerClass = 2, Scaling = InputScaling.Unit };

    [Test]
    public void TheFirstOfEachClassAreTaken()
    {
        using var scratch = new Scratch();
        scratch.Write("cifar10/data_batch_2.bin", Batch(1, 0, 7, 0, 1, 1, 0));
        TrainingData data = ExperimentData.Load(Two with { TestPerClass = 1 }, new DataFolder(scratch.Folder));
        using (Assert.EnterMultipleScope())
        {
            // Every pixel of record i is i.
            Assert.That(data.Training.Labels, Is.EqualTo((int[])[1, 0, 0, 1]));
            Assert.That(data.Training.Values.Chunk(3072).Select(r => r.Distinct().Single()), Is.EqualTo((float[])[0, 1 / 255f, 3 / 255f, 4 / 255f]));
            Assert.That(data.Test!.Labels, Is.EqualTo((int[])[1, 0]));
            Assert.That(data.Test.Values.Chunk(3072).Select(r => r[0]), Is.EqualTo((float[])[5 / 255f, 6 / 255f]));
            Assert.That((data.Training.Channels, data.Training.Height, data.Training.Width), Is.EqualTo((3, 32, 32)));
            Assert.That(data.ClassSizes, Is.EqualTo((int[])[2, 2]));
            Assert.That(data.Files.Single(), Has.Property(nameof(DataFile.Name)).EqualTo("cifar10/data_batch_2.bin").And.Property(nameof(DataFile.Origin)).EqualTo("unknown"));
        }
    }

    [Test]
    public void BatchesFollowEachOtherAndOfficialTestImagesAreUsed()
    {
        using var scratch = new Scratch();
        scratch.Write("cifar10/data_batch_1.bin", Batch(0, 1));
        scratch.Write("cifar10/data_batch_3.bin", Batch(1, 0));
        scratch.Write("cifar10/test_batch.bin", Batch(9, 9, 1, 0));
        TrainingData data = ExperimentData.Load(Two with { TestPerClass = 1 }, new DataFolder(scratch.Folder));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(data.Training.Labels, Is.EqualTo((int[])[0, 1, 1, 0]));
            Assert.That(data.Test!.Values[0], Is.EqualTo(2 / 255f));
            Assert.That(data.Files, Has.Count.EqualTo(3));
        }
    }

    [Test]
    public void StandardisationIsPerChannelOfTheTrainingImages()
    {
        using var scratch = new Scratch();
        byte[] batch = Batch(0, 1);
        batch.AsSpan(1, 1024).Fill(10);
        batch.AsSpan(3073 + 1, 1024).Fill(30);
        scratch.Write("cifar10/data_batch_1.bin", batch);
        LabelledInputs training = ExperimentData.Load(Two with { PerClass = 1, Scaling = InputScaling.Standardised }, new DataFolder(scratch.Folder)).Training;
        // Red: 10 and 30 have mean 20 and deviation 10. Green and blue: 0 and 1 have mean 1/2 and deviation 1/2.
        Assert.That(training.Values.Chunk(1024).Select(c => c.Distinct().Single()), Is.EqualTo((float[])[-1, -1, -1, 1, 1, 1]));
    }

    [Test]
    public void TooFewAreCounted()
    {
        using var scratch = new Scratch();
        scratch.Write("cifar10/data_batch_1.bin", Batch(0, 1, 1));
        var folder = new DataFolder(scratch.Folder);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => ExperimentData.Load(Two, folder), Throws.InstanceOf<ExperimentException>().With.Message.Contains("2 training images of cifar10 of class 0 are asked for; there are 1."));
            Assert.That(
                () => ExperimentData.Load(Two with { PerClass = 1, TestPerClass = 3 }, folder),
                Throws.InstanceOf<ExperimentException>().With.Message.Contains("3 test images of cifar10 of class 0 are asked for after 1 for training; there are 0."));
        }
    }

    [Test]
    public void AbsentDataAreNotRun()
    {
        using var scratch = new Scratch();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ExperimentData.TryLoad(Two, new DataFolder(null), out _, out string reason), Is.False);
            Assert.That(reason, Does.StartWith("not run: data absent (set NCVERIFY_DATA").And.Contains("cifar10/data_batch_1.bin"));
            Assert.That(ExperimentData.TryLoad(Two with { Set = "mnist" }, new DataFolder(scratch.Folder), out _, out reason), Is.False);
            Assert.That(reason, Does.StartWith("not run: data absent").And.Contains("t10k-images-idx3-ubyte"));
            Assert.That(() => ExperimentData.Load(Two, new DataFolder(null)), Throws.InstanceOf<ExperimentException>());
        }
    }

    [Test]
    public void DamagedFilesAreErrors()
    {
        using var scratch = new Scratch();
        scratch.Write("cifar10/data_batch_1.bin", Batch(0, 1)[..^1]);
        Assert.That(() => ExperimentData.Load(Two, new DataFolder(scratch.Folder)), Throws.InstanceOf<ExperimentException>().With.Message.Contains("not a positive multiple of 3073"));
    }

    [Test]
    public void RealMnist()
    {
        TrainingData data = Real(new() { Set = "mnist", PerClass = 500, TestPerClass = 100 });
        using (Assert.EnterMultipleScope())
        {
            Assert.That((data.Training.Count, data.Training.Height, data.Training.Width, data.Test!.Count), Is.EqualTo((5000, 28, 28, 1000)));
            Assert.That(data.Training.Labels.CountBy(k => k).Select(p => p.Value), Has.All.EqualTo(500));
            Assert.That(data.Files, Has.All.Property(nameof(DataFile.IsPublished)).True);
        }
    }

    [Test]
    public void RealCifar()
    {
        TrainingData data = Real(new() { Set = "cifar10", PerClass = 300, TestPerClass = 50 });
        using (Assert.EnterMultipleScope())
        {
            Assert.That((data.Training.Count, data.Training.Channels, data.Test!.Count), Is.EqualTo((3000, 3, 500)));
            Assert.That(data.Training.Values.Chunk(1024).Where((_, i) => i % 3 == 1).SelectMany(c => c).Average(x => (double)x), Is.Zero.Within(1e-5));
        }
    }

    private static TrainingData Real(DataSpec spec)
    {
        if (!ExperimentData.TryLoad(spec, DataFolder.FromEnvironment(), out TrainingData? data, out string reason))
        {
            Assert.Ignore(reason);
        }

        return data!;
    }

    private static byte[] Batch(params byte[] labels) => [.. labels.SelectMany((k, i) => Enumerable.Repeat((byte)i, 3072).Prepend(k))];
}
