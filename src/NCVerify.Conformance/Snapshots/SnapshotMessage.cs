using System.Text;

namespace NCVerify.Conformance;

/// <summary>
/// The failure text of snapshot comparisons. Up to the line "FileContent:" it is Verify's exception message format, so
/// tools that find files by it work; contents are indented, so that no content can be mistaken for the frame.
/// </summary>
/// <remarks>
/// <code>
/// message    = "Directory: " path LF [section("New")] [section("NotEqual")] [deletions] [section("Equal")] [contents]
/// section(x) = x ":" LF 1*("  - Received: " file LF "    Verified: " file LF)
/// deletions  = "Delete:" LF 1*("  - " file LF)
/// contents   = LF "FileContent:" LF [LF "New:" LF 1*new] [LF "NotEqual:" LF 1*different]
/// new        = LF "Received: " file LF text
/// different  = LF "Received: " file LF text "Verified: " file LF text "Compare Result:" LF text
/// text       = *("  " line LF)        a line of the file, or one difference per line
/// </code>
/// Texts longer than <see cref="LongestText"/> lines end with a line that says how many are left out.
/// </remarks>
public static class SnapshotMessage
{
    /// <summary>Most lines of one file or one list of differences that a message shows.</summary>
    public const int LongestText = 200;

    /// <summary>The message of several comparisons in one directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="results">Comparisons.</param>
    /// <param name="dangling">Approved files that no test asked for.</param>
    public static string Format(string directory, IReadOnlyList<SnapshotResult> results, IReadOnlyList<string>? dangling = null)
    {
        ArgumentNullException.ThrowIfNull(results);
        SnapshotResult[] added = Of(results, SnapshotStatus.New), different = Of(results, SnapshotStatus.NotEqual);
        var text = new StringBuilder().Append("Directory: ").Append(directory).Append('\n');
        AppendSection(text, "New", added);
        AppendSection(text, "NotEqual", different);
        if (dangling is { Count: > 0 })
        {
            text.Append("Delete:\n").AppendJoin("", dangling.Select(file => $"  - {file}\n"));
        }

        AppendSection(text, "Equal", Of(results, SnapshotStatus.Equal));
        if (added.Length + different.Length > 0)
        {
            text.Append("\nFileContent:\n");
            AppendContents(text, "New", added);
            AppendContents(text, "NotEqual", different);
        }

        return text.ToString();
    }

    private static SnapshotResult[] Of(IReadOnlyList<SnapshotResult> results, SnapshotStatus status) =>
        [.. results.Where(r => r.Status == status).OrderBy(r => r.Name, StringComparer.Ordinal)];

    private static void AppendSection(StringBuilder text, string title, SnapshotResult[] results)
    {
        if (results.Length > 0)
        {
            text.Append(title).Append(":\n").AppendJoin("", results.Select(r => $"  - Received: {r.ReceivedFile}\n    Verified: {r.VerifiedFile}\n"));
        }
    }

    private static void AppendContents(StringBuilder text, string title, SnapshotResult[] results)
    {
        if (results.Length == 0)
        {
            return;
        }

        text.Append('\n').Append(title).Append(":\n");
        foreach (SnapshotResult result in results)
        {
            text.Append("\nReceived: ").Append(result.ReceivedFile).Append('\n');
            AppendText(text, Lines(result.Received));
            if (result.Approved is not null)
            {
                text.Append("Verified: ").Append(result.VerifiedFile).Append('\n');
                AppendText(text, Lines(result.Approved));
                text.Append("Compare Result:\n");
                AppendText(text, [.. result.Differences.Select(d => d.ToString().ReplaceLineEndings(" "))]);
            }
        }
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    private static void AppendText(StringBuilder text, string[] lines)
    {
        text.AppendJoin("", lines.Take(LongestText).Select(line => $"  {line}\n"));
        if (lines.Length > LongestText)
        {
            text.Append(FormattableString.Invariant($"  ({lines.Length - LongestText} more lines)\n"));
        }
    }
}
