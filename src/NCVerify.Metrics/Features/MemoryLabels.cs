namespace NCVerify.Metrics;

/// <summary>Labels that are in memory already.</summary>
internal sealed class MemoryLabels(ReadOnlyMemory<int> labels) : LabelSource
{
    public override string Name => "labels";

    public override long Samples => labels.Length;

    public override LabelCursor Open() => new Cursor(labels);

    private sealed class Cursor(ReadOnlyMemory<int> labels) : LabelCursor
    {
        private int _position;

        public override int Read(Span<long> block)
        {
            int count = Math.Min(block.Length, labels.Length - _position);
            ReadOnlySpan<int> from = labels.Span.Slice(_position, count);
            for (int i = 0; i < count; i++)
            {
                block[i] = from[i];
            }

            _position += count;
            return count;
        }
    }
}
