using System.Buffers;

namespace NCVerify.Cli.Gating;

/// <summary>What reading one line came to.</summary>
internal enum LineState
{
    /// <summary>A line.</summary>
    Line,

    /// <summary>The stream ended.</summary>
    End,

    /// <summary>The line is longer than any answer can be.</summary>
    TooLong,
}

/// <summary>Reads lines of bytes of bounded length from a stream of a stranger.</summary>
internal sealed class LineReader(Stream stream)
{
    private readonly byte[] _block = new byte[64 << 10];
    private readonly ArrayBufferWriter<byte> _line = new();
    private int _next;
    private int _filled;

    /// <summary>Whether bytes beyond the last line have already arrived.</summary>
    public bool HasMore => _next < _filled;

    /// <summary>The next line without its line feed; empty lines are lines.</summary>
    public async Task<(LineState State, ReadOnlyMemory<byte> Line)> ReadAsync(long longest, CancellationToken token)
    {
        _line.ResetWrittenCount();
        while (true)
        {
            if (_next == _filled)
            {
                _next = 0;
                _filled = await stream.ReadAsync(_block, token);
                if (_filled == 0)
                {
                    return (LineState.End, _line.WrittenSpan.ToArray());
                }
            }

            int feed = Array.IndexOf(_block, (byte)'\n', _next, _filled - _next);
            int end = feed < 0 ? _filled : feed;
            _line.Write(_block.AsSpan(_next, end - _next));
            _next = feed < 0 ? end : end + 1;
            if (_line.WrittenCount > longest)
            {
                return (LineState.TooLong, default);
            }

            if (feed >= 0)
            {
                return (LineState.Line, _line.WrittenSpan.ToArray());
            }
        }
    }
}
