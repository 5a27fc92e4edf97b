namespace NCVerify.Metrics;

/// <summary>A forward stream that can look at what comes next, and whose reading ends when it is cancelled, even while nothing comes.</summary>
internal sealed class PipeStream(Stream stream, string name) : ForwardStream
{
    private const int BufferBytes = 1 << 18;
    private byte[] _buffer = new byte[BufferBytes];
    private int _from;
    private int _to;

    /// <summary>The pipe, for messages.</summary>
    public string Name => name;

    /// <summary>Ends a reading.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>The next bytes, which stay; fewer only at the end.</summary>
    /// <exception cref="FeatureFileException">The pipe breaks, or is compressed and damaged.</exception>
    public ReadOnlySpan<byte> Peek(int count)
    {
        while (_to - _from < count && Fill())
        {
        }

        return _buffer.AsSpan(_from, Math.Min(count, _to - _from));
    }

    public override int Read(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, buffer.Length == 0 ? 0 : Peek(1).IsEmpty ? 0 : _to - _from);
        _buffer.AsSpan(_from, count).CopyTo(buffer);
        _from += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        stream.Dispose();
        base.Dispose(disposing);
    }

    private bool Fill()
    {
        if (_from > 0)
        {
            _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
            (_from, _to) = (0, _to - _from);
        }

        byte[] buffer = _buffer;
        int at = _to;
        try
        {
            Task<int> reading = Task.Run(() => stream.Read(buffer, at, buffer.Length - at), CancellationToken.None);
            int read = reading.WaitAsync(Cancellation).GetAwaiter().GetResult();
            _to += read;
            return read > 0;
        }
        catch (OperationCanceledException)
        {
            // The abandoned read may still fill the buffer.
            (_buffer, _from, _to) = ([], 0, 0);
            throw;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new FeatureFileException(name, "it cannot be decompressed or read (" + e.Message.TrimEnd('.') + ")", "What comes is truncated or damaged: send it again", e);
        }
    }
}
