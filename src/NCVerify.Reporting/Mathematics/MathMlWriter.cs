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

        // The element is a row itself.
        if (formula is MathRow { Items.Count: > 0 } row)
        {
            writer.Items(row.Items);
        }
        else
        {
            writer.Node(formula);
        }

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
                Element("mo", " movablelimits=\"true\" form=\"prefix\" lspace=\"0.1667em\" rspace=\"0.1667em\"", function.Name);
                break;
            case MathFunction function:
                // A name of one letter would be set in italics.
                Element("mi", function.Name.Length == 1 ? " mathvariant=\"normal\"" : "", function.Name);
                break;
            case MathWords words:
                Element("mtext", "", words.Text.Replace(' ', '\u00A0'));
                break;
            case MathSpace space:
                _out.Append("<mspace width=\"").Append(Exact.Format(space.Width)).Append("em\"/>");
                break;
            case MathScripts scripts:
                Scripts(scripts);
                break;
            case MathFraction fraction:
                Nested(fraction.Bar ? "mfrac" : "mfrac linethickness=\"0\"", fraction.Numerator, fraction.Denominator);
                break;
            case MathRoot { Index: null } root:
                Nested("msqrt", root.Body);
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

    private void Row(IReadOnlyList<MathNode> items)
    {
        _out.Append("<mrow>");
        Items(items);
        _out.Append("</mrow>");
    }

    private void Items(IReadOnlyList<MathNode> items)
    {
        for (int i = 0; i < items.Count; i++)
        {
            if (items[i] is MathOperator mark)
            {
                Operator(mark, i == 0 ? null : items[i - 1]);
                continue;
            }

            Node(items[i]);

            // Thin space between a function's name and an argument without parentheses.
            if (IsFunction(items[i]) && i + 1 < items.Count && MathRuns.SpacedAfterFunction(items[i + 1]))
            {
                _out.Append("<mspace width=\"0.1667em\"/>");
            }
        }
    }

    private void Identifier(MathIdentifier identifier)
    {
        string text = MathAlphabets.Spell(identifier.Text, identifier.Alphabet);
        Element("mi", identifier.Alphabet is MathAlphabet.Upright ? " mathvariant=\"normal\"" : "", text);
    }

    private void Operator(MathOperator mark, MathNode? previous)
    {
        string attributes = mark.Role switch
        {
            OperatorRole.Open => " form=\"prefix\" stretchy=\"false\"",
            OperatorRole.Close => " form=\"postfix\" stretchy=\"false\"",
            OperatorRole.Fence => " stretchy=\"false\" lspace=\"0em\" rspace=\"0em\"",
            OperatorRole.Relation when mark.Text == "|" => " stretchy=\"false\" lspace=\"0.2778em\" rspace=\"0.2778em\"",
            OperatorRole.Relation => " stretchy=\"false\"",
            OperatorRole.Punctuation when mark.Text == ":" => " lspace=\"0em\" rspace=\"0.2222em\"",
            OperatorRole.Punctuation => " separator=\"true\"",
            OperatorRole.Ordinary => " lspace=\"0em\" rspace=\"0em\"",
            OperatorRole.Binary when IsUnary(previous) => " form=\"prefix\" lspace=\"0em\" rspace=\"0em\"",
            OperatorRole.Binary when mark.Text == "/" => " lspace=\"0.0556em\" rspace=\"0.0556em\"",
            OperatorRole.Large when IsSum(mark) => " movablelimits=\"true\"",
            _ => "",
        };
        Element("mo", attributes, mark.Text);
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
        if (fenced.Open.Length > 0)
        {
            Element("mo", " form=\"prefix\" fence=\"true\" stretchy=\"true\"", fenced.Open);
        }

        Node(fenced.Body);
        if (fenced.Close.Length > 0)
        {
            Element("mo", " form=\"postfix\" fence=\"true\" stretchy=\"true\"", fenced.Close);
        }

        _out.Append("</mrow>");
    }

    private void Table(MathTable table)
    {
        _out.Append("<mtable class=\"").Append(table.Shape switch { TableShape.Cases => "cases", TableShape.Aligned => "aligned", _ => "matrix" }).Append("\">");
        foreach (IReadOnlyList<MathNode> row in table.Rows)
        {
            _out.Append("<mtr>");
            foreach (MathNode cell in row)
            {
                Nested("mtd", cell);
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
