using System.Text.RegularExpressions;
using NCVerify.Numerics;

namespace NCVerify.Reporting.Tests;

/// <summary>Reads SVG path data as its grammar says, independently of what writes it: every place that a path visits.</summary>
internal static partial class PathReader
{
    /// <summary>The places of each subpath, in user units; those of arcs are their ends.</summary>
    public static IReadOnlyList<IReadOnlyList<(double X, double Y)>> Subpaths(string data)
    {
        List<List<(double X, double Y)>> subpaths = [];
        double x = 0, y = 0;
        foreach (Match command in Commands().Matches(data))
        {
            char letter = command.Groups["letter"].Value[0];
            double[] numbers = [.. Numbers().Matches(command.Groups["rest"].Value).Select(n => double.Parse(n.Value, Exact.Culture))];
            if (letter is 'z' or 'Z')
            {
                (x, y) = subpaths[^1][0];
                continue;
            }

            int size = char.ToLowerInvariant(letter) switch { 'h' or 'v' => 1, 'm' or 'l' => 2, 'a' => 7, _ => throw new FormatException(data) };
            Assert.That(numbers.Length % size, Is.Zero, data);
            if (letter is 'm' or 'M')
            {
                subpaths.Add([]);
            }

            foreach (double[] step in numbers.Chunk(size))
            {
                double fromX = char.IsUpper(letter) ? 0 : x, fromY = char.IsUpper(letter) ? 0 : y;
                (x, y) = char.ToLowerInvariant(letter) switch { 'h' => (fromX + step[0], y), 'v' => (x, fromY + step[0]), _ => (fromX + step[^2], fromY + step[^1]) };
                subpaths[^1].Add((x, y));
            }
        }

        return subpaths;
    }

    [GeneratedRegex("(?<letter>[A-Za-z])(?<rest>[^A-Za-z]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Commands();

    [GeneratedRegex(@"-?(?:\d+\.?\d*|\.\d+)", RegexOptions.None, 1000)]
    private static partial Regex Numbers();
}
