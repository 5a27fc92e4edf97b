using System.Text.Json;
using NCVerify.Conformance;
using static NCVerify.Reporting.Tests.Rules;

namespace NCVerify.Reporting.Tests;

/// <summary>
/// RO-Crate 1.1: a flat graph whose descriptor is about the root, which has name, description, date and licence; every reference
/// within the crate leads to an entity; every file is a part of the root and lies beside it. Process Run Crate 0.5: the root
/// conforms to it and mentions actions, each with an instrument that is a described application.
/// </summary>
public sealed class RoCrateExportTest
{
    [TestCaseSource(typeof(ExportSamples), nameof(ExportSamples.All))]
    public void ItIsACrateOfARun(RunExport run) =>
        Assert.That(Problems(JsonDocument.Parse(RoCrateExport.Write(run, ["data/", "evidence.jsonl", "index.html", "results.trx"])).RootElement), Is.Empty);

    [Test]
    public void EveryFileOfAReportIsInItsCrateAndEveryFileOfTheCrateIsThere()
    {
        string directory = Path.Combine(Directory.CreateTempSubdirectory("ncverify-").FullName, "report");
        try
        {
            ReportWriter.Write(Evidence.Of(ExportSamples.Records), directory);
            JsonElement crate = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, RoCrateExport.File))).RootElement;
            Assert.That(Problems(crate), Is.Empty);
            string[] parts = [.. Entity(crate, "./").GetProperty("hasPart").EnumerateArray().Select(Id)];
            Assert.That(parts.Select(p => p.TrimEnd('/')), Is.EquivalentTo(Directory.EnumerateFileSystemEntries(directory).Select(Path.GetFileName).Where(f => f != RoCrateExport.File)));
            Assert.That(parts.Where(p => Entity(crate, p).TryGetProperty("encodingFormat", out JsonElement format) && format.GetString() == "application/octet-stream"), Is.Empty, "every file is of a known kind");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(directory)!, recursive: true);
        }
    }

    [Test]
    public void ARunThatWasCutOffSaysSo()
    {
        JsonElement run = Entity(JsonDocument.Parse(RoCrateExport.Write(ExportSamples.CutOff, ["evidence.jsonl"])).RootElement, "#run");
        Assert.That(run.GetProperty("actionStatus").GetString(), Is.EqualTo("http://schema.org/FailedActionStatus"));
    }

    [Test]
    public void TheRulesBite()
    {
        string text = RoCrateExport.Write(ExportSamples.Whole, ["data/", "evidence.jsonl"]);
        foreach ((string from, string to) in (ReadOnlySpan<(string, string)>)[("ro/crate/1.1\"", "ro/krate/1.1\""), ("\"datePublished\"", "\"published\""), ("\"@id\": \"#licence\",\n      \"@type\"", "\"@id\": \"#license\",\n      \"@type\""), ("\"instrument\"", "\"tool\""), ("SoftwareApplication", "Software"), ("process/0.5", "process/5"), ("\"hasPart\"", "\"parts\"")])
        {
            Assert.That(text, Does.Contain(from));
            Assert.That(Problems(JsonDocument.Parse(text.Replace(from, to, StringComparison.Ordinal)).RootElement), Is.Not.Empty, to);
        }
    }

    private static IEnumerable<string> Problems(JsonElement crate)
    {
        foreach (string problem in Fields(("@context", List(Address, 2)), ("@graph", List(Fields(open: true, ("@id", Address), ("@type", Named)), 2)))(crate, "$"))
        {
            yield return problem;
        }

        JsonElement[] entities = [.. crate.GetProperty("@graph").EnumerateArray()];
        Dictionary<string, JsonElement> byId = entities.DistinctBy(Id, StringComparer.Ordinal).ToDictionary(Id, StringComparer.Ordinal);
        if (byId.Count != entities.Length)
        {
            yield return "an entity twice";
        }

        if (!byId.TryGetValue("ro-crate-metadata.json", out JsonElement descriptor) || !byId.TryGetValue("./", out JsonElement root))
        {
            yield return "no descriptor, or no root";
            yield break;
        }

        Rule reference = Fields(("@id", Address));
        foreach (string problem in Fields(("@id", Named), ("@type", Exactly("CreativeWork")), ("conformsTo", Fields(("@id", Exactly("https://w3id.org/ro/crate/1.1")))), ("about", Fields(("@id", Exactly("./")))))(descriptor, "descriptor")
            .Concat(Fields(open: true, ("@type", Exactly("Dataset")), ("name", Named), ("description", Named), ("datePublished", Time), ("license", reference), ("hasPart", List(reference)), ("conformsTo", Fields(("@id", Exactly("https://w3id.org/ro/wfrun/process/0.5")))), ("mentions", List(reference, 1)))(root, "root")))
        {
            yield return problem;
        }

        foreach (string missing in entities.SelectMany(References).Where(id => id != "https://w3id.org/ro/crate/1.1" && !byId.ContainsKey(id)).Distinct())
        {
            yield return $"{missing} is referred to and not described";
        }

        string[] parts = root.TryGetProperty("hasPart", out JsonElement list) ? [.. list.EnumerateArray().Select(Id)] : [];
        foreach (JsonElement file in entities.Where(e => Type(e) == "File" && (!parts.Contains(Id(e)) || Id(e).StartsWith('/') || Id(e).Contains(':', StringComparison.Ordinal))))
        {
            yield return $"{Id(file)} is no part of the root";
        }

        string[] mentioned = root.TryGetProperty("mentions", out JsonElement mentions) ? [.. mentions.EnumerateArray().Select(Id)] : [];
        foreach (JsonElement action in entities.Where(e => Type(e) == "CreateAction"))
        {
            if (!mentioned.Contains(Id(action)) || !action.TryGetProperty("instrument", out JsonElement tool) || !byId.TryGetValue(Id(tool), out JsonElement application) || Type(application) != "SoftwareApplication" || !application.TryGetProperty("name", out _) || !application.TryGetProperty("softwareVersion", out _))
            {
                yield return $"{Id(action)} is not mentioned, or has no described instrument";
            }
        }
    }

    private static IEnumerable<string> References(JsonElement entity) => entity.EnumerateObject().SelectMany(p => p.Value.ValueKind switch
    {
        JsonValueKind.Object when p.Value.TryGetProperty("@id", out _) => [Id(p.Value)],
        JsonValueKind.Array => p.Value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.Object && v.TryGetProperty("@id", out _)).Select(Id),
        _ => Enumerable.Empty<string>(),
    });

    private static JsonElement Entity(JsonElement crate, string id) => crate.GetProperty("@graph").EnumerateArray().Single(e => Id(e) == id);

    private static string Id(JsonElement entity) => entity.GetProperty("@id").GetString()!;

    private static string Type(JsonElement entity) => entity.GetProperty("@type").GetString()!;
}
