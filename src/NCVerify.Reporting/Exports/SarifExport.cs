using System.Text.Json.Nodes;
using NCVerify.Conformance;

namespace NCVerify.Reporting;

/// <summary>
/// Failures as SARIF 2.1.0: a rule per claim, a result per case that failed or was inconclusive, at file and line of its spec.
/// Code scanning and editors show them there.
/// </summary>
public static class SarifExport
{
    private const string RunRule = "RUN";

    /// <summary>The log's text.</summary>
    public static string Write(RunExport run)
    {
        ArgumentNullException.ThrowIfNull(run);
        Evidence evidence = run.Report.Evidence;
        JsonObject[] rules = [.. run.Report.Claims.Select(Rule), Rule(RunRule, "The run came to its end", "Evidence without a footer is that of a run which was cut off.", "")];
        Dictionary<string, int> index = run.Report.Claims.Select((c, i) => (c.Id, i)).ToDictionary(x => x.Id, x => x.i, StringComparer.Ordinal);
        var driver = new JsonObject { ["name"] = "NCVerify", ["semanticVersion"] = run.Version, ["rules"] = new JsonArray([.. rules]) };
        var invocation = new JsonObject
        {
            ["executionSuccessful"] = evidence.Complete,
            ["startTimeUtc"] = WallClock.Text(run.Started),
            ["endTimeUtc"] = WallClock.Text(run.Ended),
            ["toolExecutionNotifications"] = new JsonArray([.. evidence.Warnings.Select(w => new JsonObject { ["level"] = "warning", ["message"] = Message(w) })]),
        };
        var log = new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = driver },
                ["automationDetails"] = new JsonObject { ["id"] = $"ncverify/{evidence.Header?.Tier ?? "unknown"}", ["guid"] = StableId.OfRun(run) },
                ["invocations"] = new JsonArray(invocation),
                ["originalUriBaseIds"] = new JsonObject { ["SRCROOT"] = new JsonObject { ["description"] = Message("The root of the repository.") } },
                ["columnKind"] = "utf16CodeUnits",
                ["results"] = new JsonArray([.. run.Failures.Select(c => Result(c, index.GetValueOrDefault(c.Claim, index.Count)))]),
                ["properties"] = new JsonObject { ["commit"] = evidence.Header?.Commit ?? "", ["dirty"] = evidence.Header?.Dirty ?? false },
            }),
        };
        return log.ToJsonString(EvidenceJson.Indented) + "\n";
    }

    private static JsonObject Rule(ClaimSection claim)
    {
        string statement = MathText.ToPlain(claim.Record.Statement), assumptions = string.Join("; ", claim.Record.Assumptions.Select(MathText.ToPlain));
        JsonObject rule = Rule(claim.Id, MathText.ToPlain(claim.Record.Title), statement.Length > 0 ? statement : claim.Id, $"{statement}\n\nAssumptions: {(assumptions.Length > 0 ? assumptions : "none")}.\nControl: {MathText.ToPlain(claim.Record.Control)}\nSource: {claim.Record.Citation}");
        if (PaperLink.Of(claim.Record.Identifier) is { } address)
        {
            rule["helpUri"] = address;
        }

        rule["properties"] = new JsonObject { ["tags"] = new JsonArray(claim.Record.PaperKey, Words.Of(claim.Record.Provenance)) };
        return rule;
    }

    private static JsonObject Rule(string id, string title, string text, string help)
    {
        var rule = new JsonObject { ["id"] = id, ["shortDescription"] = Message(title), ["fullDescription"] = Message(text), ["defaultConfiguration"] = new JsonObject { ["level"] = "error" } };
        if (help.Length > 0)
        {
            rule["help"] = Message(help);
        }

        return rule;
    }

    private static JsonObject Result(ExportCase c, int index)
    {
        var location = new JsonObject { ["logicalLocations"] = new JsonArray(new JsonObject { ["fullyQualifiedName"] = c.Name, ["kind"] = "function" }) };
        if (c.Source.Length > 0)
        {
            location["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = new JsonObject { ["uri"] = string.Join('/', c.Source.Split('/').Select(Uri.EscapeDataString)), ["uriBaseId"] = "SRCROOT" },
                ["region"] = new JsonObject { ["startLine"] = Math.Max(c.Line, 1) },
            };
        }

        return new()
        {
            ["ruleId"] = c.Claim == RunExport.RunSuite ? RunRule : c.Claim,
            ["ruleIndex"] = index,
            ["level"] = "error",
            ["message"] = Message($"{c.Name}: {c.Message}"),
            ["locations"] = new JsonArray(location),
            ["partialFingerprints"] = new JsonObject { ["ncverifyTest/v1"] = c.Name },
        };
    }

    private static JsonObject Message(string text) => new() { ["text"] = text };
}
