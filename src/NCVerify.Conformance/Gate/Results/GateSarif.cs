using System.Text.Json.Nodes;

namespace NCVerify.Conformance.Gate;

/// <summary>The result as SARIF 2.1.0: a rule per kind of failure, a result per failed problem, at the solver's source.</summary>
public static class GateSarif
{
    private const string SchemaUri = "https://json.schemastore.org/sarif-2.1.0.json";

    /// <summary>The log's text.</summary>
    /// <param name="report">The report.</param>
    /// <param name="source">Path of the solver's source relative to the repository's root, with forward slashes; code scanning shows results there.</param>
    /// <param name="line">Line in it.</param>
    public static string Write(GateReport report, string source, int line = 1)
    {
        ArgumentNullException.ThrowIfNull(report);
        ProblemResult[] failed = [.. report.Problems.Where(p => p.Verdict == GateVerdict.Failed)];
        FailureKind[] kinds = [.. failed.Select(p => p.Failure).Distinct().Order()];
        var results = new JsonArray([.. failed.Select(p => Result(GateWords.Of(p.Failure), $"{p.Id} ({p.About}): {p.Message}", source, line, p.Id, approved: report.AgainstBaseline))]);
        if (report.Session.Length > 0)
        {
            results.Add(Result("session", report.Session, source, line, "session"));
        }

        foreach (Regression regression in report.Regressions)
        {
            results.Add(Result("regression", $"{regression.Id}: {regression.Reason}", source, line, regression.Id));
        }

        var rules = new JsonArray([.. kinds.Select(k => Rule(GateWords.Of(k), GateWords.Describe(k))), Rule("session", "The session as a whole broke the protocol"), Rule("regression", "Worse than the approved baseline")]);
        var driver = new JsonObject { ["name"] = "NCVerify gate", ["semanticVersion"] = typeof(GateSarif).Assembly.GetName().Version!.ToString(3), ["rules"] = rules };
        var run = new JsonObject { ["tool"] = new JsonObject { ["driver"] = driver }, ["columnKind"] = "utf16CodeUnits", ["results"] = results };
        var log = new JsonObject { ["$schema"] = SchemaUri, ["version"] = "2.1.0", ["runs"] = new JsonArray(run) };
        return log.ToJsonString(EvidenceJson.Indented) + "\n";
    }

    private static JsonObject Rule(string id, string text) => new() { ["id"] = id, ["shortDescription"] = new JsonObject { ["text"] = text } };

    // Against a baseline only what became worse is an error; what fails as approved is a note.
    private static JsonObject Result(string rule, string text, string source, int line, string fingerprint, bool approved = false) => new()
    {
        ["ruleId"] = rule,
        ["level"] = approved ? "note" : "error",
        ["message"] = new JsonObject { ["text"] = text },
        ["locations"] = new JsonArray(new JsonObject
        {
            ["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = new JsonObject { ["uri"] = string.Join('/', source.Split('/').Select(Uri.EscapeDataString)) },
                ["region"] = new JsonObject { ["startLine"] = line },
            },
        }),
        ["partialFingerprints"] = new JsonObject { ["ncverifyProblem/v1"] = fingerprint },
    };
}
