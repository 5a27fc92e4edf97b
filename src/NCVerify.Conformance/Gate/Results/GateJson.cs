using System.Text.Json;
using System.Text.Json.Nodes;

namespace NCVerify.Conformance.Gate;

/// <summary>The result as one JSON document (schema: docs/schemas/gate.schema.json).</summary>
public static class GateJson
{
    /// <summary>The document's text.</summary>
    public static string Write(GateReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        JsonObject document = JsonSerializer.SerializeToNode(report, EvidenceJson.Options)!.AsObject();
        document["verdict"] = report.Passed ? "passed" : "failed";
        document["score"] = Number(report.Score);
        document["levels"] = new JsonObject(report.Problems.GroupBy(p => p.Level).Select(g => KeyValuePair.Create(GateWords.Of(g.Key), Number(GateReport.ScoreOf(g)))));
        document["claims"] = new JsonObject(report.ByClaim().Select(c => KeyValuePair.Create<string, JsonNode?>(c.Claim, GateWords.Of(c.Verdict))));
        return document.ToJsonString(EvidenceJson.Indented) + "\n";
    }

    private static JsonNode? Number(double value) => JsonSerializer.SerializeToNode(value, EvidenceJson.Options);
}
