namespace NCVerify.Metrics;

/// <summary>Integer labels in a file, read forward in blocks.</summary>
internal sealed class FileLabels(ArrayLayout layout) : LabelSource
{
    private const int PerBuffer = 1 << 13;

    public override string Name => layout.Path;

    public override long Samples => layout.Rows;

    public override LabelCursor Open() => new Cursor(layout, ArrayStream.Open(layout));

    private sealed class Cursor(ArrayLayout layout, ArrayStream stream) : LabelCursor
    {
        private readonly byte[] _bytes = new byte[PerBuffer * layout.Element.Size];
        private long _position;

        public override int Read(Span<long> block)
        {
            int total = (int)Math.Min(layout.Rows - _position, block.Length);
            for (int done = 0; done < total; done += PerBuffer)
            {
                Span<long> target = block[done..Math.Min(total, done + PerBuffer)];
                Span<byte> bytes = _bytes.AsSpan(0, target.Length * layout.Element.Size);
                stream.ReadExactly(bytes);
                layout.Element.Decode(bytes, target);
                if (layout.Element is { Kind: ElementKind.Unsigned, Size: 8 } && target.IndexOfAnyInRange(long.MinValue, -1) is >= 0 and int bad)
                {
                    throw new FeatureFileException(layout.Path, $"the label in row {_position + done + bad} (counted from 0) is above 2^63", "Labels must fit into 64-bit signed integers");
                }
            }

            _position += total;
            return total;
        }

        protected override void Dispose(bool disposing)
        {
            stream.Dispose();
            base.Dispose(disposing);
        }
    }
}
