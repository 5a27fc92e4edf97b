using System.Text;
using System.Text.Json.Nodes;
using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>Short forms of a report: a Markdown summary, worst first, and a badge for shields.</summary>
public static class Summaries
{
    // A job summary above 1 MiB is dropped whole; this many claims stay far below.
    private const int MostClaims = 400;

    /// <summary>Markdown for a pull request or a job summary.</summary>
    public static string Markdown(ReportModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        StringBuilder text = new();
        text.Append("# ").Append(ReportTitle.Of(model)).Append("\n\n").Append(Escape(ReportTitle.Lead(model))).Append("\n\n");
        text.Append("| verdict | claims | as expected |\n|---|---:|---:|\n");
        foreach (Verdict verdict in Enum.GetValues<Verdict>())
        {
            string expected = verdict == Verdict.NotRun ? "" : Text(model.Tally.AsExpected(verdict));
            text.Append($"| {Words.Symbol(verdict)} {Words.Of(verdict)} | {Text(model.Tally.Count(verdict))} | {expected} |\n");
        }

        foreach (string warning in model.Evidence.Warnings)
        {
            text.Append("\n> **Evidence:** ").Append(Escape(warning)).Append('\n');
        }

        if (model.Claims.Count > 0)
        {
            text.Append("\n| claim | verdict | why |\n|---|---|---|\n");
            ClaimSection[] rest = [.. model.Claims.Except(model.Unexpected)];
            foreach (ClaimSection claim in model.Unexpected.Concat(rest).Take(MostClaims))
            {
                text.Append($"| {claim.Id} | {Words.Symbol(claim.Verdict.Verdict)} {claim.VerdictWords} | {Escape(Shortened(MathText.ToPlain(claim.Verdict.Reasons[0])))} |\n");
            }

            if (model.Claims.Count > MostClaims)
            {
                text.Append($"\n{Text(model.Claims.Count - MostClaims)} more claims in the report.\n");
            }
        }

        return text.ToString();
    }

    /// <summary>A badge in the endpoint format of shields.io (schema version 1).</summary>
    public static string Badge(ReportModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Tally tally = model.Tally;
        bool clean = tally.Unexpected == 0 && model.Evidence.Complete;
        return new JsonObject
        {
            ["schemaVersion"] = 1,
            ["label"] = "neural collapse",
            ["message"] = tally.Run == 0 ? "not run" : $"{Text(tally.Run - tally.Unexpected)} of {Text(tally.Total)} claims as expected{(model.Evidence.Complete ? "" : ", cut off")}",
            ["color"] = tally.Run == 0 ? "lightgrey" : !clean ? "red" : tally.Run == tally.Total ? "brightgreen" : "green",
        }.ToJsonString(EvidenceJson.Indented) + "\n";
    }

    private static string Shortened(string text) => text.Length <= 300 ? text : text[..300] + "…";

    private static string Escape(string text)
    {
        StringBuilder escaped = new();
        foreach (char c in text.ReplaceLineEndings(" "))
        {
            escaped.Append(c is '|' or '<' or '>' or '*' or '_' or '`' or '[' or ']' or '\\' or '#' ? $"\\{c}" : c.ToString());
        }

        return escaped.ToString();
    }

    private static string Text(int number) => number.ToString(Exact.Culture);
}
