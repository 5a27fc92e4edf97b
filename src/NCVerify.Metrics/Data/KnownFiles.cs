namespace NCVerify.Metrics;

/// <summary>Digests (SHA-256 of uncompressed bytes) of the files of the data sets, and what bytes with each digest are.</summary>
internal static class KnownFiles
{
    private const string Reencoding = "re-encoding (10,000 training and 2,000 test images decoded from a JPEG copy; not the published pixels)";

    // The digests of MNIST are those that independent loaders pin. For the original CIFAR-10 batches none is published
    // (only one of the archive), so other bytes are used and called unknown.
    private static readonly Dictionary<string, (string Digest, string Origin)> Table = new(StringComparer.Ordinal)
    {
        ["mnist/train-images-idx3-ubyte"] = ("ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db", DataFile.Published),
        ["mnist/train-labels-idx1-ubyte"] = ("65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5", DataFile.Published),
        ["mnist/t10k-images-idx3-ubyte"] = ("0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7", DataFile.Published),
        ["mnist/t10k-labels-idx1-ubyte"] = ("ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2", DataFile.Published),
        ["cifar10/data_batch_1.bin"] = ("5911600e60f51499e0423ec122d3b2089e2d2a70fe1b8596de18bde5e3f98055", Reencoding),
        ["cifar10/test_batch.bin"] = ("2e09123f0475dba817edb517d712495373151d2c76c49dd6da8c98244c622e36", Reencoding),
    };

    /// <summary>Digest of the published file; null when it is not known.</summary>
    public static string? Published(string file) =>
        Table.TryGetValue(file, out var known) && string.Equals(known.Origin, DataFile.Published, StringComparison.Ordinal) ? known.Digest : null;

    /// <summary>What bytes with a digest are.</summary>
    public static string Origin(string file, string digest) =>
        Table.TryGetValue(file, out var known) && string.Equals(known.Digest, digest, StringComparison.Ordinal) ? known.Origin : DataFile.Unknown;
}
