namespace NCVerify.Cli.Tests;

[NonParallelizable]
public sealed class ReportCommandTest
{
    private TemporaryDirectory _directory = null!;

    private string Evidence => _directory.File("evidence.jsonl");

    private string Target => _directory.File("report");

    [SetUp]
    public void SetUp() => _directory = new();

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void TheReportIsWrittenAndNamed()
    {
        SampleEvidence.Write(Evidence, 1e-12, complete: true);
        Cli cli = Cli.Run("report", Evidence, "-o", Target, "--json");
        Assert.That((cli.Code, cli.Error), Is.EqualTo((ExitCode.Done, "")));
        Assert.That(Schema.Load("report").Problems(cli.Json), Is.Empty);
        Assert.That(File.ReadAllText(cli.Json.GetProperty("report").GetString()!), Does.Contain("WD-1"));
    }

    [Test]
    public void ARefutedClaimOrEvidenceThatWasCutOffFailsButIsRendered()
    {
        SampleEvidence.Write(Evidence, 1, complete: true);
        Assert.That(Cli.Run("report", Evidence, "-o", Target).Code, Is.EqualTo(ExitCode.Failed));
        SampleEvidence.Write(Evidence, 1e-12, complete: false);
        Cli cut = Cli.Run("report", Evidence, "-o", Target);
        Assert.That(cut.Code, Is.EqualTo(ExitCode.Failed));
        Assert.That(cut.Error, Does.Contain("cut off"));
        Assert.That(File.Exists(Path.Combine(Target, "index.html")));
    }

    [Test]
    public void OnlyTheFormatsThatAreAskedForAreWritten()
    {
        SampleEvidence.Write(Evidence, 1e-12, complete: true);
        Cli cli = Cli.Run("report", Evidence, "-o", Target, "--format", "sarif", "--format", "ro-crate", "--json");
        Assert.That((cli.Code, cli.Error), Is.EqualTo((ExitCode.Done, "")));
        Assert.That(Schema.Load("report").Problems(cli.Json), Is.Empty);
        string[] files = [.. Directory.GetFiles(Target).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];
        Assert.That(files, Is.EqualTo((string[])["evidence.jsonl", "results.sarif", "ro-crate-metadata.json"]), "a crate comes with the evidence that it is about");
        Assert.That(cli.Json.GetProperty("files").EnumerateArray().Select(f => Path.GetFileName(f.GetString())), Is.EquivalentTo(files));
        Assert.That(cli.Json.GetProperty("report").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        Assert.That(Cli.Refused("report", Evidence, "-o", Target, "--format", "junit"), Does.Contain("junit"));
    }

    [Test]
    public void ThePagesAloneComeWithTheirEvidenceAndTheCrate()
    {
        SampleEvidence.Write(Evidence, 1e-12, complete: true);
        Assert.That(Cli.Run("report", Evidence, "-o", Target, "--format", "html", "--format", "badge").Code, Is.EqualTo(ExitCode.Done));
        string[] files = [.. Directory.GetFiles(Target).Select(f => Path.GetFileName(f)!).Where(f => !f.EndsWith(".html", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.That(files, Is.EqualTo((string[])["badge.json", "evidence.jsonl", "ro-crate-metadata.json"]));
        Assert.That(File.ReadAllText(Path.Combine(Target, "ro-crate-metadata.json")), Does.Not.Contain("results.trx"));
        Assert.That(Path.Combine(Target, "index.html"), Does.Exist);
    }

    [Test]
    public void EveryFormatIsDocumentedAndWrittenBesideThePage()
    {
        SampleEvidence.Write(Evidence, 1e-12, complete: true);
        Cli.Run("report", Evidence, "-o", Target);
        string page = File.ReadAllText(Path.Combine(Conformance.RepositoryLayout.Find().Root, "docs", "cli.md"));
        foreach ((string name, string file) in Reporting.ExportFormat.All.Select(f => (f.Name, f.File)).Append((Reporting.ExportFormat.Crate, Reporting.RoCrateExport.File)))
        {
            Assert.That(Path.Combine(Target, file), Does.Exist);
            Assert.That(page, Does.Contain($"| `{name}` | `{file}` |"));
        }
    }

    [Test]
    public void AnnotationsArePrintedWhenAskedForOrOnGitHub()
    {
        SampleEvidence.Write(Evidence, 1, complete: true);
        string[] args = ["report", Evidence, "-o", Target, "--format", "badge"];
        Assert.That(Cli.Run(args).Out, Does.Not.Contain("::error"));
        Assert.That(Cli.Run([.. args, "--annotate"]).Out, Does.Contain("::error title=WD-1%3A WD-1%3A verdict::refuted, not as expected"));
        Environment.SetEnvironmentVariable("GITHUB_ACTIONS", "true");
        try
        {
            Assert.That(Cli.Run(args).Out, Does.Contain("::error "));
        }
        finally
        {
            Environment.SetEnvironmentVariable("GITHUB_ACTIONS", null);
        }
    }

    [Test]
    public void EvidenceThatIsMissingOrMalformedIsRefusedWithItsLine()
    {
        Assert.That(Cli.Refused("report", _directory.File("none.jsonl"), "-o", Target), Does.Contain("none.jsonl: there is no such evidence file"));
        Assert.That(Cli.Refused("report", _directory.Write("bad.jsonl", "{\"kind\":\"nonsense\"}\n"), "-o", Target), Does.Contain("bad.jsonl:1"));
        SampleEvidence.Write(Evidence, 0, complete: true);
        Assert.That(Cli.Refused("report", Evidence), Does.Contain("--output"));
        Assert.That(Cli.Refused("report", Evidence, "-o", Evidence), Does.Contain("this is a file"));
        Assert.That(Directory.Exists(Target), Is.False);
    }
}
