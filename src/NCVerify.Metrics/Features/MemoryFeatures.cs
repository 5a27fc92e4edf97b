namespace NCVerify.Metrics;

/// <summary>Features that are in memory already.</summary>
internal sealed class MemoryFeatures<T> : FeatureSource
    where T : struct
{
    private readonly ReadOnlyMemory<T> _rows;
    private readonly Widening _widen;

    public MemoryFeatures(ReadOnlyMemory<T> rows, int dimension, Widening widen)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        if (rows.Length % dimension != 0)
        {
            throw new ArgumentException($"{rows.Length} numbers are not a whole number of samples of dimension {dimension}.", nameof(rows));
        }

        _rows = rows;
        _widen = widen;
        Dimension = dimension;
    }

    internal delegate void Widening(ReadOnlySpan<T> from, Span<double> to);

    public override string Name => "features";

    public override long Samples => _rows.Length / Dimension;

    public override int Dimension { get; }

    public override FeatureCursor Open() => new Cursor(this);

    private sealed class Cursor(MemoryFeatures<T> source) : FeatureCursor
    {
        private int _position;

        public override int Read(Span<double> block)
        {
            int rows = Math.Min(block.Length, source._rows.Length - _position) / source.Dimension;
            int count = rows * source.Dimension;
            source._widen(source._rows.Span.Slice(_position, count), block[..count]);
            _position += count;
            return rows;
        }
    }
}
