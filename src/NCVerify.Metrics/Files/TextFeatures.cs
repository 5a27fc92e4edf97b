namespace NCVerify.Metrics;

/// <summary>Features in a table of text; a column named like labels is left out.</summary>
internal sealed class TextFeatures : FeatureSource
{
    private readonly TextTable _table;
    private readonly int[] _columns;

    public TextFeatures(TextTable table)
    {
        _table = table;
        _columns = table.Layout.FeatureColumns();
    }

    public override string Name => _table.Path;

    public override long Samples => _table.Rows;

    public override int Dimension => _columns.Length;

    public override FeatureCursor Open() => new Cursor(_table, _columns, _table.Start());

    private sealed class Cursor(TextTable table, int[] columns, TextLines reader) : FeatureCursor
    {
        private long _left = table.Rows;

        public override int Read(Span<double> block)
        {
            int rows = (int)Math.Min(_left, block.Length / columns.Length);
            for (int i = 0; i < rows; i++)
            {
                string[] fields = table.Layout.Row(reader);
                for (int j = 0; j < columns.Length; j++)
                {
                    block[(i * columns.Length) + j] = table.Layout.Number(fields, columns[j], reader);
                }
            }

            _left -= rows;
            return rows;
        }

        protected override void Dispose(bool disposing)
        {
            reader.Dispose();
            base.Dispose(disposing);
        }
    }
}
