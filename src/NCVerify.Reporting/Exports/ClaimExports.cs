using System.Text.Json;
using System.Text.Json.Nodes;
using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>A claim as files: its comparisons as CSV, everything as JSON.</summary>
internal static class ClaimExports
{
    public static string ToCsv(ClaimSection section) => Csv.Write(
    [
        ["claim", "test", "oracle", "control", "quantity", "comparison", "measured", "expected", "error", "tolerance", "error_in_tolerances", "holds", "reason", "seed", "seconds"],
        .. section.AllObservations.Select(o => new[]
        {
            o.Claim, o.Test, Words.Of(o.Oracle), Flag(o.Control), o.Quantity, o.Comparison switch { Comparison.AtMost => "at most", Comparison.AtLeast => "at least", _ => "equal" },
            Value(o.Measured), Value(o.Expected), Exact.Format(o.Error), Exact.Format(o.Tolerance), Exact.Format(o.Ratio()), Flag(o.Holds), o.Reason,
            o.Seed?.ToString(Exact.Culture) ?? "", Exact.Format(o.Seconds),
        }),
    ]);

    public static string ToJson(ClaimSection section) => new JsonObject
    {
        ["claim"] = Node(section.Record),
        ["verdict"] = Node(section.Verdict.Verdict),
        ["expected"] = Node(section.Verdict.Expected),
        ["reasons"] = Node(section.Verdict.Reasons),
        ["worstRatio"] = Node(section.Verdict.WorstRatio),
        ["controlsRun"] = section.Verdict.Controls.Run,
        ["controlsBiting"] = section.Verdict.Controls.Biting,
        ["tests"] = Node(section.AllTests),
        ["observations"] = Node(section.AllObservations),
        ["figures"] = Node(section.Figures),
    }.ToJsonString(EvidenceJson.Options) + "\n";

    private static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, EvidenceJson.Options);

    private static string Value(Quantity quantity) => quantity is Quantity.Scalar(double value) ? Exact.Format(value) : JsonSerializer.Serialize(quantity, EvidenceJson.Options);

    private static string Flag(bool value) => value ? "true" : "false";
}
