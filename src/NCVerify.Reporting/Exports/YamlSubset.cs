using System.Text.Json;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>The part of YAML that citation files use. Anything else is refused, never guessed at.</summary>
internal static class YamlSubset
{
    /// <summary>Top-level names with their values: a text, or a list of texts or of maps from names to texts.</summary>
    public static Dictionary<string, object> Read(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        Dictionary<string, object> fields = new(StringComparer.Ordinal);
        for (int i = 0; i < lines.Length; i++)
        {
            if (IsBlank(lines[i]))
            {
                continue;
            }

            (string name, string value) = Pair(lines[i], i);
            int end = i + 1;
            while (end < lines.Length && (lines[end].Length == 0 || lines[end][0] is ' ' or '#'))
            {
                end++;
            }

            (string Line, int Number)[] block = [.. lines[(i + 1)..end].Select((l, k) => (l, i + 1 + k)).Where(l => !IsBlank(l.l))];
            fields[name] = value switch
            {
                ">-" or ">" => string.Join(' ', block.Select(l => l.Line.Trim())),
                "" => Items(block),
                _ when block.Length > 0 => throw Refused(block[0].Number, block[0].Line),
                _ => value,
            };
            i = end - 1;
        }

        return fields;
    }

    private static List<object> Items((string Line, int Number)[] block)
    {
        List<object> items = [];
        foreach ((string line, int number) in block)
        {
            string content = line.TrimStart();
            if (content.StartsWith("- ", StringComparison.Ordinal))
            {
                content = content[2..].TrimStart();
                bool map = content[0] != '"' && content.Contains(": ", StringComparison.Ordinal);
                items.Add(map ? new Dictionary<string, string>(StringComparer.Ordinal) { [Pair(content, number).Name] = Pair(content, number).Value } : Scalar(content, number));
            }
            else if (items.Count > 0 && items[^1] is Dictionary<string, string> last)
            {
                (string name, string value) = Pair(content, number);
                last[name] = value;
            }
            else
            {
                throw Refused(number, line);
            }
        }

        return items;
    }

    private static (string Name, string Value) Pair(string line, int number)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        bool valid = colon > 0 && line[..colon].All(c => char.IsAsciiLetterLower(c) || c == '-') && (colon + 1 == line.Length || line[colon + 1] == ' ');
        return valid ? (line[..colon], Scalar(line[(colon + 1)..].Trim(), number)) : throw Refused(number, line);
    }

    private static string Scalar(string text, int number) => text switch
    {
        ['"', .., '"'] when text.Length > 1 => JsonSerializer.Deserialize<string>(text)!,
        ['\'', .., '\''] when text.Length > 1 => text[1..^1].Replace("''", "'", StringComparison.Ordinal),
        ['[' or '{' or '&' or '*' or '!' or '|' or '"' or '\'', ..] => throw Refused(number, text),
        _ => text,
    };

    private static bool IsBlank(string line) => line.AsSpan().Trim() is [] or ['#', ..];

    private static FormatException Refused(int number, string line) => new($"CITATION.cff: line {(number + 1).ToString(Exact.Culture)}: \"{line.Trim()}\" is not a name with a text, a folded text, or a list of these.");
}
