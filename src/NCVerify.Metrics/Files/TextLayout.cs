using System.Globalization;
using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// How a table of numbers is written as text (CSV): a line per sample, fields between commas, semicolons, tabs or spaces (the
/// first of these that occurs), with a line of names first or without.
/// </summary>
internal sealed class TextLayout
{
    private const string Plain = "Write numbers with a point, without quotes and without thousands separators";
    private static readonly string[] LabelNames = [.. ArrayNames.Of(ArrayRole.Labels), "label", "class"];
    private readonly char _separator;

    private TextLayout(string path, char separator, string[]? names, int fields, string[]? first) =>
        (Path, _separator, Names, Fields, First) = (path, separator, names, fields, first);

    /// <summary>The file or pipe, for messages.</summary>
    public string Path { get; }

    /// <summary>The names of the columns; null when the first line has numbers.</summary>
    public string[]? Names { get; }

    public int Fields { get; }

    /// <summary>The fields of the first line when they are numbers; null when they are names.</summary>
    public string[]? First { get; }

    /// <summary>The place of the column of labels, by its name; null when there is none.</summary>
    public int? LabelColumn => Names is null ? null : LabelNames.Select(n => (int?)Array.FindIndex(Names, x => string.Equals(x, n, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(i => i >= 0);

    /// <summary>The columns of features.</summary>
    public int[] FeatureColumns()
    {
        int[] columns = [.. Enumerable.Range(0, Fields).Where(i => i != LabelColumn)];
        return columns.Length > 0 ? columns : throw new FeatureFileException(Path, "it has no column besides the labels", "Write a column per feature");
    }

    /// <summary>Reads the first line; <paramref name="rows"/> is 1 when it holds numbers.</summary>
    public static TextLayout Of(string path, TextLines lines, out long rows)
    {
        if (lines.Next() is not { } first)
        {
            throw new FeatureFileException(path, "it has no lines", "Write a line per sample, numbers between commas");
        }

        char separator = first.AsSpan().IndexOfAny(",;\t ") >= 0 ? new[] { ',', ';', '\t', ' ' }.First(first.Contains) : ',';
        string[] fields = Split(first, separator);
        string? word = Array.Find(fields, f => !IsNumber(f));
        if (word is not null && Array.Exists(fields, IsNumber))
        {
            throw new FeatureFileException(path, $"line 1 has '{Shown(word)}' among numbers", Plain);
        }

        rows = word is null ? 1 : 0;
        return new(path, separator, word is null ? null : fields, fields.Length, word is null ? fields : null);
    }

    /// <summary>The fields of the next line; null at the end.</summary>
    /// <exception cref="FeatureFileException">The line has another number of fields.</exception>
    public string[]? NextRow(TextLines lines)
    {
        if (lines.Next() is not { } line)
        {
            return null;
        }

        string[] fields = Split(line, _separator);
        return fields.Length == Fields ? fields : throw new FeatureFileException(Path, $"line {lines.Line} has {fields.Length} fields, the first has {Fields}", "Every sample needs a number for every feature");
    }

    /// <summary>The fields of a line that was there before.</summary>
    /// <exception cref="FeatureFileException">The file ended early, or the line has another number of fields.</exception>
    public string[] Row(TextLines lines) =>
        NextRow(lines) ?? throw new FeatureFileException(Path, "it became shorter while it was read", "Measure again when nothing writes to it");

    public double Number(string[] fields, int column, TextLines lines) =>
        Exact.TryParse(fields[column], out double value) ? value : throw NotA("number", fields[column], lines, column);

    public long Label(string[] fields, int column, TextLines lines) =>
        long.TryParse(fields[column], NumberStyles.AllowLeadingSign, Exact.Culture, out long label) ? label : throw NotA("integer label", fields[column], lines, column);

    private FeatureFileException NotA(string kind, string field, TextLines lines, int column) =>
        new(Path, $"'{Shown(field)}' in line {lines.Line}, field {column + 1} is no {kind}", Plain);

    private static bool IsNumber(string field) => double.TryParse(field, NumberStyles.Float, Exact.Culture, out _);

    private static string[] Split(string line, char separator) =>
        [.. line.Split(separator, separator == ' ' ? StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries : StringSplitOptions.TrimEntries).Select(f => f is ['"', .., '"'] ? f[1..^1] : f)];

    private static string Shown(string text) => new([.. text.Take(40).Select(c => char.IsControl(c) ? '?' : c)]);
}
