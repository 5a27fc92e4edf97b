using System.Text;
using NCVerify.Numerics;

namespace NCVerify.Conformance.Gate;

/// <summary>The result as Markdown, for job summaries: what went wrong first, passed problems folded away.</summary>
public static class GateMarkdown
{
    /// <summary>The page. Far below the megabyte from which on GitHub drops a summary.</summary>
    public static string Write(GateReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var page = new StringBuilder();
        void Line(string text = "") => page.Append(text).Append('\n');
        Line($"## {(report.Passed ? "✓ passed" : "✗ failed")}: {Escape(report.Solver.Name.Length > 0 ? $"{report.Solver.Name} {report.Solver.Version}".TrimEnd() : "a solver without handshake")}");
        Line();
        Line($"{report.Count(GateVerdict.Passed)} passed, {report.Count(GateVerdict.Failed)} failed, {report.Count(GateVerdict.Inapplicable)} inapplicable; score {(double.IsNaN(report.Score) ? "none" : Exact.Format(report.Score) + " %")}; {report.Battery}; gaps at most {Exact.Format(report.Required.Limit())}.");
        if (report.Session.Length > 0)
        {
            Line();
            Line($"**Session:** {Escape(report.Session)}");
        }

        foreach (Regression regression in report.Regressions)
        {
            Line();
            Line($"**Worse than approved:** {regression.Id}: {Escape(regression.Reason)}");
        }

        Table(Line, "What went wrong", report.Problems.Where(p => p.Verdict == GateVerdict.Failed), ["problem", "reason", "what to mend"], p => [p.Id, GateWords.Of(p.Failure), Escape(p.Message)], folded: false);
        Table(Line, "Passed", report.Problems.Where(p => p.Verdict == GateVerdict.Passed), ["problem", "about", "relative gap", "class", "time / reference"], p => [p.Id, p.About, Exact.Format(p.RelativeGap, 3), GateWords.Of(p.Class), Exact.Format(p.TimeRatio, 3)], folded: true);
        Table(Line, "Inapplicable", report.Problems.Where(p => p.Verdict == GateVerdict.Inapplicable), ["problem", "about", "why"], p => [p.Id, p.About, Escape(p.Message)], folded: true);
        return page.ToString();
    }

    private static void Table(Action<string> line, string title, IEnumerable<ProblemResult> problems, string[] columns, Func<ProblemResult, string[]> cells, bool folded)
    {
        ProblemResult[] rows = [.. problems];
        if (rows.Length == 0)
        {
            return;
        }

        line("");
        line(folded ? $"<details><summary>{title}: {rows.Length}</summary>" : $"### {title}");
        line("");
        line($"| {string.Join(" | ", columns)} |");
        line($"|{string.Concat(columns.Select(_ => "---|"))}");
        foreach (ProblemResult row in rows)
        {
            line($"| {string.Join(" | ", cells(row))} |");
        }

        if (folded)
        {
            line("");
            line("</details>");
        }
    }

    // Parts of the text come from a stranger's program: nothing of it may become markup.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            _ = c switch
            {
                '\n' or '\r' => escaped.Append(' '),
                '<' => escaped.Append("&lt;"),
                '&' => escaped.Append("&amp;"),
                '|' or '*' or '_' or '`' or '[' or ']' or '\\' or '!' or '@' => escaped.Append('\\').Append(c),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
