using System.Globalization;

namespace NCVerify.Metrics;

/// <summary>Files that together hold one array, its rows in the order of the files' names, numbers in them by value.</summary>
internal static class Shards
{
    /// <summary>The files that a pattern with * or ? in its last part names, in order; anything else is one place.</summary>
    /// <exception cref="FeatureFileException">No file matches.</exception>
    public static IReadOnlyList<string> Expand(string place)
    {
        string name = Path.GetFileName(place);
        if (File.Exists(place) || name.IndexOfAny(['*', '?']) < 0)
        {
            return [place];
        }

        string folder = Path.GetDirectoryName(place) is { Length: > 0 } f ? f : ".";
        string[] found = Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, name, new EnumerationOptions { MatchType = MatchType.Simple, MatchCasing = MatchCasing.CaseSensitive })]
            : [];
        return found.Length > 0
            ? [.. InOrder(found.Select(p => folder == "." && !place.StartsWith('.') ? Path.GetFileName(p) : p))]
            : throw new FeatureFileException(place, "no file matches it", "Check the pattern; * and ? are allowed in the last part of the path");
    }

    /// <summary>Names in the order in which a person counts: part-2 before part-10.</summary>
    public static IEnumerable<string> InOrder(IEnumerable<string> names) => names.Order(Comparer<string>.Create(Compare));

    private static int Compare(string a, string b)
    {
        int i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            if (char.IsAsciiDigit(a[i]) && char.IsAsciiDigit(b[j]))
            {
                ReadOnlySpan<char> x = Digits(a, ref i), y = Digits(b, ref j);
                int number = x.Length != y.Length ? x.Length - y.Length : x.SequenceCompareTo(y);
                if (number != 0)
                {
                    return number;
                }
            }
            else if (a[i] != b[j])
            {
                return a[i] - b[j];
            }
            else
            {
                (i, j) = (i + 1, j + 1);
            }
        }

        int rest = (a.Length - i) - (b.Length - j);
        return rest != 0 ? rest : CultureInfo.InvariantCulture.CompareInfo.Compare(a, b, CompareOptions.Ordinal);
    }

    private static ReadOnlySpan<char> Digits(string text, ref int at)
    {
        int from = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return text.AsSpan(from, at - from).TrimStart('0');
    }
}
