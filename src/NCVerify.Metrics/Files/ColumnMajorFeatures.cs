using Microsoft.Win32.SafeHandles;

namespace NCVerify.Metrics;

/// <summary>
/// Features in a file in Fortran order (the samples of one feature one after another): a block of samples is gathered by
/// one read per feature, so the file must allow random access.
/// </summary>
internal sealed class ColumnMajorFeatures : FeatureSource
{
    private readonly ArrayLayout _layout;

    public ColumnMajorFeatures(ArrayLayout layout)
    {
        _layout = layout;
        Dimension = checked((int)layout.Columns);
    }

    public override string Name => _layout.Path;

    public override long Samples => _layout.Rows;

    public override int Dimension { get; }

    public override FeatureCursor Open()
    {
        try
        {
            return new Cursor(_layout, Dimension, File.OpenHandle(_layout.Bytes.Path, options: FileOptions.RandomAccess));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ArrayStream.Unreadable(_layout.Path, e);
        }
    }

    /// <summary>Where the column-major file keeps feature <paramref name="feature"/>, counted with the last axis fastest.</summary>
    internal static long StoredColumn(long[] shape, long feature)
    {
        long column = 0, rest = feature;
        for (int axis = shape.Length - 1; axis >= 1; axis--)
        {
            (rest, long index) = Math.DivRem(rest, shape[axis]);
            long stride = 1;
            for (int before = 1; before < axis; before++)
            {
                stride *= shape[before];
            }

            column += index * stride;
        }

        return column;
    }

    private sealed class Cursor(ArrayLayout layout, int dimension, SafeFileHandle handle) : FeatureCursor
    {
        private byte[] _bytes = [];
        private double[] _column = [];
        private long _position;

        public override int Read(Span<double> block)
        {
            int rows = (int)Math.Min(layout.Rows - _position, block.Length / dimension);
            int size = layout.Element.Size;
            if (_column.Length < rows)
            {
                (_bytes, _column) = (new byte[rows * size], new double[rows]);
            }

            for (int j = 0; j < dimension && rows > 0; j++)
            {
                Span<byte> bytes = _bytes.AsSpan(0, rows * size);
                long offset = layout.Offset + (((StoredColumn(layout.Shape, j) * layout.Rows) + _position) * size);
                ReadAt(bytes, offset);
                Span<double> column = _column.AsSpan(0, rows);
                layout.Element.Decode(bytes, column);
                for (int i = 0; i < rows; i++)
                {
                    block[(i * dimension) + j] = column[i];
                }
            }

            _position += rows;
            return rows;
        }

        protected override void Dispose(bool disposing)
        {
            handle.Dispose();
            base.Dispose(disposing);
        }

        private void ReadAt(Span<byte> bytes, long offset)
        {
            while (bytes.Length > 0)
            {
                int count = RandomAccess.Read(handle, bytes, offset);
                if (count == 0)
                {
                    throw layout.Truncated("it became shorter while it was read");
                }

                bytes = bytes[count..];
                offset += count;
            }
        }
    }
}
