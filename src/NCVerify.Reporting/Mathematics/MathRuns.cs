namespace NCVerify.Reporting;

/// <summary>A piece of a formula set in one line: its text, whether it is in italics, and whether it is lowered (-1) or raised (1).</summary>
internal readonly record struct MathRun(string Text, bool Italic, int Shift);

/// <summary>
/// Flattens a formula to runs of text. With <c>marks</c> (plain text) scripts are told by ^ and _; without (labels of
/// figures) they are told by their shift. Fractions become quotients, matrices become lists.
/// </summary>
internal static class MathRuns
{
    public static IReadOnlyList<MathRun> Of(MathNode node, bool marks = true)
    {
        List<MathRun> runs = [];
        Add(node, runs, 0, marks);
        return runs;
    }

    /// <summary>Whether a function's name is set apart from what follows: log x, max |x|, but log(x).</summary>
    public static bool SpacedAfterFunction(MathNode next) => next switch
    {
        MathOperator { Role: OperatorRole.Fence } => true,
        MathOperator { Role: OperatorRole.Open, Text: not ("(" or "[") } => true,
        MathOperator or MathSpace => false,
        MathFenced { Open: "(" or "[" } => false,
        _ => true,
    };

    private static void Add(MathNode? node, List<MathRun> runs, int shift, bool marks)
    {
        void Put(string text, bool italic = false) => runs.Add(new(text, italic, shift));
        switch (node)
        {
            case null:
                break;
            case MathRow row:
                Row(row, runs, shift, marks);
                break;
            case MathIdentifier { Text: var text, Alphabet: var alphabet }:
                Put(MathAlphabets.Spell(text, alphabet), alphabet is MathAlphabet.Italic);
                break;
            case MathNumber { Text: var text, Alphabet: var alphabet }:
                Put(MathAlphabets.Spell(text, alphabet));
                break;
            case MathOperator mark:
                Put(Spaced(mark));
                break;
            case MathFunction { Name: var name }:
                Put(name);
                break;
            case MathWords { Text: var text }:
                Put(text);
                break;
            case MathSpace { Width: var width }:
                Put(width > 0 ? " " : "");
                break;
            case MathScripts scripts:
                bool large = scripts.Base is MathOperator { Role: OperatorRole.Large };
                if (large)
                {
                    Put(((MathOperator)scripts.Base).Text);
                }
                else
                {
                    Add(scripts.Base, runs, shift, marks);
                }

                Script(scripts.Sub, "_", -1, runs, shift, marks);
                Script(scripts.Super, "^", 1, runs, shift, marks);
                Put(large ? " " : "");
                break;
            case MathFraction { Bar: var bar } fraction:
                Grouped(fraction.Numerator, runs, shift, marks);
                Put(bar ? "/" : " over ");
                Grouped(fraction.Denominator, runs, shift, marks);
                break;
            case MathRoot root:
                Put(root.Index is null ? "√" : "root(");
                if (root.Index is not null)
                {
                    Add(root.Index, runs, shift, marks);
                    Put(") of ");
                }

                Grouped(root.Body, runs, shift, marks);
                break;
            case MathAccent accent:
                Add(accent.Body, runs, shift, marks);
                Put(Combining(accent));
                break;
            case MathFenced fenced:
                Put(fenced.Open);
                Add(fenced.Body, runs, shift, marks);
                Put(fenced.Close);
                break;
            case MathTable table:
                for (int i = 0; i < table.Rows.Count; i++)
                {
                    Put(i == 0 ? "" : "; ");
                    for (int j = 0; j < table.Rows[i].Count; j++)
                    {
                        Put(j == 0 ? "" : ", ");
                        Add(table.Rows[i][j], runs, shift, marks);
                    }
                }

                break;
            default:
                throw new InvalidOperationException($"No text for {node.GetType().Name}.");
        }
    }

    private static void Row(MathRow row, List<MathRun> runs, int shift, bool marks)
    {
        for (int i = 0; i < row.Items.Count; i++)
        {
            MathNode item = row.Items[i];
            bool unary = item is MathOperator { Role: OperatorRole.Binary } && (i == 0 || row.Items[i - 1] is MathOperator { Role: not (OperatorRole.Close or OperatorRole.Ordinary or OperatorRole.Fence) });
            if (unary)
            {
                runs.Add(new(((MathOperator)item).Text, Italic: false, shift));
                continue;
            }

            Add(item, runs, shift, marks);
            bool factor = marks && item is MathFraction && i + 1 < row.Items.Count
                && row.Items[i + 1] is MathIdentifier or MathNumber or MathScripts or MathFunction or MathFenced or MathAccent or MathRoot or MathOperator { Role: OperatorRole.Large or OperatorRole.Fence or OperatorRole.Open };
            if (factor)
            {
                runs.Add(new(" ", Italic: false, shift));
            }

            bool word = item is MathFunction or MathScripts { Base: MathFunction };
            if (word && i + 1 < row.Items.Count && SpacedAfterFunction(row.Items[i + 1]))
            {
                runs.Add(new(" ", Italic: false, shift));
            }
        }
    }

    private static void Script(MathNode? script, string mark, int direction, List<MathRun> runs, int shift, bool marks)
    {
        if (script is null)
        {
            return;
        }

        if (!marks)
        {
            Add(script, runs, shift == 0 ? direction : shift, marks);
        }
        else if (script is MathOperator { Text: "′" })
        {
            Add(script, runs, shift, marks);
        }
        else
        {
            runs.Add(new(mark, Italic: false, shift));
            Grouped(script, runs, shift, marks);
        }
    }

    private static void Grouped(MathNode node, List<MathRun> runs, int shift, bool marks)
    {
        bool group = node is MathRow { Items.Count: > 1 } or MathFraction;
        runs.Add(new(group ? "(" : "", Italic: false, shift));
        Add(node, runs, shift, marks);
        runs.Add(new(group ? ")" : "", Italic: false, shift));
    }

    private static string Spaced(MathOperator mark) => mark.Role switch
    {
        OperatorRole.Relation => $" {mark.Text} ",
        OperatorRole.Binary when mark.Text is "+" or "−" or "±" or "×" => $" {mark.Text} ",
        OperatorRole.Punctuation => $"{mark.Text} ",
        OperatorRole.Large => $"{mark.Text} ",
        _ => mark.Text,
    };

    private static string Combining(MathAccent accent) => (accent.Mark, accent.Below) switch
    {
        (_, true) => "\u0332",
        ("^", _) => "\u0302",
        ("¯", _) => "\u0304",
        ("~", _) => "\u0303",
        ("˙", _) => "\u0307",
        ("¨", _) => "\u0308",
        ("→", _) => "\u20D7",
        _ => "\u030C",
    };
}
