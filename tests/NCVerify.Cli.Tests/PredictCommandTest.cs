using System.Text.Json;

namespace NCVerify.Cli.Tests;

public sealed class PredictCommandTest
{
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void SetUp() => _directory = new();

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void OnePredictionEchoesItsParametersAndFollowsTheSchema()
    {
        Cli cli = Cli.Run("predict", "SELI-05", "--set", "n=[6,5,3,2]", "--json");

        Assert.That((cli.Code, cli.Error), Is.EqualTo((ExitCode.Done, "")));
        Assert.That(Schema.Load("predict").Problems(cli.Json), Is.Empty);
        Assert.That(cli.Json.GetProperty("parameters").GetRawText().Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal), Is.EqualTo("""{"n":[6,5,3,2]}"""));
        Assert.That(cli.Json.GetProperty("quantities").EnumerateObject().Any());
    }

    [Test]
    public void ListsMayComeWithOrWithoutBrackets() => Assert.That(
        Cli.Run("predict", "SELI-05", "--set", "n=6,5,3,2", "--json").Out, Is.EqualTo(Cli.Run("predict", "SELI-05", "--set", "n=[6, 5, 3, 2]", "--json").Out));

    [Test]
    public void PeopleGetATable() => Assert.That(Cli.Run("predict", "SELI-05", "--set", "n=6,5,3,2").Out, Does.Contain("quantity").And.Not.Contain('\u001b'));

    [TestCase("n6532", "'n6532' has no '='")]
    [TestCase("=3", "'=3' has no name before '='")]
    [TestCase("n=", "--set n= has no value")]
    [TestCase("n=NaN", "Parameter 'n' must be finite; 'NaN' was given")]
    [TestCase("n=1e999", "Parameter 'n' must be finite; '1e999' was given")]
    [TestCase("n=6,x", "'x' is not a number")]
    [TestCase("n=[6,", "must be")]
    [TestCase("n=6,5.5", "class sizes are integers")]
    [TestCase("n=6,0", "class sizes are integers of at least 1")]
    [TestCase("nn=6,5", "no parameter 'nn'")]
    [TestCase("minorityClases=2", "Did you mean 'minorityClasses'?")]
    public void ABadParameterIsNamed(string assignment, string expected) =>
        Assert.That(Cli.Refused("predict", "SELI-05", "--set", assignment), Does.Contain(expected));

    [Test]
    public void AParameterGivenTwiceIsRefused() =>
        Assert.That(Cli.Refused("predict", "SELI-05", "--set", "n=6,5", "--set", "n=6,5"), Does.Contain("--set n is given twice"));

    [TestCase("missing.json", null, "there is no such file")]
    [TestCase("bad.json", "[\n  {\"claim\": }\n]", "bad.json:2:13: not valid JSON")]
    [TestCase("object.json", "{\"claim\": \"WD-1\"}", "a JSON list of {\"claim\", \"parameters\"} is expected; this is an object")]
    [TestCase("items.json", "[{}, 3]", "item [1] must be an object {\"claim\", \"parameters\"}; it is a number")]
    [TestCase("doubled.json", "[{\"claim\": \"WD-1\", \"claim\": \"WD-2\"}]", "not valid JSON")]
    public void ABatchFileThatIsNoListOfItemsIsRefused(string name, string? text, string expected)
    {
        if (text is not null)
        {
            _directory.Write(name, text);
        }

        Assert.That(Cli.Refused("predict", "--batch", _directory.File(name)), Does.Contain(name).And.Contain(expected));
    }

    [Test]
    public void ABatchFileThatIsNoTextOrADirectoryIsRefused()
    {
        File.WriteAllBytes(_directory.File("binary.json"), [0x5b, 0xff, 0xfe]);
        Assert.That(Cli.Refused("predict", "--batch", _directory.File("binary.json")), Does.Contain("not UTF-8 text (byte 1)"));
        Assert.That(Cli.Refused("predict", "--batch", _directory.Path), Does.Contain("this is a directory"));
    }

    [Test]
    public void EveryItemIsAnsweredInOrderAndFailuresDoNotTouchTheOthers()
    {
        string file = _directory.Write("batch.json", """
            [
              {"claim": "SELI-05", "parameters": {"n": [6, 5, 3, 2]}, "quantities": {"wrong": 1}, "note": [1.50, "kept"]},
              {"claim": "SELI-5", "parameters": {}},
              {"claim": "SELI-05", "parameters": {"n": true}},
              {"claim": "SELI-05", "parameters": {"n": [6, 1e999]}},
              {"parameters": {}},
              {"claim": "SELI-05", "error": "old"},
              {"claim": "SELI-05", "parameters": {"n": [4, 4], "lambda": 1}}
            ]
            """);

        Cli cli = Cli.Run("predict", "--batch", file);
        JsonElement[] items = [.. cli.Json.EnumerateArray()];

        Assert.That((cli.Code, cli.Error), Is.EqualTo((ExitCode.Failed, "")));
        Assert.That(Schema.Load("predict").Problems(cli.Json), Is.Empty);
        Assert.That(items[0].GetProperty("note").GetRawText(), Does.Contain("1.50").And.Contain("kept"), "other fields stay as they are");
        Assert.That(items[0].GetProperty("quantities").TryGetProperty("wrong", out _), Is.False, "given quantities are not believed");
        Assert.That(items.Skip(1).Select(i => i.GetProperty("error").GetString()!.Split('.')[0]), Is.EqualTo(
        [
            "There is no claim 'SELI-5'",
            "Parameter 'n' must be a number, a list of numbers, a text or null; it is true",
            "Parameter 'n' must be finite; '1e999' was given",
            "The item needs \"claim\", a text",
            "The item needs \"parameters\", an object",
            items[6].GetProperty("error").GetString()!.Split('.')[0],
        ]));
        Assert.That(items[6].GetProperty("error").GetString(), Does.Contain("no parameter 'lambda'"));
    }

    [Test]
    public void AnEmptyBatchIsAnEmptyAnswer()
    {
        Cli cli = Cli.Run("predict", "--batch", _directory.Write("empty.json", "[]"), "--json");
        Assert.That((cli.Code, cli.Out.Trim()), Is.EqualTo((ExitCode.Done, "[]")));
    }
}
