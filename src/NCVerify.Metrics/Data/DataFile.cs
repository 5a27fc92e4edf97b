namespace NCVerify.Metrics;

/// <summary>A file of a data set that is there, and what is known of its bytes.</summary>
/// <param name="Name">Sub-folder and original name, such as "cifar10/test_batch.bin".</param>
/// <param name="Path">Where it is, plain or .gz.</param>
/// <param name="Digest">SHA-256 of its uncompressed bytes, in hexadecimal.</param>
/// <param name="Origin">Whose bytes they are: <see cref="Published"/>, a named re-encoding, or <see cref="Unknown"/>.</param>
public sealed record DataFile(string Name, string Path, string Digest, string Origin)
{
    /// <summary>The bytes are those of the published file.</summary>
    public const string Published = "published";

    /// <summary>No digest is known that could tell.</summary>
    public const string Unknown = "unknown";

    /// <summary>What bytes with a digest are, where that is known.</summary>
    /// <param name="name">Sub-folder and original name, such as "cifar10/test_batch.bin".</param>
    /// <param name="digest">SHA-256 of the uncompressed bytes, in hexadecimal.</param>
    public static string OriginOf(string name, string digest) => KnownFiles.Origin(name, digest);

    /// <summary>Whether the bytes are known to be those of the published file.</summary>
    public bool IsPublished => string.Equals(Origin, Published, StringComparison.Ordinal);
}
