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
        Assert.That((cli.Code, cli.Out), Is.EqualTo((ExitCode.Done, "Both runs say the same.\n")));
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
