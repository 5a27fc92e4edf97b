using System.Net;
using System.Text;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>Writes a formula as native MathML (the Core subset that browsers share), with a plain-text alternative.</summary>
internal sealed class MathMlWriter
{
    private readonly StringBuilder _out = new();

    public static string Write(MathNode formula, bool display)
    {
        MathMlWriter writer = new();
        // A wide display scrolls on a narrow screen, so it must be reachable by keyboard.
        writer._out.Append(display ? "<math display=\"block\" tabindex=\"0\" alttext=\"" : "<math alttext=\"").Append(Encode(MathPlainWriter.Write(formula))).Append("\">");

        writer.Inside(formula);
        return writer._out.Append("</math>").ToString();
    }

    private void Node(MathNode? node)
    {
        switch (node)
        {
            case MathRow row:
                Row(row.Items);
                break;
            case MathIdentifier identifier:
                Identifier(identifier);
                break;
            case MathNumber number:
                Element("mn", "", MathAlphabets.Spell(number.Text, number.Alphabet));
                break;
            case MathOperator mark:
                Operator(mark, previous: new MathNumber(""));
                break;
            case MathFunction { Limits: true } function:
                Element("mo", " movablelimits=\"true\" form=\"prefix\" lspace=\".17em\" rspace=\".17em\"", function.Name);
                break;
            case MathFunction function:
                // A name of one letter would be set in italics.
                Element("mi", function.Name.Length == 1 ? " mathvariant=\"normal\"" : "", function.Name);
                break;
            case MathWords words:
                Element("mtext", "", words.Text.Replace(' ', '\u00A0'));
                break;
            case MathSpace space:
                _out.Append("<mspace width=\"").Append(Exact.Format(space.Width).Replace("0.", ".", StringComparison.Ordinal)).Append("em\"/>");
                break;
            case MathScripts scripts:
                Scripts(scripts);
                break;
            case MathFraction fraction:
                Nested(fraction.Bar ? "mfrac" : "mfrac linethickness=\"0\"", fraction.Numerator, fraction.Denominator);
                break;
            case MathRoot { Index: null } root:
                _out.Append("<msqrt>");
                Inside(root.Body);
                _out.Append("</msqrt>");
                break;
            case MathRoot root:
                Nested("mroot", root.Body, root.Index!);
                break;
            case MathAccent accent:
                Accent(accent);
                break;
            case MathFenced fenced:
                Fenced(fenced);
                break;
            case MathTable table:
                Table(table);
                break;
            default:
                throw new InvalidOperationException($"No MathML for {node?.GetType().Name ?? "nothing"}.");
        }
    }

    // The contents of an element that is a row itself.
    private void Inside(MathNode node, MathNode? before = null)
    {
        if (node is MathRow { Items.Count: > 0 } row)
        {
            Items(row.Items, before);
        }
        else
        {
            Node(node);
        }
    }

    private void Row(IReadOnlyList<MathNode> items)
    {
        _out.Append("<mrow>");
        Items(items);
        _out.Append("</mrow>");
    }

    private void Items(IReadOnlyList<MathNode> items, MathNode? before = null)
    {
        for (int i = 0; i < items.Count; i++)
        {
            if (items[i] is MathOperator mark)
            {
                Operator(mark, i == 0 ? before : items[i - 1]);
                continue;
            }

            Node(items[i]);

            // Thin space between a function's name and an argument without parentheses.
            if (IsFunction(items[i]) && i + 1 < items.Count && MathRuns.SpacedAfterFunction(items[i + 1]))
            {
                _out.Append("<mspace width=\".17em\"/>");
            }
        }
    }

    private void Identifier(MathIdentifier identifier)
    {
        string text = MathAlphabets.Spell(identifier.Text, identifier.Alphabet);
        Element("mi", identifier.Alphabet is MathAlphabet.Upright ? " mathvariant=\"normal\"" : "", text);
    }

