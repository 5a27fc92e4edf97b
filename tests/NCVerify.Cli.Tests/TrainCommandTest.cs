using System.Text.Json;

namespace NCVerify.Cli.Tests;

public sealed class TrainCommandTest
{
    private const string Small = """
        {
          "id": "small", "title": "A small network",
          "data": { "set": "glyphs", "perClass": 6, "classes": 3, "testPerClass": 2, "noise": 0.3 },
          "network": { "body": [ { "type": "dense", "units": 12 }, { "type": "activation", "kind": "relu" } ] },
          "loss": { "type": "crossEntropy" },
          "optimiser": { "type": "sgd", "learningRate": 0.05 },
          "batches": { "size": 6 },
          "epochs": 12, "seeds": [3, 4], "record": { "every": 4 }
        }
        """;

    private TemporaryDirectory _directory = null!;
    private string _experiment = null!;

    [SetUp]
    public void SetUp()
    {
        _directory = new();
        _experiment = _directory.Write("small.json", Small);
    }

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void TheDocumentKeepsItsSchemaAndSaysWhatWasRun()
    {
        Cli cli = Cli.Run("train", _experiment, "--json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((cli.Code, cli.Error), Is.EqualTo((ExitCode.Done, "")));
            Assert.That(Schema.Load("train").Problems(cli.Json), Is.Empty);
            Assert.That(cli.Json.GetProperty("experiment").GetString(), Is.EqualTo("small"));
            Assert.That(cli.Json.GetProperty("engine").GetString(), Is.EqualTo("deterministic"));
            Assert.That(cli.Json.GetProperty("seed").GetInt32(), Is.EqualTo(3), "the first of the experiment's seeds");
            Assert.That(cli.Json.GetProperty("epochs").GetInt32(), Is.EqualTo(12));
            Assert.That(cli.Json.GetProperty("trainAccuracy").GetDouble(), Is.EqualTo(1));
            Assert.That(cli.Json.GetProperty("terminalPhase").GetInt32(), Is.GreaterThan(0));
        }
    }

    [Test]
    public void SeedAndEpochsDecideTheBitsAndThreadsDoNot()
    {
        string Digest(params string[] more) => Cli.Run(["train", _experiment, "--json", .. more]).Json.GetProperty("digest").GetString()!;
        string first = Digest();
        int before = Numerics.Parallelism.Degree;
        try
        {
            using (Assert.EnterMultipleScope())
            {
                Assert.That(Digest("--threads", "1"), Is.EqualTo(first));
                Assert.That(Digest("--seed", "3", "--epochs", "12"), Is.EqualTo(first));
                Assert.That(Digest("--seed", "4"), Is.Not.EqualTo(first));
                Assert.That(Digest("--epochs", "11"), Is.Not.EqualTo(first));
            }
        }
        finally
        {
            Numerics.Parallelism.Degree = before;
        }
    }

