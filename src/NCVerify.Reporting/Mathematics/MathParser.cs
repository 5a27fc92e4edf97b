namespace NCVerify.Reporting;

/// <summary>Parses the LaTeX subset into a tree. Recursive descent over the characters; what it does not know it refuses by name.</summary>
internal sealed partial class MathParser
{
    // Deep enough for any formula that a person reads, shallow enough for the stack.
    private const int DeepestNesting = 40;

    private readonly string _source;
    private int _at;
    private int _depth;

    private MathParser(string source) => _source = source;

    private bool AtEnd => _at >= _source.Length;

    /// <summary>The tree of a formula.</summary>
    /// <exception cref="MathTextException">The formula is outside the subset.</exception>
    public static MathNode Parse(string source)
    {
        MathParser parser = new(source);
        MathNode row = parser.Row();
        return parser.AtEnd ? row : throw parser.Fault(parser.Peek() == '}' ? "a } without its {" : $"an unexpected {parser.Ahead()}");
    }

    private MathNode Row()
    {
        Descend();
        List<MathNode> items = [];
        while (true)
        {
            SkipSpace();
            if (AtEnd || Peek() is '}' or '&' || Follows("\\\\") || FollowsCommand("right") || FollowsCommand("end"))
            {
                _depth--;
                return items.Count == 1 ? items[0] : new MathRow(items);
            }

            items.Add(WithScripts(Peek() is '^' or '_' or '\'' ? new MathRow([]) : Atom()));
        }
    }

    private void Descend()
    {
        if (++_depth > DeepestNesting)
        {
            throw Fault($"nesting deeper than {DeepestNesting}");
        }
    }

    private MathNode WithScripts(MathNode atom)
    {
        MathNode? sub = null, super = null;
        for (SkipSpace(); !AtEnd && Peek() is '^' or '_' or '\''; SkipSpace())
        {
            switch (_source[_at++])
            {
                case '\'':
                    MathOperator prime = new("′", OperatorRole.Ordinary);
                    super = super is null ? prime : new MathRow([super, prime]);
                    break;
                case '^':
                    MathNode raised = Argument("^");
                    super = super is null ? raised : super is MathOperator { Text: "′" } ? new MathRow([super, raised]) : throw Fault("two superscripts on one base");
                    break;
                default:
                    sub = sub is null ? Argument("_") : throw Fault("two subscripts on one base");
                    break;
            }
        }

        return sub is null && super is null ? atom : new MathScripts(atom, sub, super);
    }

