using System.Net;
using System.Text;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>
/// Prose with mathematics between dollar signs, $...$ in the line and $$...$$ displayed, in a subset of LaTeX; "\$" is a
/// dollar sign. Becomes HTML with native MathML, plain text, or the contents of an SVG text element.
/// </summary>
public static class MathText
{
    private readonly record struct Part(string Text, bool Formula, bool Display);

    /// <summary>HTML of one line (phrasing content): prose encoded, formulas as MathML.</summary>
    /// <exception cref="MathTextException">A formula is outside the subset or a dollar sign is not closed; the message names the command or place.</exception>
    public static string ToHtml(string text)
    {
        StringBuilder html = new();
        List<Part> parts = Split(text);
        for (int i = 0; i < parts.Count; i++)
        {
            if (!parts[i].Formula)
            {
                html.Append(WebUtility.HtmlEncode(parts[i].Text));
                continue;
            }

            string formula = MathMlWriter.Write(MathParser.Parse(parts[i].Text), parts[i].Display);
            if (!parts[i].Display && i + 1 < parts.Count && parts[i + 1] is { Formula: false, Text: [',' or '.' or ';' or ':' or ')' or '?' or '!', ..] next })
            {
                // Browsers may break a line between a formula and the punctuation after it.
                formula = $"<span class=\"glue\">{formula}{next[0]}</span>";
                parts[i + 1] = parts[i + 1] with { Text = next[1..] };
            }

            html.Append(formula);
        }

        return html.ToString();
    }

    /// <summary>HTML of paragraphs: blank lines separate them.</summary>
    /// <exception cref="MathTextException">As <see cref="ToHtml"/>.</exception>
    public static string ToParagraphs(string text) => string.Concat(Paragraphs(text).Select(p => $"<p>{ToHtml(p)}</p>"));

    /// <summary>
    /// <see cref="ToHtml"/> for texts that come from a file: one whose mathematics cannot be read is shown as its encoded
    /// source, marked as such, so that one bad line does not cost the report.
    /// </summary>
    public static string ToHtmlOrSource(string text)
    {
        try
        {
            return ToHtml(text);
        }
        catch (MathTextException e)
        {
            return $"<code class=\"unread\" title=\"{WebUtility.HtmlEncode(e.Message)}\">{WebUtility.HtmlEncode(text)}</code>";
        }
    }

    /// <summary>Paragraphs by <see cref="ToHtmlOrSource"/>.</summary>
    public static string ToParagraphsOrSource(string text) => string.Concat(Paragraphs(text).Select(p => $"<p>{ToHtmlOrSource(p)}</p>"));

    /// <summary>One line of plain text, for alternatives, search and Markdown; a text that cannot be read stays as it is.</summary>
    public static string ToPlain(string text)
    {
        try
        {
            return string.Concat(Split(text).Select(p => p.Formula ? MathPlainWriter.Write(MathParser.Parse(p.Text)) : p.Text));
        }
        catch (MathTextException)
        {
            return text;
        }
    }

    /// <summary>Contents of an SVG text element: runs as tspan elements, scripts shifted. A text that cannot be read stays as it is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">Font size in user units, which the shifts scale with.</param>
    public static string ToSvg(string text, double size = 13)
    {
        try
        {
            StringBuilder svg = new();
            int shift = 0;
            foreach (MathRun run in Split(text).SelectMany(p => p.Formula ? MathRuns.Of(MathParser.Parse(p.Text), marks: false) : [new MathRun(p.Text, false, 0)]).Where(r => r.Text.Length > 0))
            {
                // dy is relative to the run before: undo its shift, then apply this one's (down is positive).
                double dy = (shift - run.Shift) * 0.3 * size;
                if (!run.Italic && run.Shift == 0 && dy == 0)
                {
                    svg.Append(WebUtility.HtmlEncode(run.Text));
                    continue;
                }

                svg.Append("<tspan").Append(run.Italic ? " font-style=\"italic\"" : "").Append(run.Shift != 0 ? " font-size=\"75%\"" : "");
                svg.Append(dy == 0 ? "" : $" dy=\"{Exact.Format(Math.Round(dy, 2))}\"").Append('>').Append(WebUtility.HtmlEncode(run.Text)).Append("</tspan>");
                shift = run.Shift;
            }

            return svg.ToString();
        }
        catch (MathTextException)
        {
            return WebUtility.HtmlEncode(text);
        }
    }

    /// <summary>Throws when <see cref="ToHtml"/> would; for tests of the catalogue.</summary>
    /// <exception cref="MathTextException">As <see cref="ToHtml"/>.</exception>
    public static void Check(string text) => ToHtml(text);

    private static IEnumerable<string> Paragraphs(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static List<Part> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<Part> parts = [];
        StringBuilder prose = new();
        int at = 0;
        while (at < text.Length)
        {
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] == '$')
            {
                prose.Append('$');
                at += 2;
            }
            else if (text[at] == '$')
            {
                parts.Add(new(prose.ToString(), Formula: false, Display: false));
                prose.Clear();
                at = AddFormula(text, at, parts);
            }
            else
            {
                prose.Append(text[at++]);
            }
        }

        parts.Add(new(prose.ToString(), Formula: false, Display: false));
        return parts;
    }

    private static int AddFormula(string text, int open, List<Part> parts)
    {
        string mark = open + 1 < text.Length && text[open + 1] == '$' ? "$$" : "$";
        int start = open + mark.Length;
        int close = start;
        while ((close = text.IndexOf(mark, close, StringComparison.Ordinal)) > 0 && text[close - 1] == '\\')
        {
            close++;
        }

        if (close < 0)
        {
            throw new MathTextException($"A {mark} at character {open + 1} is not closed: {text}");
        }

        if (string.IsNullOrWhiteSpace(text[start..close]))
        {
            throw new MathTextException($"There is no formula between {mark} and {mark} at character {open + 1} of: {text}");
        }

        parts.Add(new(text[start..close], Formula: true, Display: mark.Length == 2));
        return close + mark.Length;
    }
}
