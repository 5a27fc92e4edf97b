namespace NCVerify.Conformance;

/// <summary>
/// Approved snapshots of one directory, <c>{name}.verified.json</c>, and what was received where it is new or different,
/// <c>{name}.received.json</c>: the file names of Verify, so that its tools find them.
/// </summary>
public sealed class SnapshotStore(string directory)
{
    /// <summary>Ending of approved files.</summary>
    public const string VerifiedEnding = ".verified.json";

    /// <summary>Ending of received files.</summary>
    public const string ReceivedEnding = ".received.json";

    /// <summary>The directory.</summary>
    public string Directory { get; } = Path.GetFullPath(directory);

    /// <summary>
    /// Compares with the approved file and keeps the files in order: the approved file is never written here; the
    /// received file is written when new or different and removed when equal.
    /// </summary>
    /// <param name="name">Name from <see cref="SnapshotName.Of"/>.</param>
    /// <param name="received">What was measured.</param>
    /// <exception cref="ArgumentException">The name is not a plain file name.</exception>
    public SnapshotResult Compare(string name, Snapshot received)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(received);
        if (!SnapshotName.IsPlain(name))
        {
            throw new ArgumentException($"'{name}' cannot name a snapshot; take a name from SnapshotName.Of.", nameof(name));
        }

        string path = Path.Combine(Directory, name), text = SnapshotJson.Write(received);
        string? approved = File.Exists(path + VerifiedEnding) ? File.ReadAllText(path + VerifiedEnding) : null;
        IReadOnlyList<SnapshotDifference> differences = approved is null ? [] : DifferencesFrom(approved, received);
        SnapshotStatus status = approved is null ? SnapshotStatus.New : differences.Count > 0 ? SnapshotStatus.NotEqual : SnapshotStatus.Equal;
        if (status == SnapshotStatus.Equal)
        {
            File.Delete(path + ReceivedEnding);
        }
        else
        {
            AtomicFile.WriteText(path + ReceivedEnding, text);
        }

        return new(Directory, name, status, differences, text, approved);
    }

    private static IReadOnlyList<SnapshotDifference> DifferencesFrom(string approved, Snapshot received)
    {
        if (approved.Contains('\r', StringComparison.Ordinal))
        {
            return [new("file", "the approved file has carriage returns; save it with line feeds only (see .gitattributes)")];
        }

        try
        {
            return SnapshotComparison.Differences(SnapshotJson.Read(approved), received);
        }
        catch (SnapshotException e)
        {
            return [new("file", "the approved file is not readable: " + e.Message.ReplaceLineEndings(" "))];
        }
    }
}
