using System.Text.Json.Nodes;

namespace NCVerify.Conformance.Gate;

/// <summary>The result as SARIF 2.1.0: a rule per kind of failure, a result per failed problem, at the solver's source.</summary>
public static class GateSarif
{
    private const string SchemaUri = "https://json.schemastore.org/sarif-2.1.0.json";

    /// <summary>The log's text.</summary>
    /// <param name="report">The report.</param>
    /// <param name="source">Path of the solver's source relative to the repository's root, with forward slashes; code scanning shows results there.</param>
    public static string Write(GateReport report, string source)
    {
        ArgumentNullException.ThrowIfNull(report);
        ProblemResult[] failed = [.. report.Problems.Where(p => p.Verdict == GateVerdict.Failed)];
        FailureKind[] kinds = [.. failed.Select(p => p.Failure).Distinct().Order()];
        var results = new JsonArray([.. failed.Select(p => Result(GateWords.Of(p.Failure), $"{p.Id} ({p.About}): {p.Message}", source, p.Id))]);
        if (report.Session.Length > 0)
        {
            results.Add(Result("session", report.Session, source, "session"));
        }

        foreach (Regression regression in report.Regressions)
        {
            results.Add(Result("regression", $"{regression.Id}: {regression.Reason}", source, regression.Id));
        }

        var rules = new JsonArray([.. kinds.Select(k => Rule(GateWords.Of(k), GateWords.Describe(k))), Rule("session", "The session as a whole broke the protocol"), Rule("regression", "Worse than the approved baseline")]);
        var driver = new JsonObject { ["name"] = "NCVerify gate", ["semanticVersion"] = "0.1.0", ["informationUri"] = "https://www.nuget.org/packages/NCVerify.Cli", ["rules"] = rules };
        var run = new JsonObject { ["tool"] = new JsonObject { ["driver"] = driver }, ["columnKind"] = "utf16CodeUnits", ["results"] = results };
        var log = new JsonObject { ["$schema"] = SchemaUri, ["version"] = "2.1.0", ["runs"] = new JsonArray(run) };
        return log.ToJsonString(EvidenceJson.Indented) + "\n";
    }

    private static JsonObject Rule(string id, string text) => new() { ["id"] = id, ["shortDescription"] = new JsonObject { ["text"] = text } };

    private static JsonObject Result(string rule, string text, string source, string fingerprint) => new()
    {
        ["ruleId"] = rule,
        ["level"] = "error",
        ["message"] = new JsonObject { ["text"] = text },
        ["locations"] = new JsonArray(new JsonObject
        {
            ["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = new JsonObject { ["uri"] = source },
                ["region"] = new JsonObject { ["startLine"] = 1 },
            },
        }),
        ["partialFingerprints"] = new JsonObject { ["ncverifyProblem/v1"] = fingerprint },
    };
}