    private MathNode Atom()
    {
        char c = Peek();
        switch (c)
        {
            case '{':
                return Argument("{");
            case '\\':
                return Command();
            case '~':
                _at++;
                return new MathSpace(0.25);
            case >= '0' and <= '9':
                return new MathNumber(Number());
            case (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'):
                _at++;
                return new MathIdentifier(c.ToString());
            default:
                if (MathSymbols.Characters.TryGetValue(c, out MathOperator? known))
                {
                    _at++;
                    return known;
                }

                if (char.IsLetter(c) && !char.IsSurrogate(c))
                {
                    _at++;
                    return Letter(c.ToString());
                }

                throw Fault($"the character '{c}', which is not in the subset");
        }
    }

    private MathNode Command()
    {
        Descend();
        MathNode node = Meaning(CommandName());
        _depth--;
        return node;
    }

    private MathNode Meaning(string name)
    {
        if (MathSymbols.Letters.TryGetValue(name, out string? letter))
        {
            return Letter(letter);
        }

        if (MathSymbols.Operators.TryGetValue(name, out MathOperator? known))
        {
            return known;
        }

        if (MathSymbols.Functions.TryGetValue(name, out bool limits))
        {
            return new MathFunction(name is "argmin" or "argmax" ? $"arg\u2009{name[3..]}" : name, limits);
        }

        if (MathSymbols.Spaces.TryGetValue(name, out double width))
        {
            return new MathSpace(width);
        }

        if (MathSymbols.Accents.TryGetValue(name, out (string Mark, bool Stretch) accent))
        {
            return new MathAccent(Argument("\\" + name), accent.Mark, accent.Stretch);
        }

        return MathSymbols.Alphabets.TryGetValue(name, out MathAlphabet alphabet)
            ? Respell(Argument("\\" + name), alphabet)
            : Structure(name);
    }

    private MathNode Structure(string name) => name switch
    {
        "frac" or "dfrac" or "tfrac" => new MathFraction(Argument("\\" + name), Argument("\\" + name)),
        "binom" => new MathFenced("(", new MathFraction(Argument("\\binom"), Argument("\\binom"), Bar: false), ")"),
        "sqrt" => Root(),
        "underline" => new MathAccent(Argument("\\underline"), "_", Stretch: true, Below: true),
        "left" => Fenced(),
        "begin" => Environment(),
        "text" or "textrm" or "mbox" => new MathWords(Raw("\\" + name)),
        "mathrm" or "operatorname" => new MathFunction(Name("\\" + name), Limits: false),
        "operatorname*" => new MathFunction(Name("\\" + name), Limits: true),
        "not" => Negated(),
        "|" => new MathOperator("‖", OperatorRole.Fence),
        "{" => new MathOperator("{", OperatorRole.Open),
        "}" => new MathOperator("}", OperatorRole.Close),
        "%" or "#" or "&" or "_" or "$" => new MathOperator(name, OperatorRole.Ordinary),
        "displaystyle" or "textstyle" => new MathRow([]),
        "big" or "Big" or "bigl" or "bigr" or "Bigl" or "Bigr" => Atom(),
        _ => throw new MathTextException($"The command \\{name} is not in the LaTeX subset of reports, in: ${_source}$"),
    };

    private MathRoot Root()
    {
        SkipSpace();
        MathNode? index = null;
        if (!AtEnd && Peek() == '[')
        {
            int close = _source.IndexOf(']', _at);
            if (close < 0)
            {
                throw Fault("a \\sqrt[ without its ]");
            }

            index = Parse(_source[(_at + 1)..close]);
            _at = close + 1;
        }

        return new(Argument("\\sqrt"), index);
    }

    private MathFenced Fenced()
    {
        string open = Delimiter("\\left");
        MathNode body = Row();
        if (!FollowsCommand("right"))
        {
            throw Fault("a \\left without its \\right");
        }

        CommandName();
        return new(open, body, Delimiter("\\right"));
    }

    private string Delimiter(string command)
    {
        SkipSpace();
        if (AtEnd)
        {
            throw Fault($"a {command} without its delimiter");
        }

        if (Peek() == '.')
        {
            _at++;
            return "";
        }

        return Atom() is MathOperator { Role: OperatorRole.Open or OperatorRole.Close or OperatorRole.Fence } fence
            ? fence.Text
            : throw Fault($"a {command} before something that is no delimiter");
    }

    private MathNode Environment()
    {
        string name = Raw("\\begin");
        (string open, string close, TableShape shape) = name switch
        {
            "pmatrix" => ("(", ")", TableShape.Matrix),
            "bmatrix" => ("[", "]", TableShape.Matrix),
            "vmatrix" => ("|", "|", TableShape.Matrix),
            "matrix" => ("", "", TableShape.Matrix),
            "cases" => ("{", "", TableShape.Cases),
            "aligned" => ("", "", TableShape.Aligned),
            _ => throw new MathTextException($"The environment {name} is not in the LaTeX subset of reports, in: ${_source}$"),
        };
        List<IReadOnlyList<MathNode>> rows = [];
        List<MathNode> cells = [Row()];
        while (!FollowsCommand("end"))
        {
            if (AtEnd || Peek() == '}')
            {
                throw Fault($"a \\begin{{{name}}} without its \\end");
            }

            if (_source[_at] == '&')
            {
                _at++;
                cells.Add(Row());
            }
            else if (Follows("\\\\"))
            {
                _at += 2;
                rows.Add(cells);
                cells = [Row()];
            }
            else
            {
                throw Fault("a \\right without its \\left");
            }
        }

        CommandName();
        string ended = Raw("\\end");
        if (!string.Equals(ended, name, StringComparison.Ordinal))
        {
            throw Fault($"a \\begin{{{name}}} ended by \\end{{{ended}}}");
        }

        // A line break before \end adds no line.
        if (cells is not [MathRow { Items.Count: 0 }])
        {
            rows.Add(cells);
        }

        MathTable table = new(rows, shape);
        return open.Length + close.Length == 0 ? table : new MathFenced(open, table, close);
    }

    private MathOperator Negated()
    {
        SkipSpace();
        return !AtEnd && Atom() is MathOperator { Role: OperatorRole.Relation } relation
            ? relation with { Text = (relation.Text + "\u0338").Normalize() }
            : throw Fault("a \\not before something that is no relation");
    }

    private MathNode Argument(string command)
    {
        SkipSpace();
        if (AtEnd || Peek() is '}' or '&' or '^' or '_')
        {
            throw Fault($"a {command} without its argument");
        }

        if (Peek() != '{')
        {
            return Peek() is >= '0' and <= '9' ? new MathNumber(_source[_at++].ToString()) : Atom();
        }

        _at++;
        MathNode body = Row();
        if (AtEnd || Peek() != '}')
        {
            throw Fault("a { without its }");
        }

        _at++;
        return body;
    }

    private static MathIdentifier Letter(string letter) =>
        new(letter, MathSymbols.UprightLetters.Contains(letter) ? MathAlphabet.Upright : MathAlphabet.Italic);

    private static MathNode Respell(MathNode node, MathAlphabet alphabet) => node switch
    {
        MathIdentifier identifier => identifier with { Alphabet = alphabet },
        MathNumber number => number with { Alphabet = alphabet },
        MathRow row => new MathRow([.. row.Items.Select(i => Respell(i, alphabet))]),
        MathScripts scripts => scripts with { Base = Respell(scripts.Base, alphabet) },
        _ => node,
    };
}
