using System.Text;
using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// A table of numbers as text (CSV): a line per sample, fields between commas, semicolons, tabs or spaces (the first of
/// these that occurs), with a line of names first or without. Read forward, line by line; nothing of the size of the file
/// is kept.
/// </summary>
internal sealed class TextTable
{
    // A line of numbers of this many characters would be a sample of more features than are measured.
    private const int LongestLine = 1 << 26;
    private static readonly string[] LabelNames = [.. ArrayNames.Of(ArrayRole.Labels), "label", "class"];

    private TextTable(string path, bool compressed, char separator, string[]? names, int fields, long rows) =>
        (Path, _compressed, _separator, Names, Fields, Rows) = (path, compressed, separator, names, fields, rows);

    private readonly bool _compressed;
    private readonly char _separator;

    public string Path { get; }

    /// <summary>The names of the columns; null when the first line has numbers.</summary>
    public string[]? Names { get; }

    public int Fields { get; }

    public long Rows { get; }

    /// <summary>The place of the column of labels, by its name; null when there is none.</summary>
    public int? LabelColumn => Names is null ? null : LabelNames.Select(n => (int?)Array.FindIndex(Names, x => string.Equals(x, n, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(i => i >= 0);

    /// <summary>Reads the file once: names, number of fields and of lines.</summary>
    public static TextTable Open(string path)
    {
        bool compressed;
        using (FileStream file = ArrayBytes.OpenFile(path))
        {
            compressed = file.ReadByte() == 0x1F;
        }

        using LineReader reader = new(path, compressed);
        if (reader.Next() is not { } first)
        {
            throw new FeatureFileException(path, "it has no lines", "Write a line per sample, numbers between commas");
        }

        char separator = first.AsSpan().IndexOfAny(",;\t ") is var at and >= 0 ? new[] { ',', ';', '\t', ' ' }.First(first.Contains) : ',';
        string[] fields = Split(first, separator);
        bool named = !Array.TrueForAll(fields, f => double.TryParse(f, System.Globalization.NumberStyles.Float, Exact.Culture, out _));
        if (named && Array.Exists(fields, f => double.TryParse(f, System.Globalization.NumberStyles.Float, Exact.Culture, out _)))
        {
            string bad = fields.First(f => !double.TryParse(f, System.Globalization.NumberStyles.Float, Exact.Culture, out _));
            throw new FeatureFileException(path, $"line 1 has '{Shown(bad)}' among numbers", "Write numbers with a point, without quotes and without thousands separators");
        }

        long rows = named ? 0 : 1;
        while (reader.Next() is not null)
        {
            rows++;
        }

        return rows > 0
            ? new(path, compressed, separator, named ? fields : null, fields.Length, rows)
            : throw new FeatureFileException(path, named ? $"its only line ('{Shown(first)}') has no numbers" : "it has no lines", "Write a line per sample, numbers between commas");
    }

    /// <summary>Starts at the first line of numbers.</summary>
    public LineReader Start()
    {
        var reader = new LineReader(Path, _compressed);
        if (Names is not null)
        {
            _ = reader.Next();
        }

        return reader;
    }

    /// <summary>The fields of the reader's next line.</summary>
    /// <exception cref="FeatureFileException">The file ended early, or the line has another number of fields.</exception>
    public string[] Row(LineReader reader)
    {
        string line = reader.Next() ?? throw new FeatureFileException(Path, "it became shorter while it was read", "Measure again when nothing writes to it");
        string[] fields = Split(line, _separator);
        return fields.Length == Fields ? fields : throw new FeatureFileException(Path, $"line {reader.Line} has {fields.Length} fields, the first has {Fields}", "Every sample needs a number for every feature");
    }

    public FeatureFileException NotA(string kind, string field, LineReader reader, int column) =>
        new(Path, $"'{Shown(field)}' in line {reader.Line}, field {column + 1} is no {kind}", "Write numbers with a point, without quotes and without thousands separators");

    private static string[] Split(string line, char separator) =>
        [.. line.Split(separator, separator == ' ' ? StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries : StringSplitOptions.TrimEntries).Select(f => f is ['"', .., '"'] ? f[1..^1] : f)];

    private static string Shown(string text) => new([.. text.Take(40).Select(c => char.IsControl(c) ? '?' : c)]);

    /// <summary>Lines that are not empty, with a bound on their length.</summary>
    internal sealed class LineReader(string path, bool compressed) : IDisposable
    {
        private readonly StreamReader _reader = new(new ArrayBytes(path, compressed ? ByteCoding.Gzip : ByteCoding.Plain).Open(), Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16);
        private readonly StringBuilder _text = new();
        private readonly char[] _buffer = new char[1 << 14];
        private int _from;
        private int _to;

        /// <summary>Number of the last line, from 1.</summary>
        public long Line { get; private set; }

        public string? Next()
        {
            while (ReadLine() is { } line)
            {
                Line++;
                if (!string.IsNullOrWhiteSpace(line))
                {
                    return line.TrimEnd('\r');
                }
            }

            return null;
        }

        public void Dispose() => _reader.Dispose();

        private string? ReadLine()
        {
            _text.Clear();
            while (true)
            {
                if (_from == _to && !Fill())
                {
                    return _text.Length > 0 ? _text.ToString() : null;
                }

                int end = Array.IndexOf(_buffer, '\n', _from, _to - _from);
                int until = end < 0 ? _to : end;
                _text.Append(_buffer, _from, until - _from);
                _from = end < 0 ? until : until + 1;
                if (end >= 0)
                {
                    return _text.ToString();
                }

                if (_text.Length > LongestLine)
                {
                    throw new FeatureFileException(path, $"line {Line + 1} has more than {LongestLine} characters", "It is no table of features: name a .npy, .npz, .safetensors, .csv or IDX file");
                }
            }
        }

        private bool Fill()
        {
            try
            {
                (_from, _to) = (0, _reader.Read(_buffer));
                return _to > 0;
            }
            catch (Exception e) when (e is IOException or InvalidDataException)
            {
                throw new FeatureFileException(path, "it cannot be decompressed or read (" + e.Message.TrimEnd('.') + ")", "It is truncated or damaged: copy or write it again", e);
            }
        }
    }
}
