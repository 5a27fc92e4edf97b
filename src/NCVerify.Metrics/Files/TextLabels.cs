using System.Globalization;
using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>Integer labels in one column of a table of text.</summary>
internal sealed class TextLabels(TextTable table, int column) : LabelSource
{
    public override string Name => table.Path;

    public override long Samples => table.Rows;

    /// <summary>The column of labels: the one named, the one named like labels, or the only one.</summary>
    public static TextLabels Find(TextTable table, string? column)
    {
        int at = column is not null && table.Names is not null
            ? Array.FindIndex(table.Names, n => string.Equals(n, column, StringComparison.OrdinalIgnoreCase))
            : table.LabelColumn ?? (table.Fields == 1 ? 0 : -1);
        return at >= 0 ? new(table, at) : throw new FeatureFileException(
            table.Path,
            column is null ? $"it has {table.Fields} columns, none named like labels" : $"it has no column '{column}'",
            "Name the column in the first line, for instance label, or write the labels alone");
    }

    public override LabelCursor Open() => new Cursor(table, column, table.Start());

    private sealed class Cursor(TextTable table, int column, TextTable.LineReader reader) : LabelCursor
    {
        private long _left = table.Rows;

        public override int Read(Span<long> block)
        {
            int count = (int)Math.Min(_left, block.Length);
            for (int i = 0; i < count; i++)
            {
                string field = table.Row(reader)[column];
                block[i] = long.TryParse(field, NumberStyles.AllowLeadingSign, Exact.Culture, out long label) ? label : throw table.NotA("integer label", field, reader, column);
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
