namespace NCVerify.Metrics;

/// <summary>A file of text with a line per sample. Read forward, line by line; nothing of the size of the file is kept.</summary>
internal sealed class TextTable
{
    private readonly bool _compressed;

    private TextTable(TextLayout layout, bool compressed, long rows) => (Layout, _compressed, Rows) = (layout, compressed, rows);

    /// <summary>Columns and separator.</summary>
    public TextLayout Layout { get; }

    public string Path => Layout.Path;

    public long Rows { get; }

    /// <summary>Reads the file once: names, number of fields and of lines.</summary>
    public static TextTable Open(string path)
    {
        bool compressed;
        using (FileStream file = ArrayBytes.OpenFile(path))
        {
            compressed = file.ReadByte() == 0x1F;
        }

        using TextLines lines = Lines(path, compressed);
        TextLayout layout = TextLayout.Of(path, lines, out long rows);
        while (lines.Next() is not null)
        {
            rows++;
        }

        return rows > 0
            ? new(layout, compressed, rows)
            : throw new FeatureFileException(path, "its only line has no numbers", "Write a line per sample, numbers between commas");
    }

    /// <summary>Starts at the first line of numbers.</summary>
    public TextLines Start()
    {
        TextLines lines = Lines(Path, _compressed);
        if (Layout.Names is not null)
        {
            _ = lines.Next();
        }

        return lines;
    }

    private static TextLines Lines(string path, bool compressed) => new(new ArrayBytes(path, compressed ? ByteCoding.Gzip : ByteCoding.Plain).Open(), path);
}
