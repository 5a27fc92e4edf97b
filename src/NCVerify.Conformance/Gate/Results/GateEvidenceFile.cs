using System.Text;
using System.Text.Json;

namespace NCVerify.Conformance.Gate;

/// <summary>
/// The evidence of a gate run, one JSON object per line, flushed as it is produced (schema:
/// docs/schemas/gate-evidence.schema.json): header, results, footer. A file without footer was cut off.
/// </summary>
public sealed class GateEvidenceFile : IDisposable
{
    private readonly StreamWriter _writer;
    private int _lines;

    /// <summary>Starts the file; an older one of the name is replaced.</summary>
    public GateEvidenceFile(string path)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        _writer = new StreamWriter(new FileStream(full, FileMode.Create, FileAccess.Write, FileShare.Read), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" };
    }

    /// <summary>The header: everything that is known before the first problem.</summary>
    public void Start(GateReport report) => Line("header", report);

    /// <summary>One result.</summary>
    public void Add(ProblemResult result) => Line("result", result);

    /// <summary>The footer.</summary>
    public void End(GateReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Line("footer", new { report.Session, report.Interrupted, report.Regressions, Lines = _lines }, footer: true);
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private void Line<T>(string kind, T content, bool footer = false)
    {
        var node = JsonSerializer.SerializeToNode(content, footer ? Anonymous : EvidenceJson.Options)!.AsObject();
        var line = new System.Text.Json.Nodes.JsonObject { ["kind"] = kind };
        foreach ((string name, System.Text.Json.Nodes.JsonNode? value) in node)
        {
            line[name] = value?.DeepClone();
        }

        _writer.WriteLine(line.ToJsonString(EvidenceJson.Options));
        _lines++;
    }

    // Anonymous types have read-only properties, which the options of evidence leave out.
    private static JsonSerializerOptions Anonymous { get; } = new(EvidenceJson.Options) { IgnoreReadOnlyProperties = false };
}
