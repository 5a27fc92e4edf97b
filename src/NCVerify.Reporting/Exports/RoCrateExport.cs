using System.Text.Json.Nodes;
using NCVerify.Conformance;

namespace NCVerify.Reporting;

/// <summary>
/// The report's folder as a research object: RO-Crate 1.1 with the Process Run Crate profile 0.5. One action is the run that made
/// the evidence, a second one made everything else in the folder from it.
/// </summary>
public static class RoCrateExport
{
    /// <summary>Name of the file, fixed by the specification.</summary>
    public const string File = "ro-crate-metadata.json";

    private const string Crate = "https://w3id.org/ro/crate/1.1", Profile = "https://w3id.org/ro/wfrun/process/0.5", Tool = "#ncverify", Run = "#run", Rendering = "#report", Licence = "#licence";

    private static readonly Dictionary<string, (string About, string MediaType)> Known = new(StringComparer.Ordinal)
    {
        ["index.html"] = ("the report, for people", "text/html"),
        ["geometries.html"] = ("pictures of the geometries", "text/html"),
        ["engine.html"] = ("engine, data and coverage", "text/html"),
        ["artifact.html"] = ("checklist of the artifact, and how to cite it", "text/html"),
        ["compare.html"] = ("compares two runs in a browser", "text/html"),
        [SitePaths.CompressedEvidence] = ("the evidence that everything else here is derived from, one record per line, compressed with gzip", "application/gzip"),
        [RunExport.EvidenceFile] = ("the evidence that everything else here is derived from, one record per line", "application/x-ndjson"),
    };

    private static readonly Dictionary<string, string> KnownFolders = new(StringComparer.Ordinal)
    {
        ["data/"] = "Comparisons and figures of each claim, as CSV, JSON and SVG",
        ["claims/"] = "A page for each claim",
    };

    /// <summary>The file's text.</summary>
    /// <param name="run">The run.</param>
    /// <param name="beside">Names of the files beside it, and of folders with a final slash, in the order in which they are to be listed.</param>
    public static string Write(RunExport run, IReadOnlyList<string> beside)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(beside);
        CitationFile citation = CitationFile.Own;
        string[] parts = [.. beside.Where(f => f != File)];
        (string Id, JsonObject Node)[] authors = [.. citation.Authors.Select((a, i) => (a.Orcid.Length > 0 ? a.Orcid : $"#author-{i + 1}", CodeMetaExport.Author(a)))];
        JsonObject[] papers = [.. run.Report.Papers.Where(p => PaperLink.Of(p.Identifier) is not null).Select(p => new JsonObject { ["@id"] = PaperLink.Of(p.Identifier), ["@type"] = "ScholarlyArticle", ["name"] = p.Citation }).DistinctBy(p => (string)p["@id"]!)];
        JsonObject root = new()
        {
            ["@id"] = "./",
            ["@type"] = "Dataset",
            ["conformsTo"] = Id(Profile),
            ["name"] = $"NCVerify conformance report: {ReportTitle.Of(run.Report)}",
            ["description"] = ReportTitle.Lead(run.Report),
            ["datePublished"] = WallClock.Text(run.Ended),
            ["license"] = Id(Licence),
            ["author"] = Ids(authors.Select(a => a.Id)),
            ["hasPart"] = Ids(parts),
            ["mentions"] = Ids([Run, Rendering]),
        };
        if (papers.Length > 0)
        {
            root["citation"] = Ids(papers.Select(p => (string)p["@id"]!));
        }

