using System.Text.RegularExpressions;

namespace NCVerify.Cli;

/// <summary>Suggests what a mistyped name may have meant.</summary>
internal static partial class Nearest
{
    /// <summary>" Did you mean A or B?" with the nearest candidates, or an empty text when none is near.</summary>
    public static string Suggestion(string given, IEnumerable<string> candidates)
    {
        (string Name, int Distance)[] near = [.. candidates
            .Distinct(StringComparer.Ordinal)
            .Select(name => (Name: name, Distance: Distance(Normal(given), Normal(name))))
            .Where(x => x.Distance <= Math.Max(2, given.Length / 3))
            .OrderBy(x => x.Distance).ThenBy(x => x.Name, StringComparer.Ordinal)];
        string[] best = [.. near.Where(x => x.Distance == near[0].Distance).Take(3).Select(x => $"'{x.Name}'")];
        return best.Length == 0 ? "" : $" Did you mean {string.Join(" or ", best)}?";
    }

    // Letter case and zeros in front of numbers are what people leave out: SELI-5 is SELI-05.
    private static string Normal(string name) => LeadingZeros().Replace(name, "").ToUpperInvariant();

    [GeneratedRegex("(?<![0-9])0+(?=[0-9])", RegexOptions.None, 1000)]
    private static partial Regex LeadingZeros();

    // Levenshtein distance, one row at a time.
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
