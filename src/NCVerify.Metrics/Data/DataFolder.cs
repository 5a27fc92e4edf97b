using System.IO.Compression;
using System.Security.Cryptography;

namespace NCVerify.Metrics;

/// <summary>
/// Finds data sets in the folder that the environment variable NCVERIFY_DATA names: sub-folders mnist and cifar10 with
/// the original file names, plain or with .gz. A file whose SHA-256 is known is used only if its (uncompressed) bytes match.
/// </summary>
/// <param name="root">The folder; null or empty when it is not set.</param>
public sealed class DataFolder(string? root)
{
    private static readonly Dictionary<string, string> Digests = new(StringComparer.Ordinal)
    {
        ["mnist/t10k-images-idx3-ubyte"] = "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        ["mnist/t10k-labels-idx1-ubyte"] = "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    };

    /// <summary>Name of the environment variable.</summary>
    public const string Variable = "NCVERIFY_DATA";

    /// <summary>The folder that the environment names (which may be none).</summary>
    public static DataFolder FromEnvironment() => new(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Finds a file such as "mnist/t10k-images-idx3-ubyte", plain or with .gz.</summary>
    /// <param name="file">Sub-folder and original name without .gz, separated by '/'.</param>
    /// <param name="path">Its path, when it is there and its bytes are the published ones (or no digest is known).</param>
    /// <param name="reason">Why it cannot be used, to be shown as it is; empty when it can.</param>
    public bool TryFind(string file, out string path, out string reason)
    {
        ArgumentNullException.ThrowIfNull(file);
        (path, reason) = (string.Empty, string.Empty);
        if (string.IsNullOrEmpty(root))
        {
            reason = $"not run: data absent (set {Variable} to a folder that holds {file}, plain or .gz)";
            return false;
        }

        string plain = Path.Combine(root, Path.Combine(file.Split('/')));
        string? found = new[] { plain, plain + ".gz" }.FirstOrDefault(File.Exists);
        if (found is null)
        {
            reason = $"not run: data absent (there is no {plain}, plain or .gz; {Variable} names {root})";
            return false;
        }

        if (Digests.TryGetValue(file, out string? expected) && Digest(found) is var actual && !string.Equals(actual, expected, StringComparison.Ordinal))
        {
            reason = $"not run: data differ ({found} has SHA-256 {actual} uncompressed, the published file {expected}; download it again)";
            return false;
        }

        path = found;
        return true;
    }

    // The largest file known here has fewer than 200 MB; a bomb is cut off there and then simply has another digest.
    private static string Digest(string path)
    {
        const long most = 200_000_000;
        try
        {
            using Stream file = File.OpenRead(path);
            using Stream bytes = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            byte[] buffer = new byte[1 << 16];
            long total = 0;
            while (total < most && bytes.Read(buffer) is > 0 and int read)
            {
                hash.AppendData(buffer, 0, read);
                total += read;
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return "that cannot be computed (" + e.Message.TrimEnd('.') + ")";
        }
    }
}
