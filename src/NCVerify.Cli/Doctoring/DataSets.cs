using System.IO.Compression;
using System.Security.Cryptography;
using NCVerify.Metrics;
using NCVerify.Numerics;

namespace NCVerify.Cli.Doctoring;

/// <summary>Data sets under NCVERIFY_DATA: which files are there, with the SHA-256 of their uncompressed bytes.</summary>
internal static class DataSets
{
    // Larger than any uncompressed file of these sets (47 MB): a gzip bomb ends here.
    private const long Largest = 64 << 20;

    private static readonly (string Name, string[] Files, string Source)[] Sets =
    [
        ("mnist", ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"], "the four IDX files of MNIST"),
        ("cifar10", ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin"], "CIFAR-10, binary version, from https://www.cs.toronto.edu/~kriz/cifar.html"),
    ];

    /// <summary>One check per data set.</summary>
    public static IEnumerable<Check> Checks(string? root) => Sets.Select(set => CheckOne(root, set.Name, set.Files, set.Source));

    private static Check CheckOne(string? root, string name, string[] files, string source)
    {
        const string cost = "specs on this data are 'not run: data absent'";
        string remedy = $"put {source} (plain or .gz) into $NCVERIFY_DATA/{name}/";
        if (string.IsNullOrWhiteSpace(root))
        {
            return Check.Missing("data: " + name, "NCVERIFY_DATA is not set", cost, "set NCVERIFY_DATA to a directory and " + remedy);
        }

        string[] found = [.. files.Select(file => Describe(root, name, file)).OfType<string>()];
        return found.Length > 0
            ? Check.Ok("data: " + name, $"{found.Length.ToString(Exact.Culture)} of {files.Length.ToString(Exact.Culture)} files: {string.Join(", ", found)}")
            : Check.Missing("data: " + name, $"no file of it in {Path.Combine(root, name)}", cost, remedy);
    }

    private static string? Describe(string root, string set, string file)
    {
        string path = Path.Combine(root, set, file);
        (string existing, bool compressed) = File.Exists(path) ? (path, false) : (path + ".gz", true);
        if (!File.Exists(existing))
        {
            return null;
        }

        try
        {
            using Stream raw = File.OpenRead(existing);
            using Stream bytes = compressed ? new GZipStream(raw, CompressionMode.Decompress) : raw;
            string digest = Digest(bytes);
            return $"{file} sha256 {digest}, {DataFile.OriginOf($"{set}/{file}", digest)}";
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return $"{file} not readable ({e.Message})";
        }
    }

    private static string Digest(Stream bytes)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] block = new byte[1 << 16];
        long total = 0;
        for (int read = bytes.Read(block); read > 0; read = bytes.Read(block))
        {
            total += read;
            if (total > Largest)
            {
                throw new InvalidDataException($"more than {Largest.ToString(Exact.Culture)} bytes: not a file of this set");
            }

            digest.AppendData(block, 0, read);
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
