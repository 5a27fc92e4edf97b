namespace NCVerify.Cli.Tests;

public sealed class DiffCommandTest
{
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void SetUp() => _directory = new();

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void RunsThatDifferWithinTolerancesSayTheSame()
    {
        Cli cli = Cli.Run("diff", Evidence("a.jsonl", 1e-12), Evidence("b.jsonl", 9e-10));
        Assert.That((cli.Code, cli.Out), Is.EqualTo((ExitCode.Done, "Both runs say the same. 0 verdicts changed, 0 comparisons turned, 0 added, 0 removed; 1 number moved, 0 of them by more than the tolerance.\n")));
        Assert.That(Cli.Run("diff", Evidence("a.jsonl", 1e-12), Evidence("b.jsonl", 1e-12)).Out, Is.EqualTo("Both runs say the same.\n"));
    }

    [Test]
    public void NumbersThatMovedAreMeasuredInTolerances()
    {
        Cli cli = Cli.Run("diff", Evidence("a.jsonl", 1e-12), Evidence("b.jsonl", 5e-10), "--json");
        Assert.That(Schema.Load("diff").Problems(cli.Json), Is.Empty);
        Assert.That(cli.Json.GetProperty("moved")[0].GetProperty("tolerances").GetDouble(), Is.EqualTo(0.499).Within(1e-9), "(5e-10 - 1e-12) / 1e-9");
    }

    [Test]
    public void ThePageStandsAloneAndSaysTheSame()
    {
        string page = _directory.File("changes.html");
        Cli.Run("diff", Evidence("a.jsonl", 1e-12), Evidence("b.jsonl", 1), "--html", page);
        Assert.That(File.ReadAllText(page), Does.Contain("1 verdict changed").And.Contain("WD-1").And.Contain("style-src 'sha256-").And.Not.Contain("<script").And.Not.Contain("<link"));
    }

    [Test]
    public void AVerdictAndTheComparisonBehindItAreNamed()
    {
        Cli cli = Cli.Run("diff", Evidence("a.jsonl", 1e-12), Evidence("b.jsonl", 1), "--json");
        Assert.That(cli.Code, Is.EqualTo(ExitCode.Failed));
        Assert.That(Schema.Load("diff").Problems(cli.Json), Is.Empty);
        Assert.That(cli.Json.GetProperty("verdicts").GetRawText(), Does.Contain("\"WD-1\"").And.Contain("\"verified\"").And.Contain("\"refuted\""));
        Assert.That(cli.Json.GetProperty("comparisons").GetArrayLength(), Is.EqualTo(1));
        Assert.That(cli.Json.GetProperty("comparisons")[0].GetProperty("b").GetProperty("holds").GetBoolean(), Is.False);
        Assert.That(Cli.Run("diff", Evidence("a.jsonl", 1e-12), Evidence("b.jsonl", double.NaN)).Out, Does.Contain("inconclusive").And.Contain("error NaN"));
    }

    [Test]
    public void MissingEvidenceIsNamed() =>
        Assert.That(Cli.Refused("diff", Evidence("a.jsonl", 0), _directory.File("none.jsonl")), Does.Contain("none.jsonl"));

    private string Evidence(string name, double error)
    {
        SampleEvidence.Write(_directory.File(name), error, complete: true);
        return _directory.File(name);
    }
}
