using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;

namespace NCVerify.Metrics;

/// <summary>
/// Zip archives of arrays (.npz). Only the directory is read, then one member as a forward stream; nothing is extracted, so
/// names of members are never used as paths.
/// </summary>
internal static class Containers
{
    private const string Extension = ".npy";

    /// <summary>The name of a member as NumPy shows it: without .npy.</summary>
    public static string ShortName(string member) =>
        member.EndsWith(Extension, StringComparison.Ordinal) ? member[..^Extension.Length] : member;

    /// <summary>The arrays of a .npz file, by full member name.</summary>
    /// <exception cref="FeatureFileException">The archive is damaged, or is no .npz but, say, a PyTorch checkpoint.</exception>
    public static IReadOnlyList<string> Members(string path)
    {
        using FileStream file = ArrayBytes.OpenFile(path);
        using ZipArchive archive = Directory(path, file);
        string[] names = [.. archive.Entries.Select(e => e.FullName)];
        if (names.Any(n => n.EndsWith("data.pkl", StringComparison.Ordinal)))
        {
            throw Pickles.Checkpoint(path);
        }

        string[] arrays = [.. names.Where(n => n.EndsWith(Extension, StringComparison.Ordinal))];
        if (arrays.Length == 0)
        {
            throw new FeatureFileException(path, "it is a zip archive without .npy members", "Write it with np.savez(path, features=..., labels=...)");
        }

        return arrays.Distinct(StringComparer.Ordinal).Count() == arrays.Length
            ? arrays
            : throw new FeatureFileException(path, "two of its members have the same name", "Write it again with np.savez");
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The stream that is returned disposes of the archive, which disposes of the file.")]
    public static Stream OpenMember(FileStream file, ArrayBytes bytes)
    {
        ZipArchive archive = Directory(bytes.Path, file);
        try
        {
            ZipArchiveEntry entry = archive.GetEntry(bytes.Member!) ?? throw Damaged(bytes.Path, "its directory changed");
            return new MemberStream(archive, entry.Open());
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            archive.Dispose();
            throw Damaged(bytes.Name, e.Message, e);
        }
    }

    private static ZipArchive Directory(string path, FileStream file)
    {
        try
        {
            var archive = new ZipArchive(file, ZipArchiveMode.Read);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw Damaged(path, e.Message, e);
        }
    }

    private static FeatureFileException Damaged(string name, string why, Exception? inner = null) =>
        new(name, $"it is a damaged zip archive ({why.TrimEnd('.')})", "It is truncated or damaged: copy or write it again", inner);

    private sealed class MemberStream(ZipArchive archive, Stream member) : ForwardStream
    {
        public override int Read(Span<byte> buffer) => member.Read(buffer);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                member.Dispose();
                archive.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
