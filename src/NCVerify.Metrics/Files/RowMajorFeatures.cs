namespace NCVerify.Metrics;

/// <summary>Features in a file with the samples one after another, read forward in blocks.</summary>
internal sealed class RowMajorFeatures(ArrayLayout layout) : FeatureSource
{
    private const int BufferBytes = 1 << 18;

    public override string Name => layout.Path;

    public override long Samples => layout.Rows;

    public override int Dimension { get; } = checked((int)layout.Columns);

    public override FeatureCursor Open() => new Cursor(layout, Dimension, ArrayStream.Open(layout));

    private sealed class Cursor(ArrayLayout layout, int dimension, ArrayStream stream) : FeatureCursor
    {
        private readonly byte[] _bytes = new byte[BufferBytes];
        private long _left = layout.Rows;

        public override int Read(Span<double> block)
        {
            int rows = (int)Math.Min(_left, block.Length / dimension);
            Span<double> target = block[..(rows * dimension)];
            int perBuffer = BufferBytes / layout.Element.Size;
            for (int done = 0; done < target.Length; done += perBuffer)
            {
                int count = Math.Min(perBuffer, target.Length - done);
                Span<byte> bytes = _bytes.AsSpan(0, count * layout.Element.Size);
                stream.ReadExactly(bytes);
                layout.Element.Decode(bytes, target.Slice(done, count));
            }

            _left -= rows;
            return rows;
        }

        protected override void Dispose(bool disposing)
        {
            stream.Dispose();
            base.Dispose(disposing);
        }
    }
}
