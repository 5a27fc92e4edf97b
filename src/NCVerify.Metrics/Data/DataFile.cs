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

    /// <summary>Whether the bytes are known to be those of the published file.</summary>
    public bool IsPublished => string.Equals(Origin, Published, StringComparison.Ordinal);
}
