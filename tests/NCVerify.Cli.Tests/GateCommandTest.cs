using System.Text.Json;
using NCVerify.Cli.Gating;
using NCVerify.Conformance.Gate;

namespace NCVerify.Cli.Tests;

[NonParallelizable]
public sealed class GateCommandTest
{
    [Test]
    public void OurOwnSolversPassTheirWholeBatteryAsPrograms([Values("second-order", "first-order")] string name)
    {
        using var directory = new TemporaryDirectory();
        Cli cli = Cli.Run(["gate", "--time-limit", "600", "--out", directory.Path, "--json", "--", .. Own(name)]);
        Assert.That((cli.Code, cli.Error), Is.EqualTo((ExitCode.Done, "")), cli.Out);
        Assert.That(Schema.Load("gate").Problems(cli.Json), Is.Empty);
        Assert.That(cli.Json.GetProperty("verdict").GetString(), Is.EqualTo("passed"));
        Assert.That(cli.Json.GetProperty("score").GetDouble(), Is.EqualTo(100));
        Assert.That(cli.Out, Is.EqualTo(File.ReadAllText(directory.File("gate.json"))));
        string[] lines = File.ReadAllLines(directory.File(GateFiles.Evidence));
        Assert.That(lines, Has.Length.EqualTo(39), "header, 37 results, footer");
        Schema schema = Schema.Load("gate-evidence");
        Assert.That(lines.SelectMany(l => schema.Problems(JsonDocument.Parse(l).RootElement)), Is.Empty);
        Assert.That(Directory.GetFiles(directory.Path).Select(Path.GetFileName), Is.EquivalentTo((string[])["gate.json", "gate.md", "gate.sarif", "gate-badge.json", "gate.html", GateFiles.Annotations, GateFiles.Evidence]));
    }

    [Test]
    public void ABaselineIsWrittenAndHoldsLaterRuns()
    {
        using var directory = new TemporaryDirectory();
        string baseline = directory.File("baseline.json");
        Assert.That(Cli.Run(["gate", "--only", "easy-*", "--write-baseline", baseline, "--", .. Own("second-order")]).Code, Is.EqualTo(ExitCode.Done));
        Assert.That(Schema.Load("gate-baseline").Problems(JsonDocument.Parse(File.ReadAllText(baseline)).RootElement), Is.Empty);

        // Times are compared in GateReportTest, where they are given; here they are those of a machine that may be loaded.
        File.WriteAllText(baseline, File.ReadAllText(baseline).Replace("\"timeFloor\": 0.5", "\"timeFloor\": 1000", StringComparison.Ordinal));
        Assert.That(File.ReadAllText(baseline), Does.Contain("\"timeFloor\": 1000"));
        Assert.That(Cli.Run(["gate", "--only", "easy-*", "--baseline", baseline, "--", .. Own("second-order")]).Code, Is.EqualTo(ExitCode.Done));
        Cli worse = Cli.Run(["gate", "--only", "easy-*", "--baseline", baseline, "--", "bash", Example("wrong.sh")]);
        Assert.That(worse.Code, Is.EqualTo(ExitCode.Failed));
        Assert.That(worse.Out, Does.Contain("worse than approved: easy-balanced: was passed, is failed"));
        Assert.That(Refused("gate", "--seed", "5", "--only", "easy-*", "--baseline", baseline, "--", "bash", Example("wrong.sh")), Does.Contain("with seed 1, this run of battery 1 with seed 5"));
    }

    [Test]
    public void AWrongSolverIsRejectedWithReasonsAndAnnotations()
    {
        Environment.SetEnvironmentVariable("GITHUB_ACTIONS", "true");
        try
        {
            Cli cli = Cli.Run("gate", "--only", "*a*", "--source", "solver.sh", "--", "bash", Example("wrong.sh"));
            Assert.That(cli.Code, Is.EqualTo(ExitCode.Failed));
            Assert.That(cli.Out, Does.Contain("0 passed").And.Contain("::error file=solver.sh,line=1,title=easy-balanced%3A gap::the relative gap is"));
            Assert.That(cli.Out.Split('\n').Count(l => l.StartsWith("::error ", StringComparison.Ordinal)), Is.EqualTo(10), "GitHub shows no more of a kind");
        }
        finally
        {
            Environment.SetEnvironmentVariable("GITHUB_ACTIONS", null);
        }
    }

    [Test]
    public void TheBatteryIsListedWithoutStartingAnything()
    {
        Cli cli = Cli.Run("gate", "--list", "--json", "--seed", "3");
        Assert.That(cli.Json.GetArrayLength(), Is.EqualTo(37));
        Schema problem = Schema.Load("problem");
        Assert.That(cli.Json.EnumerateArray().SelectMany(p => problem.Problems(p.GetProperty("problem"))), Is.Empty);
    }

    [TestCase("gate", "needs a solver after '--'")]
    [TestCase("gate -- /no/such/program", "cannot be started")]
    [TestCase("gate --only nothing -- true", "no problem of the battery matches")]
    [TestCase("gate --time-limit 0 -- true", "--time-limit 0")]
    [TestCase("gate --tolerance sharp -- true", "sharp")]
    [TestCase("gate --baseline /no/such/file -- true", "there is no such file")]
    public void BadUsageIsRefused(string line, string expected) => Assert.That(Refused(line.Split(' ')), Does.Contain(expected));

    [Test]
    public void BothEndsKeepThePublishedProtocol()
    {
        Schema schema = Schema.Load("gate-protocol");
        GateProblem problem = Battery.Draw().Problems[0];
        string[] questions = [GateMessages.Hello(), GateMessages.Solve(problem.Id, problem.Problem, TimeSpan.FromSeconds(2)), GateMessages.Bye()];
        using var answers = new StringWriter { NewLine = "\n" };
        OwnSolver.Serve("second-order", new StringReader(string.Join('\n', questions)), answers);
        string[] lines = [.. questions, .. answers.ToString().TrimEnd().Split('\n')];
        Assert.That(lines, Has.Length.EqualTo(5));
        Assert.That(lines.SelectMany(l => schema.Problems(JsonDocument.Parse(l).RootElement)), Is.Empty);
        Assert.That(schema.Problems(JsonDocument.Parse("""{"type":"solution","id":"x","W":[[[1]]]}""").RootElement), Is.Not.Empty, "the schema bites");
        Assert.That(schema.Problems(JsonDocument.Parse("""{"type":"solution","id":"x","W":[[[null]]],"H":[[1]]}""").RootElement), Is.Not.Empty);
    }

    // What stands after '--' belongs to the solver, --json too.
    private static string Refused(params string[] args)
    {
        Cli plain = Cli.Run(args), json = Cli.Run([args[0], "--json", .. args.Skip(1)]);
        Assert.That((plain.Code, json.Code, plain.Out), Is.EqualTo((ExitCode.BadInput, ExitCode.BadInput, "")));
        Assert.That(Schema.Load("error").Problems(json.Json), Is.Empty);
        return plain.Error;
    }

    internal static string[] Own(string name) => ["dotnet", Path.Combine(AppContext.BaseDirectory, "ncverify.dll"), "gate", "--serve", name];

    internal static string Example(string name) => Path.Combine(Conformance.RepositoryLayout.Find().Root, "examples", "solvers", name);
}
