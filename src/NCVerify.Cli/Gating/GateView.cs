using NCVerify.Conformance.Gate;
using NCVerify.Numerics;

namespace NCVerify.Cli.Gating;

/// <summary>The result of a trial for people.</summary>
internal static class GateView
{
    /// <summary>What went wrong first, then one line per problem.</summary>
    public static void Show(GateReport report, string? directory, TextWriter output)
    {
        var human = new HumanOutput(output);
        string name = report.Solver.Name.Length > 0 ? $"{report.Solver.Name} {report.Solver.Version}".TrimEnd() : "no handshake";
        human.Heading($"{(report.Passed ? "✓ passed" : "✗ failed")}: {name}");
        if (report.Session.Length > 0)
        {
            human.Line($"✗ session: {report.Session}");
        }

        foreach (Regression regression in report.Regressions)
        {
            human.Line($"✗ worse than approved: {regression.Id}: {regression.Reason}");
        }

        foreach (ProblemResult failed in report.Problems.Where(p => p.Verdict == GateVerdict.Failed))
        {
            human.Line($"✗ {failed.Id} ({failed.About}): {GateWords.Of(failed.Failure)}: {failed.Message}");
        }

        human.Table(["", "problem", "about", "relative gap", "class", "geometry", "seconds"], report.Problems.Select(Row));
        string counts = string.Create(Exact.Culture, $"{report.Count(GateVerdict.Passed)} passed, {report.Count(GateVerdict.Failed)} failed, {report.Count(GateVerdict.Inapplicable)} inapplicable");
        human.Line($"{counts}; score {(double.IsNaN(report.Score) ? "none" : Exact.Format(report.Score) + " %")}; {report.Battery}");
        if (report.Passed is false && report.Count(GateVerdict.Passed) + report.Count(GateVerdict.Failed) == 0)
        {
            human.Line("Nothing could be judged: the solver supports none of these problems.");
        }

        if (directory is not null)
        {
            human.Line($"Evidence: {Path.Combine(directory, GateFiles.Evidence)}");
            human.Line($"Report:   {Path.Combine(directory, Reporting.GateReportWriter.File)}");
        }
    }

    /// <summary>Failures as annotations of GitHub Actions, at the solver's source.</summary>
    public static void Annotate(GateReport report, string source, TextWriter output)
    {
        foreach (string line in GateAnnotations.Of(report, source))
        {
            output.WriteLine(line);
        }
    }

    /// <summary>The problems themselves.</summary>
    public static void List(IEnumerable<GateProblem> problems, bool json, TextWriter output)
    {
        if (json)
        {
            JsonOutput.Write(output, writer =>
            {
                writer.WriteStartArray();
                foreach (GateProblem problem in problems)
                {
                    writer.WriteStartObject();
                    writer.WriteString("id", problem.Id);
                    writer.WriteString("level", GateWords.Of(problem.Level));
                    writer.WriteString("about", problem.About);
                    writer.WriteString("requires", string.Join(' ', problem.Requires));
                    writer.WriteString("unjudged", problem.Unjudged);
                    writer.WritePropertyName("problem");
                    writer.WriteRawValue(Theory.ProblemFile.Write(problem.Problem));
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
            return;
        }

        new HumanOutput(output).Table(["problem", "about", "requires", "data"], problems.Select(p => (IReadOnlyList<string>)[p.Id, p.About, string.Join(' ', p.Requires), p.Problem.ToString()]));
    }

    private static IReadOnlyList<string> Row(ProblemResult p) =>
    [
        GateWords.Symbol(p.Verdict), p.Id, p.Verdict == GateVerdict.Inapplicable ? p.Message : p.About,
        Number(p.RelativeGap), p.Verdict == GateVerdict.Inapplicable ? "" : GateWords.Of(p.Class), Number(p.GeometryDistance), Number(p.Seconds),
    ];

    private static string Number(double value) => double.IsNaN(value) ? "" : Exact.Format(value, 3);
}
