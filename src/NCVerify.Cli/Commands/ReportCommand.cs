using System.CommandLine;
using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Reporting;

namespace NCVerify.Cli.Commands;

/// <summary><c>ncverify report EVIDENCE -o DIR</c>: renders the report of an evidence file.</summary>
internal static class ReportCommand
{
    private const string Html = "html";

    private static readonly string[] Formats = [Html, .. ExportFormat.All.Select(f => f.Name), ExportFormat.Crate];

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("EVIDENCE") { Description = "An evidence file (.jsonl, or .jsonl.gz), complete or cut off." };
        var to = new Option<string>("--output", "-o") { Description = "Directory of the report; other files in it are left alone.", HelpName = "DIR", Required = true };
        var format = new Option<string[]>("--format") { Description = $"Only these files: {string.Join(", ", Formats)}; repeat it for several. Without it: everything.", HelpName = "NAME" };
        format.AcceptOnlyFromAmong(Formats);
        var annotate = new Option<bool>("--annotate") { Description = "Print failures as annotations of GitHub Actions, at file and line of the spec; by itself where GITHUB_ACTIONS is true." };
        var gzip = new Option<bool>("--gzip") { Description = "Compress the evidence that lies in the report." };
        var json = CommonOptions.Json();
        var command = new Command("report", "Render the HTML report and its exports from an evidence file.") { file, to, format, gzip, annotate, json };
        command.SetAction(parsed =>
        {
            Evidence evidence = EvidenceReader.Read(parsed.GetRequiredValue(file));
            string target = parsed.GetRequiredValue(to);
            if (File.Exists(target))
            {
                throw new CliException($"--output {target}: this is a file; a directory is expected.");
            }

            string[] formats = parsed.GetValue(format) ?? [];
            bool whole = formats.Length == 0 || formats.Contains(Html, StringComparer.Ordinal);
            string? page = whole ? ReportWriter.Write(evidence, target, parsed.GetValue(gzip), formats.Length == 0 ? null : formats) : null;
            IReadOnlyList<string> files = whole ? [] : ExportFormat.WriteAll(evidence, target, formats);
            IReadOnlyList<ClaimVerdict> verdicts = ClaimVerdict.All(evidence);
            Show(page, files, evidence, verdicts, parsed.InvocationConfiguration, parsed.GetValue(json));
            if (!parsed.GetValue(json) && (parsed.GetValue(annotate) || WorkflowCommand.Wanted))
            {
                AnnotationView.Show(evidence, parsed.InvocationConfiguration.Output);
            }

            return evidence.Complete && !verdicts.Any(v => v.Unexpected) ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static void Show(string? page, IReadOnlyList<string> files, Evidence evidence, IReadOnlyList<ClaimVerdict> verdicts, InvocationConfiguration io, bool json)
    {
        if (json)
        {
            JsonOutput.Write(io.Output, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("report", page);
                writer.WriteStartArray("files");
                foreach (string file in files)
                {
                    writer.WriteStringValue(Path.GetFullPath(file));
                }

                writer.WriteEndArray();
                writer.WriteBoolean("complete", evidence.Complete);
                writer.WriteStartObject("verdicts");
                foreach (Verdict verdict in Enum.GetValues<Verdict>())
                {
                    writer.WriteNumber(Words.Of(verdict), verdicts.Count(v => v.Verdict == verdict));
                }

                writer.WriteEndObject();
                writer.WriteStartArray("warnings");
                foreach (string warning in evidence.Warnings)
                {
                    writer.WriteStringValue(warning);
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            });
            return;
        }

        foreach (string warning in evidence.Warnings)
        {
            io.Error.WriteLine($"ncverify: {warning}");
        }

        var human = new HumanOutput(io.Output);
        human.Line(string.Join(", ", Enum.GetValues<Verdict>().Select(v => FormattableString.Invariant($"{Words.Symbol(v)} {verdicts.Count(x => x.Verdict == v)} {Words.Of(v)}"))));
        foreach (string name in page is null ? files : [page])
        {
            human.Line($"{(page is null ? "File:  " : "Report:")} {name}");
        }
    }
}
