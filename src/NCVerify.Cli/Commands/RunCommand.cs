using System.CommandLine;
using NCVerify.Claims;
using NCVerify.Cli.Running;
using NCVerify.Conformance;
using NCVerify.Reporting;

namespace NCVerify.Cli.Commands;

/// <summary><c>ncverify run [--tier T] [--claim GLOB]</c>: the specs of a checkout, by the same command that people type.</summary>
internal static class RunCommand
{
    /// <summary>The command; <paramref name="launch"/> replaces the starting of programs in tests.</summary>
    public static Command Create(SpecRun.Launcher? launch = null)
    {
        var tier = new Option<string?>("--tier") { Description = "default (also: quick), network, full or gpu; without it NCVERIFY_TIER decides, else default." };
        tier.AcceptOnlyFromAmong("default", "quick", "network", "full", "gpu");
        var claim = new Option<string?>("--claim") { Description = "Only claims whose id matches, with * and ?. Quote it.", HelpName = "GLOB" };
        var annotate = new Option<bool>("--annotate") { Description = "Print failures as annotations of GitHub Actions, at file and line of the spec; by itself where GITHUB_ACTIONS is true." };
        var json = CommonOptions.Json();
        var command = new Command("run", "Run the specs of this checkout (dotnet test specs/NCVerify.Specs) and name the report.") { tier, claim, annotate, json };
        command.SetAction(async (parsed, token) =>
        {
            RepositoryLayout layout = RepositoryLayout.TryFind(Environment.CurrentDirectory)
                ?? throw new CliException($"There is no NCVerify.sln in {Environment.CurrentDirectory} or above it; run this in a checkout of NCVerify.");
            string chosen = parsed.GetValue(tier) ?? (Environment.GetEnvironmentVariable("NCVERIFY_TIER") is { Length: > 0 } set ? set : "default");
            var run = new SpecRun(layout, chosen == "quick" ? "default" : chosen, parsed.GetValue(claim) is { } glob ? ClaimLookup.Matching(glob) : null);
            bool asJson = parsed.GetValue(json);
            SpecOutcome outcome = await run.ExecuteAsync(launch ?? SpecProcess.RunAsync, asJson ? parsed.InvocationConfiguration.Error : null, token);

            // A run that was cut off did not come to writing its report; what it had is worth one all the same.
            string? report = outcome.Evidence is null ? null : LatestReport(layout) ?? ReportWriter.Write(outcome.Evidence, layout.LatestReport);
            if (asJson)
            {
                WriteJson(run, outcome, report, parsed.InvocationConfiguration.Output);
            }
            else
            {
                WriteText(outcome, report, parsed.InvocationConfiguration.Output);
                if (outcome.Evidence is { } evidence && (parsed.GetValue(annotate) || WorkflowCommand.Wanted))
                {
                    AnnotationView.Show(evidence, parsed.InvocationConfiguration.Output);
                }
            }

            if (outcome.Reason.Length > 0)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync("ncverify: could not finish: " + outcome.Reason.ReplaceLineEndings(" "));
            }

            return outcome.Code;
        });
        return command;
    }

    // A report older than the evidence beside it shows another run.
    private static string? LatestReport(RepositoryLayout layout)
    {
        string index = Path.Combine(layout.LatestReport, "index.html");
        return File.Exists(index) && File.GetLastWriteTimeUtc(index) >= File.GetLastWriteTimeUtc(layout.LatestEvidence) ? index : null;
    }

    private static void WriteText(SpecOutcome outcome, string? report, TextWriter output)
    {
        var human = new HumanOutput(output);
        if (outcome.Evidence is { } evidence)
        {
            human.Line(string.Join(", ", Counts(evidence).Select(c => FormattableString.Invariant($"{Words.Symbol(c.Verdict)} {c.Count} {Words.Of(c.Verdict)}"))));
            foreach (ClaimVerdict verdict in ClaimVerdict.All(evidence).Where(v => v.Unexpected))
            {
                human.Line($"{Words.Symbol(verdict.Verdict)} {verdict.Claim}: {Words.Of(verdict.Verdict)}, expected {Words.Of(verdict.Expected)}: {verdict.Reasons[0]}");
            }

            human.Line($"Evidence: {evidence.Path}");
        }

        human.Line($"Report:   {report ?? "none was written"}");
    }

    private static void WriteJson(SpecRun run, SpecOutcome outcome, string? report, TextWriter output) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("tier", run.Tier);
        writer.WriteStartArray("claims");
        foreach (string id in run.Claims ?? Catalogue.All.Select(c => c.Id))
        {
            writer.WriteStringValue(id);
        }

        writer.WriteEndArray();
        writer.WriteNumber("exitCode", outcome.Code);
        writer.WriteString("reason", outcome.Reason);
        writer.WriteString("evidence", outcome.Evidence?.Path);
        writer.WriteString("report", report);
        writer.WriteStartObject("verdicts");
        foreach ((Verdict verdict, int count) in outcome.Evidence is { } evidence ? Counts(evidence) : [])
        {
            writer.WriteNumber(Words.Of(verdict), count);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("unexpected");
        foreach (ClaimVerdict verdict in outcome.Evidence is { } found ? ClaimVerdict.All(found).Where(v => v.Unexpected) : [])
        {
            writer.WriteStartObject();
            writer.WriteString("claim", verdict.Claim);
            writer.WriteString("verdict", Words.Of(verdict.Verdict));
            writer.WriteString("expected", Words.Of(verdict.Expected));
            writer.WriteString("reason", verdict.Reasons[0]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static IEnumerable<(Verdict Verdict, int Count)> Counts(Evidence evidence)
    {
        IReadOnlyList<ClaimVerdict> verdicts = ClaimVerdict.All(evidence);
        return Enum.GetValues<Verdict>().Select(v => (v, verdicts.Count(x => x.Verdict == v)));
    }
}
