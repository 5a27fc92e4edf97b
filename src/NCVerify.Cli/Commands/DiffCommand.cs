using System.CommandLine;
using System.Text.Json;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Reporting;

namespace NCVerify.Cli.Commands;

/// <summary><c>ncverify diff A B</c>: what two runs say differently.</summary>
internal static class DiffCommand
{
    private const int MostMoved = 20;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var before = new Argument<string>("A") { Description = "Evidence of the earlier run." };
        var after = new Argument<string>("B") { Description = "Evidence of the later run." };
        var html = new Option<string?>("--html") { Description = "Also write a page of the changes to this file.", HelpName = "FILE" };
        var json = CommonOptions.Json();
        var command = new Command("diff", "Compare the evidence of two runs: verdicts, comparisons that turned or came or went, and numbers that moved.") { before, after, html, json };
        command.SetAction(parsed =>
        {
            (string first, string second) = (parsed.GetRequiredValue(before), parsed.GetRequiredValue(after));
            (Evidence a, Evidence b) = (EvidenceReader.Read(first), EvidenceReader.Read(second));
            var diff = EvidenceDiff.Of(a, b);
            if (parsed.GetValue(html) is { } page)
            {
                AtomicFile.WriteText(page, DiffPage.Render(a, b, (Path.GetFileName(first), Path.GetFileName(second))));
            }

            Action<EvidenceDiff, TextWriter> show = parsed.GetValue(json) ? WriteJson : WriteText;
            show(diff, parsed.InvocationConfiguration.Output);
            return diff.IsEmpty ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static void WriteText(EvidenceDiff diff, TextWriter output)
    {
        var human = new HumanOutput(output);
        if (diff.Verdicts.Count > 0)
        {
            human.Table(["claim", "verdict in A", "verdict in B"], diff.Verdicts.Select(c => (string[])[c.Claim, DiffText.Word(c.Before), DiffText.Word(c.After)]));
        }

        if (diff.Comparisons.Count > 0)
        {
            human.Table(["", "claim", "test", "quantity", "A", "B"], diff.Comparisons.Select(c => (string[])[c.Before is null ? "+" : c.After is null ? "-" : "~", c.Claim, c.Test, c.Quantity, DiffText.Short(c.Before), DiffText.Short(c.After)]));
        }

        Movement[] far = [.. diff.Moved.Where(m => m.Tolerances > 1).Take(MostMoved)];
        if (far.Length > 0)
        {
            human.Table(["claim", "test", "quantity", "moved by, in tolerances"], far.Select(m => (string[])[m.Claim, m.Test, m.Quantity, Exact.Format(m.Tolerances, 3)]));
        }

        human.Line(diff.IsEmpty && diff.Moved.Count == 0 ? "Both runs say the same." : diff.IsEmpty ? "Both runs say the same. " + DiffText.Lead(diff) : DiffText.Lead(diff));
    }

    private static void WriteJson(EvidenceDiff diff, TextWriter output) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("verdicts");
        foreach (VerdictChange change in diff.Verdicts)
        {
            writer.WriteStartObject();
            writer.WriteString("claim", change.Claim);
            writer.WriteString("a", change.Before is { } a ? Words.Of(a) : null);
            writer.WriteString("b", change.After is { } b ? Words.Of(b) : null);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("comparisons");
        foreach (ComparisonChange change in diff.Comparisons)
        {
            WriteNames(writer, change.Claim, change.Test, change.Quantity);
            WriteObservation(writer, "a", change.Before);
            WriteObservation(writer, "b", change.After);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("moved");
        foreach (Movement movement in diff.Moved)
        {
            WriteNames(writer, movement.Claim, movement.Test, movement.Quantity);
            WriteNumber(writer, "tolerances", movement.Tolerances);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteNames(Utf8JsonWriter writer, string claim, string test, string quantity)
    {
        writer.WriteStartObject();
        writer.WriteString("claim", claim);
        writer.WriteString("test", test);
        writer.WriteString("quantity", quantity);
    }

    private static void WriteObservation(Utf8JsonWriter writer, string name, Observation? observation)
    {
        if (observation is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteBoolean("holds", observation.Holds);
        WriteNumber(writer, "error", observation.Error);
        WriteNumber(writer, "tolerance", observation.Tolerance);
        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double value)
    {
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, EvidenceJson.Options);
    }
}
