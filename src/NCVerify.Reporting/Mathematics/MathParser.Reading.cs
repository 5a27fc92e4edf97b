using System.Text;

namespace NCVerify.Reporting;

/// <content>Reading of characters, names and numbers.</content>
internal sealed partial class MathParser
{
    /// <summary>The characters of a braced argument, as they are.</summary>
    private string Raw(string command)
    {
        SkipSpace();
        int close = AtEnd || Peek() != '{' ? -1 : _source.IndexOf('}', _at);
        if (close < 0)
        {
            throw Fault($"a {command} without its {{...}}");
        }

        string text = _source[(_at + 1)..close];
        _at = close + 1;
        return text.IndexOfAny(['\\', '{', '$']) < 0 || command is "\\mathrm" or "\\operatorname" or "\\operatorname*"
            ? text
            : throw Fault($"mathematics inside {command}{{...}}");
    }

    private string Name(string command)
    {
        string name = Raw(command).Replace("\\,", "\u2009", StringComparison.Ordinal).Replace("\\ ", "\u2009", StringComparison.Ordinal);
        return name.Contains('\\', StringComparison.Ordinal) ? throw Fault($"mathematics inside {command}{{...}}") : name;
    }

    private string Number()
    {
        int start = _at;
        while (!AtEnd && (char.IsAsciiDigit(Peek()) || (Peek() == '.' && _at + 1 < _source.Length && char.IsAsciiDigit(_source[_at + 1]))))
        {
            _at++;
        }

        return _source[start.._at];
    }

    private string CommandName()
    {
        int start = ++_at;
        while (!AtEnd && char.IsAsciiLetter(Peek()))
        {
            _at++;
        }

        if (_at == start)
        {
            _at = Math.Min(_at + 1, _source.Length);
        }

        StringBuilder name = new(_source[start.._at]);
        if (name.Equals("operatorname") && !AtEnd && Peek() == '*')
        {
            _at++;
            name.Append('*');
        }

        return name.Length > 0 ? name.ToString() : throw Fault("a \\ at its end");
    }

    private void SkipSpace()
    {
        while (!AtEnd && char.IsWhiteSpace(Peek()))
        {
            _at++;
        }
    }

    private char Peek() => _source[_at];

    private bool Follows(string text) => string.CompareOrdinal(_source, _at, text, 0, text.Length) == 0;

    private bool FollowsCommand(string name) =>
        Follows("\\" + name) && (_at + name.Length + 1 >= _source.Length || !char.IsAsciiLetter(_source[_at + name.Length + 1]));

    private string Ahead() => $"'{_source[_at..Math.Min(_source.Length, _at + 10)]}'";

    private MathTextException Fault(string what) => new($"There is {what}, at character {_at + 1} of: ${_source}$");
}
