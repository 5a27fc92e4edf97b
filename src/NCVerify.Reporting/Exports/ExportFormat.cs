using NCVerify.Conformance;

namespace NCVerify.Reporting;

/// <summary>A machine-readable form of a run: its name on the command line, its file, and its one writer.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="File">Name of the file in the report's folder.</param>
/// <param name="MediaType">Media type of the file.</param>
/// <param name="About">What it is, in a few words.</param>
/// <param name="Write">The file's text, from the model alone.</param>
public sealed record ExportFormat(string Name, string File, string MediaType, string About, Func<RunExport, string> Write)
{
    /// <summary>Every format that needs nothing but the run. The crate, which describes the files beside it, is <see cref="RoCrateExport"/>.</summary>
    public static IReadOnlyList<ExportFormat> All { get; } =
    [
        new("trx", "results.trx", "application/xml", "test results as Visual Studio and vstest write them", TrxExport.Write),
        new("nunit", "results.nunit.xml", "application/xml", "test results in the XML of NUnit 3", NUnitExport.Write),
        new("ctrf", "results.ctrf.json", "application/json", "test results in the Common Test Report Format", CtrfExport.Write),
        new("sarif", "results.sarif", "application/sarif+json", "failures as SARIF 2.1.0, a rule per claim", SarifExport.Write),
        new("markdown", "summary.md", "text/markdown", "summary for a job or a pull request, worst first", MarkdownExport.Write),
        new("badge", "badge.json", "application/json", "badge for shields.io", BadgeExport.Write),
        new("codemeta", "codemeta.json", "application/ld+json", "CodeMeta 3.0 of the software, from its citation file", _ => CodeMetaExport.Write(CitationFile.Own)),
    ];

    /// <summary>Name of the crate on the command line.</summary>
    public const string Crate = "ro-crate";

    /// <summary>Writes some formats of a run into a folder, each file whole or not at all; the crate comes with the evidence it is about.</summary>
    /// <returns>Paths of the files, in the order of writing.</returns>
    /// <param name="evidence">The run.</param>
    /// <param name="directory">Folder; created where it is absent.</param>
    /// <param name="names">Names of formats.</param>
    public static IReadOnlyList<string> WriteAll(Evidence evidence, string directory, IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var run = RunExport.Of(evidence);
        List<string> files = [];
        void Add(string file, string text)
        {
            AtomicFile.WriteText(Path.Combine(directory, file), text);
            files.Add(file);
        }

        foreach (ExportFormat format in All.Where(f => names.Contains(f.Name, StringComparer.Ordinal)))
        {
            Add(format.File, format.Write(run));
        }

        if (names.Contains(Crate, StringComparer.Ordinal))
        {
            Add(RunExport.EvidenceFile, evidence.Path is null || evidence.Compressed ? string.Concat(evidence.Records.Select(r => EvidenceJson.Line(r) + "\n")) : System.IO.File.ReadAllText(evidence.Path));
            Add(RoCrateExport.File, RoCrateExport.Write(run, [.. files.Order(StringComparer.Ordinal)]));
        }

        return [.. files.Select(f => Path.Combine(directory, f))];
    }
}
