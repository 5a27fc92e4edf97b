namespace NCVerify.Conformance;

/// <summary>Looks after a directory of approved snapshots.</summary>
public sealed class SnapshotDirectory(string path)
{
    /// <summary>The directory.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>
    /// Approved files that no test asked for: left over after a test was renamed or removed. Ask only after a run of all
    /// tests of this directory.
    /// </summary>
    /// <param name="usedNames">Names that were compared in the run.</param>
    /// <returns>File names in ordinal order.</returns>
    public IReadOnlyList<string> Dangling(IEnumerable<string> usedNames)
    {
        var used = usedNames.Select(n => n + SnapshotStore.VerifiedEnding).ToHashSet(StringComparer.Ordinal);
        return Directory.Exists(Path)
            ? [.. Directory.EnumerateFiles(Path, "*" + SnapshotStore.VerifiedEnding).Select(f => System.IO.Path.GetFileName(f)).Where(f => !used.Contains(f)).Order(StringComparer.Ordinal)]
            : [];
    }
}
