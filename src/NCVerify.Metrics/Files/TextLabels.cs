namespace NCVerify.Metrics;

/// <summary>Integer labels in one column of a table of text.</summary>
internal sealed class TextLabels(TextTable table, int column) : LabelSource
{
    public override string Name => table.Path;

    public override long Samples => table.Rows;

    /// <summary>The column of labels: the one named, the one named like labels, or the only one.</summary>
    public static TextLabels Find(TextTable table, string? column)
    {
        TextLayout layout = table.Layout;
        int at = column is not null && layout.Names is not null
            ? Array.FindIndex(layout.Names, n => string.Equals(n, column, StringComparison.OrdinalIgnoreCase))
            : layout.LabelColumn ?? (layout.Fields == 1 ? 0 : -1);
        return at >= 0 ? new(table, at) : throw new FeatureFileException(
            table.Path,
            column is null ? $"it has {layout.Fields} columns, none named like labels" : $"it has no column '{column}'",
            "Name the column in the first line, for instance label, or write the labels alone");
    }

    public override LabelCursor Open() => new Cursor(table, column, table.Start());

    private sealed class Cursor(TextTable table, int column, TextLines reader) : LabelCursor
    {
        private long _left = table.Rows;

        public override int Read(Span<long> block)
        {
            int count = (int)Math.Min(_left, block.Length);
            for (int i = 0; i < count; i++)
            {
                block[i] = table.Layout.Label(table.Layout.Row(reader), column, reader);
            }

            _left -= count;
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            reader.Dispose();
            base.Dispose(disposing);
        }
    }
}
