using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Reporting;
using NCVerify.Specs.Harness;

[assembly: LevelOfParallelism(2)]

namespace NCVerify.Specs;

/// <summary>Opens the evidence file before the first spec, and renders the report after the last, whatever happened between.</summary>
[SetUpFixture]
public sealed class ReportLifecycle
{
    private static EvidenceFile? _file;

    internal static IEvidenceSink Sink => Workbench.Current.Evidence
        ?? _file
        ?? throw new InvalidOperationException("Evidence was written before the run began.");

    [OneTimeSetUp]
    public void Open()
    {
        if (Workbench.Current.Evidence is not null)
        {
            return;
        }

        string directory = RepositoryLayout.Find().LatestReport;
        Directory.CreateDirectory(directory);
        _file = new EvidenceFile(Path.Combine(directory, "evidence.jsonl"));
        _file.Write(RunHeaders.Collect(Tiers.Current().ToString().ToLowerInvariant()));
        foreach (Claim claim in Catalogue.All)
        {
            _file.Write(ClaimRecord.Of(claim));
        }
    }

    [OneTimeTearDown]
    public void Render()
    {
        if (_file is null)
        {
            return;
        }

        _file.Complete();
        _file.Dispose();
        ReportWriter.Write(EvidenceReader.Read(_file.FilePath), Path.GetDirectoryName(_file.FilePath)!);
    }
}
