namespace NCVerify.Metrics;

/// <summary>.npy arrays that come one after another through a pipe. Nothing is allocated from a declared shape alone.</summary>
internal sealed class PipedArrays(PipeStream stream) : IDisposable
{
    private const int BufferBytes = 1 << 18;
    private readonly byte[] _bytes = new byte[BufferBytes];
    private ArrayLayout? _layout;
    private ArrayStream? _numbers;

    /// <summary>The header of the next array; null at the end of the pipe. The numbers of the one before must have been read.</summary>
    /// <exception cref="FeatureFileException">What comes is no .npy array.</exception>
    public ArrayLayout? Next()
    {
        if (stream.Peek(1) is not [byte first, ..])
        {
            return null;
        }

        string name = stream.Name;
        if (first != NpyHeader.Magic[0])
        {
            throw new FeatureFileException(name, $"what comes through this pipe starts with byte 0x{first:X2}, not with a .npy header (0x93, then NUMPY)", "Pipe arrays as numpy.save writes them, or write a file and name that");
        }

        ArrayLayout layout = NpyHeader.Read(new ArrayBytes(name, ByteCoding.Plain), stream);
        if (layout.Shape.Contains(0) || layout.Shape.Aggregate(System.Numerics.BigInteger.One, (a, b) => a * b) > long.MaxValue / 16)
        {
            throw new FeatureFileException(name, $"it brings an array of shape {layout.ShapeText}", "Every batch needs at least one sample, and a shape that can be");
        }

        _numbers = ArrayStream.Over(layout, stream);
        return _layout = layout;
    }

    /// <summary>Reads numbers of the array: row by row; an array in Fortran order whole.</summary>
    public void Read(Span<double> values)
    {
        ArrayLayout layout = _layout!;
        int perBuffer = BufferBytes / layout.Element.Size;
        double[]? stored = layout.FortranOrder ? new double[values.Length] : null;
        Span<double> target = stored ?? values;
        for (int done = 0; done < target.Length; done += perBuffer)
        {
            Span<double> part = target[done..Math.Min(target.Length, done + perBuffer)];
            Span<byte> bytes = _bytes.AsSpan(0, part.Length * layout.Element.Size);
            _numbers!.ReadExactly(bytes);
            layout.Element.Decode(bytes, part);
        }

        if (stored is not null)
        {
            int rows = (int)layout.Rows, d = (int)layout.Columns;
            for (int j = 0; j < d; j++)
            {
                int column = (int)ColumnMajorFeatures.StoredColumn(layout.Shape, j);
                for (int i = 0; i < rows; i++)
                {
                    values[(i * d) + j] = stored[(column * rows) + i];
                }
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => stream.Dispose();

    /// <summary>Reads integers of the array.</summary>
    public void Read(Span<long> values)
    {
        int size = _layout!.Element.Size, perBuffer = BufferBytes / size;
        for (int done = 0; done < values.Length; done += perBuffer)
        {
            Span<long> part = values[done..Math.Min(values.Length, done + perBuffer)];
            Span<byte> bytes = _bytes.AsSpan(0, part.Length * size);
            _numbers!.ReadExactly(bytes);
            _layout.Element.Decode(bytes, part);
        }
    }
}
