using System.CommandLine;
using System.Text.Json;
using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Reporting;

namespace NCVerify.Cli.Commands;

/// <summary><c>ncverify claims [--paper P] [ID]</c>: the catalogue, or one claim whole.</summary>
internal static class ClaimsCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var id = new Argument<string?>("ID") { Description = "A claim's id, for instance SELI-05; without it, all claims are listed.", Arity = ArgumentArity.ZeroOrOne };
        var paper = new Option<string?>("--paper") { Description = "Only claims of this paper: its key or short name, as in the list.", HelpName = "P" };
        var json = CommonOptions.Json();
        var command = new Command("claims", "List the catalogue of claims, or state one claim whole.") { id, paper, json };
        command.SetAction(parsed =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(id) is { } wanted)
            {
                Claim claim = ClaimLookup.Find(wanted);
                ShowOne(claim, output, parsed.GetValue(json));
            }
            else
            {
                ShowList(ClaimLookup.OfPaper(parsed.GetValue(paper)), output, parsed.GetValue(json));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void ShowList(IReadOnlyList<Claim> claims, TextWriter output, bool json)
    {
        if (json)
        {
            JsonOutput.Write(output, writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("claims");
                foreach (Claim claim in claims)
                {
                    WriteClaim(writer, claim);
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            });
            return;
        }

        var human = new HumanOutput(output);
        human.Table(["claim", "paper", "provenance", "expected", "statement in words"], claims.Select(c =>
            (string[])[c.Id, c.Source.Paper.Key, Words.Of(c.Provenance), Words.Of(c.ExpectedVerdict), MathText.ToPlain(c.Title)]));
        human.Line(FormattableString.Invariant($"Claims: {claims.Count}; papers: {claims.Select(c => c.Source.Paper.Key).Distinct(StringComparer.Ordinal).Count()}. 'ncverify claims ID' states one whole."));
    }

    private static void ShowOne(Claim claim, TextWriter output, bool json)
    {
        if (json)
        {
            JsonOutput.Write(output, writer => WriteClaim(writer, claim));
            return;
        }

        var human = new HumanOutput(output);
        human.Heading($"{claim.Id}: {MathText.ToPlain(claim.Title)}");
        human.Pairs(
        [
            ("source", claim.Source.Paper.Citation),
            ("place", string.Join(", ", ((string[])[claim.Source.Place, claim.Source.Paper.Identifier]).Where(x => x.Length > 0))),
            ("provenance", $"{Words.Of(claim.Provenance)}: {Words.Explain(claim.Provenance)}"),
            ("expected", Words.Of(claim.ExpectedVerdict)),
            ("oracles", string.Join(", ", claim.Oracles.Select(Words.Of)) + (claim.SingleOracleReason.Length > 0 ? $" ({claim.SingleOracleReason})" : "")),
        ]);
        Section(human, "Statement", [claim.Statement]);
        Section(human, "Assumptions", claim.Assumptions);
        Section(human, "Control", [claim.Control]);
        Section(human, "Finding", claim.Finding.Length > 0 ? [claim.Finding] : []);
        Section(human, "Parameters of 'ncverify predict'", [.. claim.Parameters.Select(p => $"{p.Name}{(p.Required ? "" : " (optional)")}: {p.Meaning}")]);
    }

    private static void Section(HumanOutput human, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            human.Line();
            human.Heading(title);
            foreach (string line in lines)
            {
                human.Line("  " + MathText.ToPlain(line));
            }
        }
    }

    private static void WriteClaim(Utf8JsonWriter writer, Claim claim)
    {
        writer.WriteStartObject();
        writer.WriteString("id", claim.Id);
        writer.WriteString("title", claim.Title);
        writer.WriteStartObject("paper");
        writer.WriteString("key", claim.Source.Paper.Key);
        writer.WriteString("shortName", claim.Source.Paper.ShortName);
        writer.WriteString("citation", claim.Source.Paper.Citation);
        writer.WriteString("identifier", claim.Source.Paper.Identifier);
        writer.WriteEndObject();
        writer.WriteString("place", claim.Source.Place);
        WriteEnum(writer, "provenance", claim.Provenance);
        writer.WriteString("statement", claim.Statement);
        writer.WritePropertyName("assumptions");
        JsonSerializer.Serialize(writer, claim.Assumptions, EvidenceJson.Options);
        writer.WriteString("control", claim.Control);
        writer.WritePropertyName("oracles");
        JsonSerializer.Serialize(writer, claim.Oracles, EvidenceJson.Options);
        writer.WriteString("singleOracleReason", claim.SingleOracleReason);
        WriteEnum(writer, "expectedVerdict", claim.ExpectedVerdict);
        writer.WriteString("finding", claim.Finding);
        writer.WriteStartArray("parameters");
        foreach (Parameter parameter in claim.Parameters)
        {
            writer.WriteStartObject();
            writer.WriteString("name", parameter.Name);
            writer.WriteString("meaning", parameter.Meaning);
            writer.WriteBoolean("required", parameter.Required);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteEnum<T>(Utf8JsonWriter writer, string name, T value)
    {
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, EvidenceJson.Options);
    }
}
