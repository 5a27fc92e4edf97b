using System.Text.Json.Nodes;
using NCVerify.Numerics;

namespace NCVerify.Conformance.Gate;

/// <summary>The files of a gate run, beside its evidence.</summary>
public static class GateFiles
{
    /// <summary>Name of the evidence file.</summary>
    public const string Evidence = "gate-evidence.jsonl";

    /// <summary>Writes gate.json, gate.md, gate.sarif and gate-badge.json.</summary>
    public static void Write(GateReport report, string directory, string source)
    {
        AtomicFile.WriteText(Path.Combine(directory, "gate.json"), GateJson.Write(report));
        AtomicFile.WriteText(Path.Combine(directory, "gate.md"), GateMarkdown.Write(report));
        AtomicFile.WriteText(Path.Combine(directory, "gate.sarif"), GateSarif.Write(report, source));
        AtomicFile.WriteText(Path.Combine(directory, "gate-badge.json"), Badge(report));
    }

    /// <summary>The badge, as shields.io reads it from an address.</summary>
    public static string Badge(GateReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        int judged = report.Count(GateVerdict.Passed) + report.Count(GateVerdict.Failed);
        var badge = new JsonObject
        {
            ["schemaVersion"] = 1,
            ["label"] = "Neural Collapse gate",
            ["message"] = string.Create(Exact.Culture, $"{(report.Passed ? "passed" : "failed")} ({report.Count(GateVerdict.Passed)} of {judged})"),
            ["color"] = report.Passed ? "brightgreen" : "red",
        };
        return badge.ToJsonString(EvidenceJson.Indented) + "\n";
    }
}