    [Test]
    public void AFolderHoldsAllThatCameOut()
    {
        string folder = _directory.File("out");
        Cli cli = Cli.Run("train", _experiment, "--out", folder);
        JsonElement result = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "result.json"))).RootElement;
        Cli measured = Cli.Run("measure", Path.Combine(folder, "features.npz"), "--weights", Path.Combine(folder, "features.npz"), "--bias", Path.Combine(folder, "features.npz"), "--json");
        string page = File.ReadAllText(Path.Combine(folder, "index.html"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(cli.Code, Is.EqualTo(ExitCode.Done));
            Assert.That(cli.Out, Does.Contain("zero training error").And.Contain(result.GetProperty("digest").GetString()).And.Contain("index.html").And.Not.Contain('\u001b'));
            Assert.That(cli.Error, Does.Contain("epoch 0 of 12  loss").And.Contain("epoch 12 of 12").And.Contain("NC1"), "a line per record where there is no terminal");
            Assert.That(Schema.Load("train").Problems(result), Is.Empty);
            Assert.That(File.ReadAllLines(Path.Combine(folder, "records.csv")), Has.Length.EqualTo(result.GetProperty("records").GetArrayLength() + 1));
            Assert.That(Values(measured.Json), Is.EqualTo(Values(result)), "features.npz measures the same");
            Assert.That(page, Does.Contain("NC1: variability within classes over epochs").And.Contain("NC4").And.Contain("Loss and objective over epochs").And.Contain("zero training error"));
            Assert.That(Directory.GetFiles(folder).Select(Path.GetFileName), Is.EquivalentTo((string[])["checkpoint.npz", "features.npz", "index.html", "records.csv", "result.json"]));
        }
    }

    [Test]
    public void AnInterruptedRunGoesOnToTheSameBits()
    {
        string folder = _directory.File("out");
        string whole = Cli.Run("train", _experiment, "--epochs", "200", "--json").Json.GetProperty("digest").GetString()!;
        using var interrupt = new CancellationTokenSource();
        using var stdout = new StringWriter();
        using var stderr = new CancellingWriter(interrupt, "epoch 8 of 200");
        int code = CliHost.Run(["train", _experiment, "--epochs", "200", "--out", folder], stdout, stderr, interrupt.Token);
        string said = stderr.ToString();
        string refused = Cli.Refused("train", _experiment, "--epochs", "200", "--out", folder);
        Cli resumed = Cli.Run("train", _experiment, "--epochs", "200", "--out", folder, "--resume", "--json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(ExitCode.Unfinished));
            Assert.That(said, Does.Contain("interrupted after epoch").And.Contain("--resume"));
            Assert.That(refused, Does.Contain("unfinished run").And.Contain("--resume"));
            Assert.That(resumed.Code, Is.EqualTo(ExitCode.Done));
            Assert.That(resumed.Json.GetProperty("digest").GetString(), Is.EqualTo(whole));
            Assert.That(Cli.Run("train", _experiment, "--epochs", "200", "--out", folder, "--json").Code, Is.EqualTo(ExitCode.Done), "a finished run is replaced");
        }
    }

    [Test]
    public void WhatCannotBeRunIsRefused()
    {
        string other = _directory.Write("other.json", Small.Replace("\"glyphs\"", "\"mnist\"", StringComparison.Ordinal));
        string mistyped = _directory.Write("mistyped.json", Small.Replace("learningRate", "learnRate", StringComparison.Ordinal));
        string? data = Environment.GetEnvironmentVariable("NCVERIFY_DATA");
        Environment.SetEnvironmentVariable("NCVERIFY_DATA", _directory.Path);
        try
        {
            using (Assert.EnterMultipleScope())
            {
                Assert.That(Cli.Refused("train", other), Does.Contain("other.json: not run: data absent"));
                Assert.That(Cli.Refused("train", mistyped), Does.Contain("mistyped.json").And.Contain("learnRate"));
                Assert.That(Cli.Refused("train", _directory.File("absent.json")), Does.Contain("there is no such file"));
                Assert.That(Cli.Refused("train", _experiment, "--resume"), Does.Contain("--resume needs --out"));
                Assert.That(Cli.Refused("train", _experiment, "--engine", "abacus"), Does.Contain("abacus"));
                Assert.That(Cli.Refused("train", _experiment, "--epochs", "0"), Does.Contain("epochs: 0 was given"));
                Assert.That(Cli.Refused("train", _experiment, "--threads", "0"), Does.Contain("--threads 0"));
                Assert.That(Cli.Refused("train", _experiment, "--out", _experiment), Does.Contain("this is a file"));
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable("NCVERIFY_DATA", data);
        }
    }

    [Test]
    public void DivergenceEndsWithThreeAndSaysWhatToTry()
    {
        string steep = _directory.Write("steep.json", Small.Replace("0.05", "1e30", StringComparison.Ordinal));
        Cli cli = Cli.Run("train", steep, "--json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(cli.Code, Is.EqualTo(ExitCode.Unfinished));
            Assert.That(cli.Json.GetProperty("error").GetProperty("message").GetString(), Does.Contain("smaller"));
        }
    }

    private static Dictionary<string, double> Values(JsonElement document) =>
        document.GetProperty("metrics").EnumerateArray().ToDictionary(m => m.GetProperty("id").GetString()!, m => m.GetProperty("value").GetDouble());

    /// <summary>Asks for an end when a text is written.</summary>
    private sealed class CancellingWriter(CancellationTokenSource interrupt, string text) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.StartsWith(text, StringComparison.Ordinal) == true)
            {
                interrupt.Cancel();
            }
        }
    }
}
