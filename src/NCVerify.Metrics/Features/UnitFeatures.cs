namespace NCVerify.Metrics;

/// <summary>Features each scaled to length 1; one of length 0 stays as it is.</summary>
internal sealed class UnitFeatures(FeatureSource source) : FeatureSource
{
    public override string Name => source.Name;

    public override long Samples => source.Samples;

    public override int Dimension => source.Dimension;

    public override (string Name, long Row) Locate(long row) => source.Locate(row);

    public override FeatureCursor Open() => new Cursor(source.Open(), source.Dimension);

    private sealed class Cursor(FeatureCursor cursor, int dimension) : FeatureCursor
    {
        public override int Read(Span<double> block)
        {
            int rows = cursor.Read(block);
            for (int i = 0; i < rows; i++)
            {
                Span<double> row = block.Slice(i * dimension, dimension);
                double length = Math.Sqrt(RowProducts.Dot(row, row));
                for (int j = 0; length > 0 && j < dimension; j++)
                {
                    row[j] /= length;
                }
            }

            return rows;
        }

        protected override void Dispose(bool disposing)
        {
            cursor.Dispose();
            base.Dispose(disposing);
        }
    }
}
