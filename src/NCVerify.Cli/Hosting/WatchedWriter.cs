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
    public override void Write(char value)
    {
        inner.Write(value);
        Touched = true;
        if (value is not ('\n' or '\r'))
        {
            _line.Append(value);
        }
        else if (_line.Length > 0)
        {
            LastLine = _line.ToString();
            _line.Clear();
        }
    }

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();
}
