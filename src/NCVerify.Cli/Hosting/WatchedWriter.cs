using System.Text;

namespace NCVerify.Cli;

/// <summary>Passes text on and remembers whether there was any, and the last line.</summary>
internal sealed class WatchedWriter(TextWriter inner) : TextWriter(inner.FormatProvider)
{
    private readonly StringBuilder _line = new();

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <summary>Whether anything was written.</summary>
    public bool Touched { get; private set; }

    /// <summary>The last line that was not empty.</summary>
    public string LastLine { get; private set; } = "";

    /// <inheritdoc/>
    public override void Write(char value) => Write(new ReadOnlySpan<char>(in value));

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <summary>Passes a whole text on at once: a system call per character would dominate a large document.</summary>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        inner.Write(buffer);
        Touched |= buffer.Length > 0;
        while (buffer.IndexOfAny('\n', '\r') is >= 0 and int end)
        {
            _line.Append(buffer[..end]);
            if (_line.Length > 0)
            {
                LastLine = _line.ToString();
                _line.Clear();
            }

            buffer = buffer[(end + 1)..];
        }

        _line.Append(buffer);
    }

    /// <inheritdoc/>
    public override void WriteLine(string? value)
    {
        Write(value.AsSpan());
        Write(NewLine.AsSpan());
    }

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();
}
