namespace NCVerify.Metrics;

/// <summary>The numbers of an <see cref="ArrayLayout"/> as a forward stream of bytes that never reads past what is declared.</summary>
internal sealed class ArrayStream : IDisposable
{
    private readonly ArrayLayout _layout;
    private readonly Stream _stream;

    private ArrayStream(ArrayLayout layout, Stream stream)
    {
        _layout = layout;
        _stream = stream;
    }

    /// <summary>Opens the file and stands at its first number.</summary>
    public static ArrayStream Open(ArrayLayout layout)
    {
        var stream = new ArrayStream(layout, layout.Bytes.Open());
        stream.Skip(layout.Offset);
        return stream;
    }

    /// <summary>The numbers of an array whose header has just been read from this stream.</summary>
    public static ArrayStream Over(ArrayLayout layout, Stream stream) => new(layout, stream);

    public static FeatureFileException Unreadable(string path, Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => new(path, "there is no such file", "Check the path", e),
        _ => new(path, "it cannot be read (" + e.Message.TrimEnd('.') + ")", "Check the path and its permissions", e),
    };

    /// <summary>Fills <paramref name="bytes"/>.</summary>
    /// <exception cref="FeatureFileException">The data end first, or are damaged.</exception>
    public void ReadExactly(Span<byte> bytes)
    {
        if (Fill(bytes) < bytes.Length)
        {
            throw _layout.Truncated($"it ends before the {_layout.Offset + _layout.DataBytes} bytes that its header declares");
        }
    }

    public void Skip(long count)
    {
        if (_stream.CanSeek)
        {
            _stream.Seek(count, SeekOrigin.Current);
            return;
        }

        Span<byte> scratch = stackalloc byte[1 << 14];
        for (; count > 0; count -= scratch.Length)
        {
            ReadExactly(scratch[..(int)Math.Min(count, scratch.Length)]);
        }
    }

    /// <summary>Checks that nothing is left.</summary>
    /// <exception cref="FeatureFileException">The file goes on.</exception>
    public void ExpectEnd()
    {
        Span<byte> one = stackalloc byte[1];
        if (Fill(one) != 0)
        {
            throw _layout.TooLong(_layout.Offset + _layout.DataBytes);
        }
    }

    public void Dispose() => _stream.Dispose();

    private int Fill(Span<byte> bytes)
    {
        try
        {
            return _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw _layout.Truncated("it cannot be decompressed or read (" + e.Message.TrimEnd('.') + ")", e);
        }
    }
}
