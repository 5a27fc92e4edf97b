using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Security.Cryptography;

namespace NCVerify.Metrics;

/// <summary>
/// Finds data sets in the folder that the environment variable NCVERIFY_DATA names: sub-folders mnist and cifar10 with
/// the original file names, plain or with .gz. A file whose published SHA-256 is known is used only if its (uncompressed)
/// bytes match.
/// </summary>
/// <param name="root">The folder; null or empty when it is not set.</param>
public sealed class DataFolder(string? root)
{
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
        bool found = TryIdentify(file, out DataFile? known, out reason);
        path = known?.Path ?? string.Empty;
        return found;
    }

    /// <summary>Finds a file as above, with what is known of its bytes.</summary>
    /// <param name="file">Sub-folder and original name without .gz, separated by '/'.</param>
    /// <param name="found">The file, when it can be used.</param>
    /// <param name="reason">Why it cannot be used, to be shown as it is; empty when it can.</param>
    public bool TryIdentify(string file, [NotNullWhen(true)] out DataFile? found, out string reason)
    {
        ArgumentNullException.ThrowIfNull(file);
        (found, reason) = (null, string.Empty);
        if (string.IsNullOrEmpty(root))
        {
            reason = $"not run: data absent (set {Variable} to a folder that holds {file}, plain or .gz)";
            return false;
        }

        string plain = Path.Combine(root, Path.Combine(file.Split('/')));
        if (Existing(plain) is not { } path)
        {
            reason = $"not run: data absent (there is no {plain}, plain or .gz; {Variable} names {root})";
            return false;
        }

        string digest = Digest(path);
        if (KnownFiles.Published(file) is { } expected && !string.Equals(digest, expected, StringComparison.Ordinal))
        {
            reason = $"not run: data differ ({path} has SHA-256 {digest} uncompressed, the published file {expected}; download it again)";
            return false;
        }

        found = new DataFile(file, path, digest, KnownFiles.Origin(file, digest));
        return true;
    }

    /// <summary>Whether a file is there, whatever its bytes.</summary>
    public bool Has(string file) => !string.IsNullOrEmpty(root) && Existing(Path.Combine(root, file)) is not null;

    private static string? Existing(string plain) => new[] { plain, plain + ".gz" }.FirstOrDefault(File.Exists);

    // The largest file known here has fewer than 50 MB; a bomb is cut off far above and then simply has another digest.
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
