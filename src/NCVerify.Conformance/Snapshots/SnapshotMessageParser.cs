namespace NCVerify.Conformance;

/// <summary>A pair of file names in a message.</summary>
public sealed record SnapshotFilePair(string Received, string Verified);

/// <summary>The contents shown for one pair.</summary>
/// <param name="Received">Text of the received file.</param>
/// <param name="Verified">Text of the approved file, or null for a new one.</param>
/// <param name="Differences">One line per difference.</param>
public sealed record SnapshotContent(string Received, string? Verified, IReadOnlyList<string> Differences);

/// <summary>What a failure text of <see cref="SnapshotMessage"/> says.</summary>
public sealed record ParsedSnapshotMessage(
    string Directory,
    IReadOnlyList<SnapshotFilePair> New,
    IReadOnlyList<SnapshotFilePair> NotEqual,
    IReadOnlyList<string> Delete,
    IReadOnlyList<SnapshotFilePair> Equal)
{
    /// <summary>Contents by name of the received file.</summary>
    public IReadOnlyDictionary<string, SnapshotContent> Contents { get; init; } = new Dictionary<string, SnapshotContent>(StringComparer.Ordinal);
}

/// <summary>Reads the failure text back, for annotations in continuous integration.</summary>
public static class SnapshotMessageParser
{
    private const string Directory = "Directory: ", Received = "Received: ", Verified = "Verified: ", Item = "  - ", Second = "    ";

    /// <summary>Parses a message; text before "Directory: " on its line (an exception's type) is skipped.</summary>
    /// <exception cref="FormatException">The text does not follow the grammar; the message names the line.</exception>
    public static ParsedSnapshotMessage Parse(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        int start = message.IndexOf(Directory, StringComparison.Ordinal);
        if (start < 0)
        {
            throw new FormatException("No line says 'Directory: '.");
        }

        var lines = new Reader(message[start..].ReplaceLineEndings("\n").Split('\n'));
        string directory = lines.Next()[Directory.Length..];
        var result = new ParsedSnapshotMessage(directory, lines.Pairs("New:"), lines.Pairs("NotEqual:"), lines.Deletions(), lines.Pairs("Equal:"));
        return result with { Contents = lines.Contents() };
    }

    private sealed class Reader(string[] lines)
    {
        private int _at;

        public string Next() => _at < lines.Length ? lines[_at++] : throw new FormatException("The message ends too early.");

        public List<SnapshotFilePair> Pairs(string title)
        {
            var pairs = new List<SnapshotFilePair>();
            if (Accept(title))
            {
                while (StartsWith(Item))
                {
                    pairs.Add(new(After(Item + Received), After(Second + Verified)));
                }
            }

            return pairs;
        }

        public List<string> Deletions()
        {
            var files = new List<string>();
            if (Accept("Delete:"))
            {
                while (StartsWith(Item))
                {
                    files.Add(After(Item));
                }
            }

            return files;
        }

        public Dictionary<string, SnapshotContent> Contents()
        {
            var contents = new Dictionary<string, SnapshotContent>(StringComparer.Ordinal);
            while (_at < lines.Length)
            {
                if (lines[_at] is "" or "FileContent:" or "New:" or "NotEqual:")
                {
                    _at++;
                    continue;
                }

                string file = After(Received), received = string.Join('\n', Text());
                string? verified = null;
                List<string> differences = [];
                if (StartsWith(Verified))
                {
                    _at++;
                    verified = string.Join('\n', Text());
                    differences = Accept("Compare Result:") ? Text() : throw Unexpected("Compare Result:");
                }

                contents.Add(file, new(received, verified, differences));
            }

            return contents;
        }

        private List<string> Text()
        {
            var text = new List<string>();
            while (StartsWith("  "))
            {
                text.Add(Next()[2..]);
            }

            return text;
        }

        private bool StartsWith(string prefix) => _at < lines.Length && lines[_at].StartsWith(prefix, StringComparison.Ordinal);

        private bool Accept(string line)
        {
            bool accepted = _at < lines.Length && lines[_at] == line;
            _at += accepted ? 1 : 0;
            return accepted;
        }

        private string After(string prefix) => StartsWith(prefix) ? Next()[prefix.Length..] : throw Unexpected(prefix);

        private FormatException Unexpected(string expected) =>
            new(FormattableString.Invariant($"Line {_at + 1}: expected '{expected}', found '{(_at < lines.Length ? lines[_at] : "the end")}'."));
    }
}
