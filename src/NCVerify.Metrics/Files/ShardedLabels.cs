namespace NCVerify.Metrics;

/// <summary>Labels in several sources, one after another.</summary>
internal sealed class ShardedLabels(IReadOnlyList<LabelSource> parts) : LabelSource
{
    public override string Name => $"{parts[0].Name} and {parts.Count - 1} more";

    public override long Samples { get; } = parts.Sum(p => p.Samples);

    /// <summary>The sources, to compare their lengths with those of the features.</summary>
    public IReadOnlyList<LabelSource> Parts => parts;

    public override LabelCursor Open() => new Cursor(parts);

    private sealed class Cursor(IReadOnlyList<LabelSource> parts) : LabelCursor
    {
        private int _next;
        private LabelCursor? _current;

        public override int Read(Span<long> block)
        {
            int count = 0;
            while (count < block.Length)
            {
                int read = _current?.Read(block[count..]) ?? 0;
                if (read == 0)
                {
                    _current?.Dispose();
                    _current = null;
                    if (_next == parts.Count)
                    {
                        break;
                    }

                    _current = parts[_next++].Open();
                }

                count += read;
            }

            return count;
        }

        protected override void Dispose(bool disposing)
        {
            _current?.Dispose();
            base.Dispose(disposing);
        }
    }
}
