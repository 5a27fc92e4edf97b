using System.Text;
using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>A summary in Markdown for a job or a pull request: counts, what went wrong with its place, then the claims, as far as there is room.</summary>
public static class MarkdownExport
{
    /// <summary>Most bytes of UTF-8. GitHub drops a job summary above 1 MiB whole, and refuses a comment above 64 KiB.</summary>
    public const int MostBytes = 60_000;

    private const int LongestReason = 300;

    // Room for the lines that say how much was left out.
    private const int Reserve = 400;

    /// <summary>The file's text.</summary>
    public static string Write(RunExport run)
    {
        ArgumentNullException.ThrowIfNull(run);
        ReportModel model = run.Report;
        var page = new Bounded();
        page.Add($"# {ReportTitle.Of(model)}\n\n{Escape(ReportTitle.Lead(model))}\n\n| verdict | claims | as expected |\n|---|---:|---:|\n");
        foreach (Verdict verdict in Enum.GetValues<Verdict>())
        {
            page.Add($"| {Words.Symbol(verdict)} {Words.Of(verdict)} | {Text(model.Tally.Count(verdict))} | {(verdict == Verdict.NotRun ? "" : Text(model.Tally.AsExpected(verdict)))} |\n");
        }

        foreach (string warning in model.Evidence.Warnings.Take(10))
        {
            page.Add($"\n> **Evidence:** {Reason(warning)}\n");
        }

        ExportCase[] failures = [.. run.Failures];
        page.Table("\n## What went wrong\n\n| test | claim | what | where |\n|---|---|---|---|\n", failures.Select(Failure), "failures", MostBytes * 2 / 3);
        page.Table("\n## Claims\n\n| claim | verdict | why |\n|---|---|---|\n", model.Unexpected.Concat(model.Claims.Where(c => !c.Verdict.Unexpected)).Select(Claim), "claims", MostBytes - Reserve);
        return page.ToString();
    }

    private static string Failure(ExportCase c) =>
        $"| {Reason(c.Name)} | {c.Claim} | {Words.Of(c.Outcome)}: {Reason(c.Message)} | {(c.Source.Length > 0 ? $"{Escape(c.Source)}:{Text(c.Line)}" : "")} |\n";

    private static string Claim(ClaimSection c) =>
        $"| {c.Id} | {Words.Symbol(c.Verdict.Verdict)} {c.VerdictWords} | {Reason(MathText.ToPlain(c.Verdict.Reasons[0]))} |\n";

    private static string Reason(string text) => Escape(text.Length <= LongestReason ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[LongestReason - 1]) ? LongestReason - 1 : LongestReason), "…"));

    // Evidence may come from anywhere: nothing of it becomes markup, mentions anyone or refers to an issue.
    private static string Escape(string text)
    {
        StringBuilder escaped = new();
        foreach (char c in text.ReplaceLineEndings(" "))
        {
            escaped.Append(c is '|' or '<' or '>' or '*' or '_' or '`' or '[' or ']' or '\\' or '#' or '@' or '~' or '!' ? $"\\{c}" : c.ToString());
        }

        return escaped.ToString();
    }

    private static string Text(int number) => number.ToString(Exact.Culture);

    private sealed class Bounded
    {
        private readonly StringBuilder _text = new();
        private int _bytes;

        public void Add(string text)
        {
            _text.Append(text);
            _bytes += Encoding.UTF8.GetByteCount(text);
        }

        public void Table(string head, IEnumerable<string> rows, string noun, int room)
        {
            string[] all = [.. rows];
            for (int i = 0; i < all.Length; i++)
            {
                string text = i == 0 ? head + all[i] : all[i];
                if (_bytes + Encoding.UTF8.GetByteCount(text) > room)
                {
                    Add($"\n{Text(all.Length - i)} more {noun} in the report.\n");
                    return;
                }

                Add(text);
            }
        }

        public override string ToString() => _text.ToString();
    }
}
