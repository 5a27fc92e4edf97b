using System.Text.Json;

namespace NCVerify.Cli.Tests;

public sealed class SolveCommandTest
{
    private const string Small = """{"model":"unconstrained-features","loss":"cross-entropy","reduction":"mean","samples":[6,5,3,2],"dimension":4,"lambdaW":[0.01],"lambdaH":0.02}""";
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void SetUp() => _directory = new();

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void TheSolutionGoesToStandardOutputOrToAFileTheSame()
    {
        string problem = _directory.Write("p.json", Small), file = _directory.File("s.json");

        Cli json = Cli.Run("solve", problem, "--json"), both = Cli.Run("solve", problem, "--out", file);

        Assert.That((json.Code, json.Error), Is.EqualTo((ExitCode.Done, "")));
        Assert.That((both.Code, both.Error), Is.EqualTo((ExitCode.Done, "")));
        Assert.That(both.Out, Does.Contain("globally optimal").And.Contain("SELI").And.Contain(file).And.Not.Contain('\u001b'));
        foreach (string field in (string[])["objective", "lowerBound", "W", "H", "Z"])
        {
            Assert.That(JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty(field).GetRawText(), Is.EqualTo(json.Json.GetProperty(field).GetRawText()), field);
        }

        Assert.That(Directory.GetFiles(_directory.Path), Has.Length.EqualTo(2), "no temporary file remains");
    }

    [Test]
    public void AZeroSolutionHasNoGeometry()
    {
        string problem = _directory.Write("p.json", Small.Replace("0.01", "1", StringComparison.Ordinal).Replace("0.02", "1", StringComparison.Ordinal));
        Cli cli = Cli.Run("solve", problem, "--json");
        Assert.That(cli.Json.GetProperty("geometry").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(cli.Json.GetProperty("objective").GetDouble(), Is.EqualTo(Math.Log(4)).Within(1e-14), "W = H = 0 leaves the loss log K");
    }

    [TestCase("{\"model\": ", "p.json:1:11: not valid JSON")]
    [TestCase("[1]", "p.json:")]
    [TestCase("{\"modell\": \"unconstrained-features\"}", "model")]
    public void AFileThatIsNoProblemIsRefusedWithThePlace(string text, string expected) =>
        Assert.That(Cli.Refused("solve", _directory.Write("p.json", text)), Does.Contain(expected));

    [TestCase("\"lambdaH\":0.02", "\"lambdaH\":0.02,\"lamdaB\":1", "lamdaB", TestName = "unknown field")]
    [TestCase("[6,5,3,2]", "[6,5,0,2]", "samples[2]: 0 was given; expected at least 1 sample", TestName = "empty class")]
    [TestCase("[6,5,3,2]", "\"6,5\"", "samples", TestName = "wrong kind")]
    [TestCase("[0.01]", "[0.01,0.01]", "lambdaW: a list of 2 was given; expected one penalty per layer (1)", TestName = "wrong shape")]
    [TestCase("0.02", "-1", "lambdaH: -1 was given", TestName = "negative penalty")]
    [TestCase("0.02", "NaN", "not valid JSON", TestName = "NaN is no JSON")]
    [TestCase("0.02", "1e999", "lambdaH", TestName = "too large for a double")]
    [TestCase("mean", "average", "average", TestName = "unknown word")]
    [TestCase("\"dimension\":4", "\"dimension\":4.5", "dimension", TestName = "fractional dimension")]
    public void AProblemThatMakesNoSenseIsRefusedWithFileAndField(string from, string to, string expected) =>
        Assert.That(Cli.Refused("solve", _directory.Write("p.json", Small.Replace(from, to, StringComparison.Ordinal))), Does.Contain("p.json").And.Contain(expected));

    [Test]
    public void MissingFilesAndDirectoriesAreNamed()
    {
        Assert.That(Cli.Refused("solve", _directory.File("absent.json")), Does.Contain("absent.json: there is no such file"));
        Assert.That(Cli.Refused("solve", _directory.Write("p.json", Small), "--out", _directory.File("no/where/s.json")), Does.Contain("there is no directory"));
        Assert.That(Cli.Refused("solve", _directory.Write("p.json", Small), "--seed", "x"), Does.Contain("'x'"));
    }
}