    // An attribute stands only where the operator dictionary of MathML Core says otherwise. Role decides before text.
    private void Operator(MathOperator mark, MathNode? previous)
    {
        string attributes = mark.Role switch
        {
            OperatorRole.Open or OperatorRole.Close when mark.Text is "(" or ")" or "[" or "]" or "{" or "}" => " stretchy=\"false\"",
            OperatorRole.Open => " form=\"prefix\" stretchy=\"false\"",
            OperatorRole.Close => " form=\"postfix\" stretchy=\"false\"",
            OperatorRole.Fence => " stretchy=\"false\" lspace=\"0em\" rspace=\"0em\"",
            OperatorRole.Relation when mark.Text == "|" => " stretchy=\"false\" lspace=\"0.2778em\" rspace=\"0.2778em\"",
            OperatorRole.Relation when mark.Text is "=" or "≤" or "≥" or "≠" or "∈" or "≈" or "<" or ">" => "",
            OperatorRole.Relation => " stretchy=\"false\"",
            OperatorRole.Punctuation when mark.Text == ":" => " lspace=\"0em\" rspace=\"0.2222em\"",
            OperatorRole.Binary when IsUnary(previous) && mark.Text is "+" or "−" or "±" => previous is null ? "" : " form=\"prefix\"",
            OperatorRole.Binary when IsUnary(previous) => " form=\"prefix\" lspace=\"0em\" rspace=\"0em\"",
            OperatorRole.Binary when mark.Text == "/" => " lspace=\".06em\" rspace=\".06em\"",
            OperatorRole.Ordinary when mark.Text is "." or "!" or "?" => " lspace=\"0em\" rspace=\"0em\"",
            _ => "",
        };

        // What stands for a thing, as the sign of a transpose does, is set like a letter: without spaces around it.
        bool letter = mark is { Role: OperatorRole.Ordinary, Text: not ("." or "!" or "?" or "′") };
        Element(letter ? "mi" : "mo", attributes, mark.Text);
    }

    private static bool IsUnary(MathNode? previous) => previous is null or MathSpace or MathFunction
        or MathOperator { Role: OperatorRole.Binary or OperatorRole.Relation or OperatorRole.Open or OperatorRole.Punctuation or OperatorRole.Large };

    private static bool IsSum(MathOperator mark) => mark is { Role: OperatorRole.Large, Text: not ("∫" or "∮" or "∬") };

    private static bool IsFunction(MathNode node) => node is MathFunction { Limits: false } or MathScripts { Base: MathFunction };

    private void Scripts(MathScripts scripts)
    {
        bool limits = scripts.Base is MathFunction { Limits: true } || (scripts.Base is MathOperator mark && IsSum(mark));
        (string element, MathNode[] parts) = (scripts.Sub, scripts.Super) switch
        {
            ({ } sub, null) => (limits ? "munder" : "msub", new[] { scripts.Base, sub }),
            (null, { } super) => (limits ? "mover" : "msup", [scripts.Base, super]),
            _ => (limits ? "munderover" : "msubsup", [scripts.Base, scripts.Sub!, scripts.Super!]),
        };
        Nested(element, parts);
    }

    private void Accent(MathAccent accent)
    {
        _out.Append(accent.Below ? "<munder accentunder=\"true\">" : "<mover accent=\"true\">");
        Node(accent.Body);
        Element("mo", accent.Stretch ? " stretchy=\"true\"" : " stretchy=\"false\"", accent.Mark);
        _out.Append(accent.Below ? "</munder>" : "</mover>");
    }

    private void Fenced(MathFenced fenced)
    {
        _out.Append("<mrow>");
        Fence(fenced.Open, "prefix");
        Inside(fenced.Body, fenced.Open.Length > 0 ? new MathOperator(fenced.Open, OperatorRole.Open) : null);
        Fence(fenced.Close, "postfix");

        _out.Append("</mrow>");
    }

    // First or last in their row, these are fences that stretch by themselves.
    private void Fence(string mark, string form)
    {
        if (mark.Length > 0)
        {
            Element("mo", "()[]{}|‖⟨⟩⌊⌋⌈⌉".Contains(mark, StringComparison.Ordinal) ? "" : $" form=\"{form}\" fence=\"true\" stretchy=\"true\"", mark);
        }
    }

    private void Table(MathTable table)
    {
        _out.Append("<mtable class=\"").Append(table.Shape switch { TableShape.Cases => "cases", TableShape.Aligned => "aligned", _ => "matrix" }).Append("\">");
        foreach (IReadOnlyList<MathNode> row in table.Rows)
        {
            _out.Append("<mtr>");
            foreach (MathNode cell in row)
            {
                _out.Append("<mtd>");
                Inside(cell);
                _out.Append("</mtd>");
            }

            _out.Append("</mtr>");
        }

        _out.Append("</mtable>");
    }

    private void Nested(string element, params MathNode[] parts)
    {
        _out.Append('<').Append(element).Append('>');
        foreach (MathNode part in parts)
        {
            Node(part);
        }

        _out.Append("</").Append(element.Split(' ')[0]).Append('>');
    }

    private void Element(string name, string attributes, string text) =>
        _out.Append('<').Append(name).Append(attributes).Append('>').Append(Encode(text)).Append("</").Append(name).Append('>');

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
