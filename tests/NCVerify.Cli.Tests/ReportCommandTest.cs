namespace NCVerify.Cli.Tests;

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
