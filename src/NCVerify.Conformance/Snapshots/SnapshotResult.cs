namespace NCVerify.Conformance;

/// <summary>How a received snapshot compares with the approved one.</summary>
public enum SnapshotStatus
{
    /// <summary>Equal within the approved tolerances; the approved file stays untouched and no received file remains.</summary>
    Equal,

    /// <summary>Nothing is approved yet; the received file waits for approval.</summary>
    New,

    /// <summary>Different, or the approved file is not readable; the received file waits for approval.</summary>
    NotEqual,
}

/// <summary>The outcome of one comparison.</summary>
/// <param name="Directory">Directory of both files.</param>
/// <param name="Name">Name of the snapshot, without endings.</param>
/// <param name="Status">The outcome.</param>
/// <param name="Differences">What differs; empty unless not equal.</param>
/// <param name="Received">Text of the received snapshot.</param>
/// <param name="Approved">Text of the approved file, or null when there is none.</param>
public sealed record SnapshotResult(
    string Directory, string Name, SnapshotStatus Status, IReadOnlyList<SnapshotDifference> Differences, string Received, string? Approved)
{
    /// <summary>Name of the received file.</summary>
    public string ReceivedFile => Name + SnapshotStore.ReceivedEnding;

    /// <summary>Name of the approved file.</summary>
    public string VerifiedFile => Name + SnapshotStore.VerifiedEnding;

    /// <summary>Whether the snapshot is as approved.</summary>
    public bool IsEqual => Status == SnapshotStatus.Equal;

    /// <summary>For evidence: "equal", "new", or "not equal: " and the first difference.</summary>
    public string Summary => Status switch
    {
        SnapshotStatus.Equal => "equal",
        SnapshotStatus.New => "new",
        _ => "not equal: " + Differences[0] + (Differences.Count > 1 ? FormattableString.Invariant($" (and {Differences.Count - 1} more)") : ""),
    };

    /// <summary>The failure text of this comparison alone, in the grammar of <see cref="SnapshotMessage"/>.</summary>
    public string Message => SnapshotMessage.Format(Directory, [this]);
}
