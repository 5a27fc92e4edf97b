using System.Text.Json.Nodes;
using NCVerify.Numerics;

namespace NCVerify.Conformance.Gate;

/// <summary>The files of a gate run, beside its evidence.</summary>
public static class GateFiles
{
    /// <summary>Name of the evidence file.</summary>
    public const string Evidence = "gate-evidence.jsonl";

    /// <summary>Name of the annotations of GitHub Actions; empty when the solver passed.</summary>
    public const string Annotations = "gate-annotations.txt";

    /// <summary>Writes gate.json, gate.md, gate.sarif, gate-badge.json and gate-annotations.txt.</summary>
    public static void Write(GateReport report, string directory, string source, int line = 1)
    {
        AtomicFile.WriteText(Path.Combine(directory, "gate.json"), GateJson.Write(report));
        AtomicFile.WriteText(Path.Combine(directory, "gate.md"), GateMarkdown.Write(report));
        AtomicFile.WriteText(Path.Combine(directory, "gate.sarif"), GateSarif.Write(report, source, line));
        AtomicFile.WriteText(Path.Combine(directory, "gate-badge.json"), Badge(report));
        AtomicFile.WriteText(Path.Combine(directory, Annotations), string.Concat(GateAnnotations.Of(report, source, line).Select(l => l + "\n")));
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
