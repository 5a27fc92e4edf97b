using System.Diagnostics;
using NCVerify.Cli.Gating;
using NCVerify.Conformance.Gate;

namespace NCVerify.Cli.Tests;

/// <summary>Programs that do their worst: each gets a clear verdict in time, and nothing of it stays behind.</summary>
[Platform(Exclude = "Win", Reason = "the programs are shell scripts")]
[Parallelizable(ParallelScope.Children)]
public sealed class GateHostileTest
{
    private const double Ample = 120;

    // Half of what is ample: a case that waits for a limit which it should not wait for is caught.
    private const double InTime = 60;

    private const string Greets = """read -r line; echo '{"type":"hello","protocol":1,"name":"hostile","version":"1","supports":["cross-entropy"]}'; """;
    private const string Loop = Greets + """while read -r line; do case $line in *bye*) exit;; esac; id=$(sed 's/.*"id":"\([^"]*\)".*/\1/' <<<"$line"); """;

    private static IEnumerable<TestCaseData> Sessions()
    {
        yield return Case("never answers", Greets + "sleep 98761", FailureKind.Timeout, "flush standard output");
        yield return Case("answers half a line", Greets + "read -r line; printf '{\"type\":'; sleep 98762", FailureKind.Timeout, "no answer within");
        yield return Case("floods without line feed", Greets + "read -r line; yes 98781 | tr -d '\\n'", FailureKind.Flood, "without a line feed");
        yield return Case("floods lines", Greets + "yes 98782", FailureKind.Garbage, "standard error");
        yield return Case("floods standard error and sleeps", Greets + "yes 98783 >&2", FailureKind.Timeout, "Last line on standard error: 987");
        yield return Case("NaN", Answers("""{"type":"solution","id":"ID","W":[[[NaN]]],"H":[[1]]}"""), FailureKind.NotFinite, "NaN or Infinity");
        yield return Case("null", Answers("""{"type":"solution","id":"ID","W":[[[null]]],"H":[[1]]}"""), FailureKind.NotFinite, "W[0][0][0]: null was given");
        yield return Case("1e400", Answers("""{"type":"solution","id":"ID","W":[[[1e400]]],"H":[[1]]}"""), FailureKind.NotFinite, "1e400 was given; expected a finite number");
        yield return Case("wrong shape", Answers("""{"type":"solution","id":"ID","W":[[[1,2]]],"H":[[1]]}"""), FailureKind.WrongShape, "W[0]: 1 x 2 was given; expected 2 x 2");
        yield return Case("ragged", Answers("""{"type":"solution","id":"ID","W":[[[1,2],[3]]],"H":[[1]]}"""), FailureKind.WrongShape, "rows of one length");
        yield return Case("no features", Answers("""{"type":"solution","id":"ID","W":[[[1,2],[3,4]]]}"""), FailureKind.WrongShape, "neither H nor sampleFeatures");
        yield return Case("a bias that is not asked for", Answers("""{"type":"solution","id":"ID","W":[[[1,2],[3,4]]],"H":[[1,2],[3,4]],"bias":[0,0]}"""), FailureKind.WrongShape, "bias");
        yield return Case("another problem's id", Answers("""{"type":"solution","id":"easy-zero","W":[[[1]]],"H":[[1]]}"""), FailureKind.WrongId, "the answer is for \"easy-zero\"");
        yield return Case("declines", Answers("""{"type":"declined","id":"ID","reason":"no time"}"""), FailureKind.Declined, "take that out of supports");
        yield return Case("not JSON", Answers("42 is the answer"), FailureKind.Garbage, "not JSON");
        yield return Case("deep JSON", Answers(new string('[', 500)), FailureKind.Garbage, "not JSON");
        yield return Case("a field twice", Answers("""{"type":"solution","id":"ID","id":"ID"}"""), FailureKind.Garbage, "not JSON");
        yield return Case("exits", Greets + "echo out of memory >&2; exit 7", FailureKind.Crashed, "exit code 7 instead of answering. Last line on standard error: out of memory");
        yield return Case("kills itself", Greets + "kill -9 $$", FailureKind.Crashed, "137");
        yield return Case("closes its output", Greets + "exec 1>&-; sleep 98763", FailureKind.Crashed, "closed its standard output");
    }

