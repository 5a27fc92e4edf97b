using System.CommandLine;
using System.Text.Json;
using NCVerify.Claims;
using NCVerify.Cli.Comparing;
using NCVerify.Conformance;
using NCVerify.Numerics;

namespace NCVerify.Cli.Commands;

/// <summary><c>ncverify diff A B</c>: what two runs say differently.</summary>
internal static class DiffCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var before = new Argument<string>("A") { Description = "Evidence of the earlier run." };
        var after = new Argument<string>("B") { Description = "Evidence of the later run." };
        var json = CommonOptions.Json();
        var command = new Command("diff", "Compare the evidence of two runs: verdicts, and comparisons that no longer or newly hold.") { before, after, json };
        command.SetAction(parsed =>
        {
            var diff = EvidenceDiff.Of(EvidenceReader.Read(parsed.GetRequiredValue(before)), EvidenceReader.Read(parsed.GetRequiredValue(after)));
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
            human.Table(["claim", "verdict in A", "verdict in B"], diff.Verdicts.Select(c => (string[])[c.Claim, Word(c.Before), Word(c.After)]));
        }

        if (diff.Comparisons.Count > 0)
        {
            human.Table(["claim", "test", "quantity", "A", "B"], diff.Comparisons.Select(c => (string[])[c.Claim, c.Test, c.Quantity, Short(c.Before), Short(c.After)]));
        }

        human.Line(diff.IsEmpty ? "Both runs say the same." : FormattableString.Invariant($"{diff.Verdicts.Count} verdicts and {diff.Comparisons.Count} comparisons differ."));
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
            writer.WriteStartObject();
            writer.WriteString("claim", change.Claim);
            writer.WriteString("test", change.Test);
            writer.WriteString("quantity", change.Quantity);
            WriteObservation(writer, "a", change.Before);
            WriteObservation(writer, "b", change.After);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteObservation(Utf8JsonWriter writer, string name, Observation? observation)
    {
        if (observation is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteBoolean("holds", observation.Holds);
        writer.WritePropertyName("error");
        JsonSerializer.Serialize(writer, observation.Error, EvidenceJson.Options);
        writer.WritePropertyName("tolerance");
        JsonSerializer.Serialize(writer, observation.Tolerance, EvidenceJson.Options);
        writer.WriteEndObject();
    }

    private static string Word(Verdict? verdict) => verdict is { } known ? $"{Words.Symbol(known)} {Words.Of(known)}" : "absent";

    private static string Short(Observation? observation) => observation is null
        ? "absent"
        : $"{(observation.Holds ? "holds" : "fails")}: error {Exact.Format(observation.Error, 3)}, tolerance {Exact.Format(observation.Tolerance, 3)}";
}