        JsonNode[] graph =
        [
            new JsonObject { ["@id"] = File, ["@type"] = "CreativeWork", ["conformsTo"] = Id(Crate), ["about"] = Id("./") },
            root,
            new JsonObject { ["@id"] = Profile, ["@type"] = "CreativeWork", ["name"] = "Process Run Crate", ["version"] = "0.5" },
            new JsonObject { ["@id"] = Licence, ["@type"] = "CreativeWork", ["name"] = citation.License, ["url"] = CodeMetaExport.License(citation) },
            Application(run, citation, authors.Select(a => a.Id)),
            .. Actions(run, parts),
            .. parts.Select(Part),
            .. authors.Select(a => Identified(a.Id, a.Node)),
            .. papers,
        ];
        return new JsonObject { ["@context"] = new JsonArray($"{Crate}/context", "https://w3id.org/ro/terms/workflow-run/context"), ["@graph"] = new JsonArray(graph) }.ToJsonString(EvidenceJson.Indented) + "\n";
    }

    private static JsonObject Application(RunExport run, CitationFile citation, IEnumerable<string> authors)
    {
        RunHeader? header = run.Report.Evidence.Header;
        string commit = header is { Commit.Length: > 0 } ? $" (commit {header.Commit}{(header.Dirty ? ", with changes that were not committed" : "")})" : "";
        var tool = new JsonObject { ["@id"] = Tool, ["@type"] = "SoftwareApplication", ["name"] = citation.Title, ["softwareVersion"] = run.Version + commit, ["author"] = Ids(authors), ["license"] = Id(Licence) };
        if (citation.Repository.Length > 0)
        {
            tool["url"] = citation.Repository;
        }

        if (header is not null)
        {
            tool["operatingSystem"] = header.OperatingSystem;
            tool["softwareRequirements"] = header.Runtime;
        }

        return tool;
    }

    private static IEnumerable<JsonObject> Actions(RunExport run, string[] parts)
    {
        bool complete = run.Report.Evidence.Complete, evidence = parts.Contains(run.Report.EvidenceFile, StringComparer.Ordinal);
        string tier = run.Report.Evidence.Header?.Tier ?? "default";
        var action = new JsonObject
        {
            ["@id"] = Run,
            ["@type"] = "CreateAction",
            ["name"] = $"Conformance run, {tier} tier",
            ["description"] = $"NCVERIFY_TIER={tier} dotnet test specs/NCVerify.Specs -c Release",
            ["instrument"] = Id(Tool),
            ["startTime"] = WallClock.Text(run.Started),
            ["endTime"] = WallClock.Text(run.Ended),
            ["actionStatus"] = $"http://schema.org/{(complete ? "Completed" : "Failed")}ActionStatus",
            ["environment"] = new JsonArray(Id("#tier")),
        };
        if (!complete)
        {
            action["error"] = string.Join(' ', run.Report.Evidence.Warnings);
        }

        if (evidence)
        {
            action["result"] = Ids([run.Report.EvidenceFile]);
        }

        yield return action;
        yield return new() { ["@id"] = "#tier", ["@type"] = "PropertyValue", ["name"] = "NCVERIFY_TIER", ["value"] = tier };
        var rendering = new JsonObject
        {
            ["@id"] = Rendering,
            ["@type"] = "CreateAction",
            ["name"] = "Rendering of the report",
            ["description"] = $"ncverify report {run.Report.EvidenceFile} -o .",
            ["instrument"] = Id(Tool),
            ["endTime"] = WallClock.Text(run.Ended),
            ["result"] = Ids(parts.Where(p => p != run.Report.EvidenceFile)),
        };
        if (evidence)
        {
            rendering["object"] = Ids([run.Report.EvidenceFile]);
        }

        yield return rendering;
    }

    private static JsonObject Part(string name)
    {
        if (name.EndsWith('/'))
        {
            return new() { ["@id"] = name, ["@type"] = "Dataset", ["name"] = KnownFolders.GetValueOrDefault(name, name) };
        }

        ExportFormat? format = ExportFormat.All.FirstOrDefault(f => f.File == name);
        (string about, string mediaType) = format is not null ? (format.About, format.MediaType) : Known.GetValueOrDefault(name, (name, "application/octet-stream"));
        return new() { ["@id"] = name, ["@type"] = "File", ["name"] = name, ["description"] = about, ["encodingFormat"] = mediaType };
    }

    private static JsonObject Identified(string id, JsonObject node)
    {
        node["@id"] = id;
        return node;
    }

    private static JsonObject Id(string id) => new() { ["@id"] = id };

    private static JsonArray Ids(IEnumerable<string> ids) => new([.. ids.Select(Id)]);
}