    private static IEnumerable<TestCaseData> Handshakes()
    {
        yield return new TestCaseData("sleep 98764", "timeout").SetArgDisplayNames("mute from the start");
        yield return new TestCaseData("exit 0", "crashed").SetArgDisplayNames("ends at once");
        yield return new TestCaseData("echo welcome; sleep 98765", "garbage").SetArgDisplayNames("prints a banner");
        yield return new TestCaseData("""echo '{"type":"hello","protocol":2,"name":"x","supports":[]}'; sleep 98766""", "this gate speaks 1").SetArgDisplayNames("another protocol");
        yield return new TestCaseData("""echo '{"type":"hello","protocol":1,"name":"x","supports":["everything"]}'; sleep 98767""", "\"everything\" is unknown").SetArgDisplayNames("unknown feature");
        yield return new TestCaseData("yes 98784 | tr -d '\\n'", "flood").SetArgDisplayNames("floods from the start");
    }

    [TestCaseSource(nameof(Sessions))]
    public async Task EveryProblemEndsInAClearVerdict(string script, FailureKind expected, string message)
    {
        (GateReport report, double seconds) = await Try(script, expected != FailureKind.Timeout ? Ample : message.StartsWith("Last line", StringComparison.Ordinal) ? 5 : 0.7);
        ProblemResult[] judged = [.. report.Problems.Where(p => p.Verdict == GateVerdict.Failed)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Passed, Is.False);
            Assert.That(judged, Has.Length.EqualTo(2), "two of the six easy problems are asked here, and both are recorded");
            Assert.That(judged[0].Failure, Is.EqualTo(expected), judged[0].Message);
            Assert.That(judged[0].Message, Does.Contain(message));
            Assert.That(seconds, Is.Below(InTime), "no wait where none is due");
        }
    }

    [TestCaseSource(nameof(Handshakes))]
    public async Task WithoutHandshakeNothingIsAsked(string script, string message)
    {
        (GateReport report, _) = await Try(script, handshake: message == "timeout" ? 1.5 : Ample);
        Assert.That(report.Passed, Is.False);
        Assert.That(report.Session, Does.Contain(message));
        Assert.That(report.Problems.Select(p => p.Failure), Has.All.EqualTo(FailureKind.NotAsked));
    }

    [Test]
    public async Task TwoLinesForOneProblemAreNoticedAtTheNext()
    {
        (GateReport report, _) = await Try(Answers("""{"type":"declined","id":"ID"}""" + "\nmore"));
        Assert.That(report.Problems.Where(p => p.Verdict == GateVerdict.Failed).Select(p => p.Failure), Is.EqualTo((FailureKind[])[FailureKind.Declined, FailureKind.Garbage]));
    }

    [Test]
    public async Task OneThatHangsOnExitIsEndedAndSaidToHang()
    {
        (GateReport report, _) = await Try("trap '' TERM INT; " + Answers("nonsense").Replace("*bye*) exit;;", "*bye*) sleep 98768;;", StringComparison.Ordinal).Replace("nonsense", """{"type":"declined","id":"ID"}""", StringComparison.Ordinal), grace: 0.5);
        Assert.That(report.Session, Does.Contain("hangs on exit"));
    }

    [Test]
    [Platform("Linux", Reason = "elsewhere only the process tree is ended")]
    public async Task ProcessesThatCutThemselvesOffAreFoundAndEnded()
    {
        using var directory = new TemporaryDirectory();
        string ready = directory.File("ready");
        (GateReport report, _) = await Try($"setsid bash -c 'sleep 98769 & touch {ready}; exec sleep 98770' >/dev/null 2>&1 < /dev/null & disown; until [ -e {ready} ]; do sleep 0.05; done; " + Answers("""{"type":"declined","id":"ID"}"""));
        Assert.That(report.Session, Does.Contain("left 2 process(es) behind"));
    }

    [Test]
    public async Task ASolverThatFailsAgainAndAgainIsNotAskedForEver()
    {
        await using var solver = new ForeignSolver(["bash", "-c", Greets + "exit 1"]);
        GateReport report = await GateRun.RunAsync(solver, new GateOptions { Include = p => p.Requires.SequenceEqual(["cross-entropy"]) });
        Assert.That(report.Problems.Select(p => p.Failure).Take(4), Is.EqualTo((FailureKind[])[FailureKind.Crashed, FailureKind.Crashed, FailureKind.Crashed, FailureKind.NotAsked]));
    }

    [Test]
    public async Task AnInterruptEndsTheSolverAndKeepsWhatWasThere()
    {
        using var interrupt = new CancellationTokenSource();
        using var directory = new TemporaryDirectory();
        Task once = Task.Run(
            async () =>
            {
                // However slowly the machine comes to the first question.
                while (!File.Exists(directory.File(GateFiles.Evidence)))
                {
                    await Task.Delay(20);
                }

                await interrupt.CancelAsync();
            },
            CancellationToken.None);
        var trial = new GateTrial(["bash", "-c", Greets + "sleep 98771"], null, directory.Path, null, null);
        GateReport report = await trial.RunAsync(new GateOptions { Limit = TimeSpan.FromSeconds(Ample) }, _ => { }, interrupt.Token);
        await once;
        Assert.That(report.Interrupted);
        string[] lines = await File.ReadAllLinesAsync(directory.File(GateFiles.Evidence), CancellationToken.None);
        Assert.That(lines[0], Does.Contain("\"kind\":\"header\""));
        Assert.That(lines[^1], Does.Contain("\"kind\":\"footer\"").And.Contain("\"interrupted\":true"));
        Assert.That(Survivors("98771"), Is.Empty);
    }

    // Limits are short only where a case waits for them to pass: a loaded machine may take its time over an answer that comes.
    private static async Task<(GateReport Report, double Seconds)> Try(string script, double limit = Ample, double handshake = Ample, double grace = Ample)
    {
        long start = Stopwatch.GetTimestamp();
        GateReport report;
        await using (var solver = new ForeignSolver(["bash", "-c", script]) { Handshake = TimeSpan.FromSeconds(handshake), Grace = TimeSpan.FromSeconds(grace) })
        {
            report = await GateRun.RunAsync(solver, new GateOptions { Limit = TimeSpan.FromSeconds(limit), Include = p => p.Id is "easy-binary" or "easy-balanced" });
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Assert.That(Survivors(script), Is.Empty, "nothing of it is left");
        return (report, seconds);
    }

    // Every script that sleeps or shouts does so with a number of its own, so that its processes are known by their arguments.
    private static string[] Survivors(string script)
    {
        string[] marks = [.. System.Text.RegularExpressions.Regex.Matches(script, "987[0-9][0-9]", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => m.Value)];
        return !OperatingSystem.IsLinux() ? [] :
        [
            .. Directory.EnumerateDirectories("/proc").Select(d => Read(Path.Combine(d, "cmdline"))).Where(c => marks.Any(m => c.StartsWith($"sleep\0{m}", StringComparison.Ordinal) || c.StartsWith($"yes\0{m}", StringComparison.Ordinal))),
        ];
    }

    private static string Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : "";
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static string Answers(string line) => Loop + $"sed \"s/ID/$id/g\" <<'END'\n{line}\nEND\ndone";

    private static TestCaseData Case(string name, string script, FailureKind expected, string message) => new TestCaseData(script, expected, message).SetArgDisplayNames(name);
}
