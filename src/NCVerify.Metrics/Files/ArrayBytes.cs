using System.IO.Compression;
using System.Numerics;

namespace NCVerify.Metrics;

/// <summary>How the bytes of an array are kept.</summary>
internal enum ByteCoding
{
    Plain,
    Gzip,
    Zip,
}

/// <summary>The bytes that hold an array: a file, a gzip-compressed file, or one member of a zip archive (.npz).</summary>
/// <param name="Path">The file as the user named it.</param>
/// <param name="Coding">How its bytes are kept.</param>
/// <param name="Member">Full name of the member of an archive; null for a whole file.</param>
internal sealed record ArrayBytes(string Path, ByteCoding Coding, string? Member = null)
{
    // Deflate cannot expand by more than this, so what declares more is wrong whatever it holds.
    private const int LargestExpansion = 1032;

    /// <summary>For messages: the file, and the member within it.</summary>
    public string Name => Member is null ? Path : $"{Path}:{Containers.ShortName(Member)}";

    /// <summary>Whether the bytes can be read at any place, and their number is that of the file.</summary>
    public bool Plain => Coding == ByteCoding.Plain;

    /// <summary>The most (uncompressed) bytes it can hold, from sizes that cannot lie: no declared length is believed.</summary>
    public BigInteger MostBytes()
    {
        long length = new FileInfo(Path).Length;
        return Plain ? length : ((BigInteger)length * LargestExpansion) + 1024;
    }

    /// <summary>A forward stream of the (uncompressed) bytes.</summary>
    /// <exception cref="FeatureFileException">The file cannot be read.</exception>
    public Stream Open()
    {
        FileStream file = OpenFile(Path);
        try
        {
            return Coding switch
            {
                ByteCoding.Gzip => new GZipStream(file, CompressionMode.Decompress),
                ByteCoding.Zip => Containers.OpenMember(file, this),
                _ => file,
            };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The file itself.</summary>
    public static FileStream OpenFile(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ArrayStream.Unreadable(path, e);
        }
    }
}
