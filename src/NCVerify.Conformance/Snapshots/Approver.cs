using System.IO.Enumeration;

namespace NCVerify.Conformance;

/// <summary>What became of one received snapshot.</summary>
/// <param name="Name">Path relative to the root, with slashes, without ending.</param>
/// <param name="Approved">Whether it now is the approved one.</param>
/// <param name="Reason">Why it was refused; empty when approved.</param>
public sealed record Approval(string Name, bool Approved, string Reason);

/// <summary>Accepts received snapshots: moves each over its approved file. The decision of a person, never of a test.</summary>
public static class Approver
{
    private static readonly string[] Skipped = ["artifacts", "bin", "obj", ".git", "node_modules"];

    /// <summary>
    /// Approves every received snapshot under <paramref name="root"/> whose name matches. One that is not readable or
    /// holds a NaN is refused, since nothing could ever equal it.
    /// </summary>
    /// <param name="root">Directory that is searched with its subdirectories.</param>
    /// <param name="glob">Pattern with * and ? on the name; with a slash in it, on the path relative to the root.</param>
    /// <returns>What was found, in ordinal order of names; empty when nothing waits.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    public static IReadOnlyList<Approval> Approve(string root, string glob = "*")
    {
        ArgumentException.ThrowIfNullOrEmpty(glob);
        string full = Path.GetFullPath(root);
        if (!Directory.Exists(full))
        {
            throw new DirectoryNotFoundException($"There is no directory '{full}'.");
        }

        return [.. Received(full)
            .Select(file => (File: file, Name: Path.GetRelativePath(full, file).Replace('\\', '/')[..^SnapshotStore.ReceivedEnding.Length]))
            .Where(x => FileSystemName.MatchesSimpleExpression(glob, glob.Contains('/', StringComparison.Ordinal) ? x.Name : x.Name[(x.Name.LastIndexOf('/') + 1)..], ignoreCase: false))
            .OrderBy(x => x.Name, StringComparer.Ordinal)
            .Select(x => ApproveOne(x.File, x.Name))];
    }

    private static IEnumerable<string> Received(string root) => new FileSystemEnumerable<string>(
        root, (ref FileSystemEntry entry) => entry.ToFullPath(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && entry.FileName.EndsWith(SnapshotStore.ReceivedEnding, StringComparison.Ordinal),
        ShouldRecursePredicate = (ref FileSystemEntry entry) => !Skipped.Contains(entry.FileName.ToString(), StringComparer.Ordinal),
    };

    private static Approval ApproveOne(string file, string name)
    {
        try
        {
            Snapshot snapshot = SnapshotJson.Read(File.ReadAllText(file));
            if (snapshot.Entries.FirstOrDefault(e => HasNaN(e.Value)) is { } entry)
            {
                return new(name, false, $"quantity '{entry.Quantity}' is NaN, which equals nothing");
            }
        }
        catch (SnapshotException e)
        {
            return new(name, false, e.Message);
        }

        File.Move(file, file[..^SnapshotStore.ReceivedEnding.Length] + SnapshotStore.VerifiedEnding, overwrite: true);
        return new(name, true, "");
    }

    private static bool HasNaN(SnapshotValue value) => value switch
    {
        SnapshotValue.Number number => double.IsNaN(number.Value),
        SnapshotValue.List list => list.Items.Any(HasNaN),
        _ => false,
    };
}
