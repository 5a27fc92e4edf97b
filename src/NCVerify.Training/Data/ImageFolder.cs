using NCVerify.Metrics;

namespace NCVerify.Training;

/// <summary>All images of MNIST or CIFAR-10 that a data folder has.</summary>
/// <param name="Training">Where training samples (and test samples, without <paramref name="Test"/>) are taken from.</param>
/// <param name="Test">The official test images, when they are not what is trained on.</param>
/// <param name="Files">What was read.</param>
internal sealed record ImageFolder(LabelledImages Training, LabelledImages? Test, IReadOnlyList<DataFile> Files)
{
    private const string MnistTraining = "mnist/train";
    private const string MnistTest = "mnist/t10k";

    /// <summary>Reads a data set; null when it is not there, with a reason that starts "not run: data".</summary>
    /// <exception cref="FeatureFileException">A file is damaged.</exception>
    public static ImageFolder? Read(string set, DataFolder folder, bool withTest, out string reason) =>
        string.Equals(set, "mnist", StringComparison.Ordinal) ? Mnist(folder, withTest, out reason) : Cifar(folder, withTest, out reason);

    // Without the 60,000 training images the 10,000 test images are trained on, where so many suffice.
    private static ImageFolder? Mnist(DataFolder folder, bool withTest, out string reason)
    {
        bool original = folder.Has(MnistTraining + "-images-idx3-ubyte");
        if (MnistPair(folder, original ? MnistTraining : MnistTest, out reason) is not { } training)
        {
            return null;
        }

        (LabelledImages Images, DataFile[] Files)? test = null;
        if (original && withTest && folder.Has(MnistTest + "-images-idx3-ubyte"))
        {
            test = MnistPair(folder, MnistTest, out reason);
            if (test is null)
            {
                return null;
            }
        }

        return new(training.Images, test?.Images, [.. training.Files, .. test?.Files ?? []]);
    }

    private static (LabelledImages Images, DataFile[] Files)? MnistPair(DataFolder folder, string stem, out string reason) =>
        folder.TryIdentify(stem + "-images-idx3-ubyte", out DataFile? images, out reason) && folder.TryIdentify(stem + "-labels-idx1-ubyte", out DataFile? labels, out reason)
            ? (MnistFiles.Read(images.Path, labels.Path), [images, labels])
            : null;

    private static ImageFolder? Cifar(DataFolder folder, bool withTest, out string reason)
    {
        const string test = "cifar10/test_batch.bin";
        string[] batches = [.. Enumerable.Range(1, 5).Select(i => FormattableString.Invariant($"cifar10/data_batch_{i}.bin"))];
        string[] there = [.. batches.Where(folder.Has).DefaultIfEmpty(batches[0])];
        var files = new List<DataFile>();
        foreach (string name in withTest && folder.Has(test) ? there.Append(test) : there)
        {
            if (!folder.TryIdentify(name, out DataFile? file, out reason))
            {
                return null;
            }

            files.Add(file);
        }

        reason = string.Empty;
        LabelledImages training = files.Take(there.Length).Select(f => CifarFile.Read(f.Path)).Aggregate((a, b) => a.Append(b));
        return new(training, files.Count > there.Length ? CifarFile.Read(files[^1].Path) : null, files);
    }
}
