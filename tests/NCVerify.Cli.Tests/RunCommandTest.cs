using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using NCVerify.Claims;
using NCVerify.Cli.Commands;
using NCVerify.Cli.Running;
using NCVerify.Conformance;

namespace NCVerify.Cli.Tests;

/// <summary>The command is judged by what it makes of a program that behaves like `dotnet test`, well or badly.</summary>
public sealed class RunCommandTest
{
    private TemporaryDirectory _checkout = null!;
    private string _before = null!;
    private string? _tier;
    private ProcessStartInfo? _started;

    [SetUp]
    public void SetUp()
    {
        _checkout = new();
        _checkout.Write("NCVerify.sln", "");
        _before = Environment.CurrentDirectory;
        _tier = Environment.GetEnvironmentVariable("NCVERIFY_TIER");
        Environment.SetEnvironmentVariable("NCVERIFY_TIER", null);
        Directory.CreateDirectory(_checkout.File("specs/deep"));
        Environment.CurrentDirectory = _checkout.File("specs/deep");
    }

    [TearDown]
    public void TearDown()
    {
        Environment.CurrentDirectory = _before;
        Environment.SetEnvironmentVariable("NCVERIFY_TIER", _tier);
        _checkout.Dispose();
    }

    [Test]
    public void AllVerifiedExitsWithZeroAndNamesTheReport()
    {
        (int code, JsonElement json, _) = Run(Specs(0, 1e-12, complete: true, report: true));

        Assert.That(code, Is.EqualTo(ExitCode.Done));
        Assert.That(Schema.Load("run").Problems(json), Is.Empty);
        Assert.That(json.GetProperty("report").GetString(), Does.EndWith("reports/latest/index.html"));
        Assert.That(json.GetProperty("verdicts").GetProperty("verified").GetInt32(), Is.EqualTo(1));
        Assert.That(_started!.WorkingDirectory, Does.EndWith(Path.GetFileName(_checkout.Path)));
        Assert.That(_started.ArgumentList, Is.EqualTo(["test", "specs/NCVerify.Specs", "-c", "Release", "--nologo"]));
        Assert.That(_started.Environment["NCVERIFY_TIER"], Is.EqualTo("default"));
    }

    [Test]
    public void ARefutedClaimExitsWithOneEvenIfTheTestsPassed()
    {
        (int code, JsonElement json, _) = Run(Specs(0, 1, complete: true, report: true));
        Assert.That(code, Is.EqualTo(ExitCode.Failed));
        Assert.That(json.GetProperty("unexpected")[0].GetProperty("verdict").GetString(), Is.EqualTo("refuted"));
    }

    [Test]
    public void AFailedTestExitsWithOneEvenIfEveryVerdictIsAsExpected() =>
        Assert.That(Run(Specs(1, 1e-12, complete: true, report: true)).Code, Is.EqualTo(ExitCode.Failed));

    [Test]
    public void WithoutFreshEvidenceTheRunDidNotTakePlace()
    {
        (int code, JsonElement json, string error) = Run((_, _, _) => Task.FromResult(1));
        Assert.That(code, Is.EqualTo(ExitCode.Unfinished));
        Assert.That(Schema.Load("run").Problems(json), Is.Empty);
        Assert.That(error, Does.Contain("without new evidence"));

        Run(Specs(0, 1e-12, complete: true, report: true));
        Assert.That(Run((_, _, _) => Task.FromResult(0)).Code, Is.EqualTo(ExitCode.Unfinished), "evidence of an earlier run does not count");
    }

    [Test]
    public void ARunInWhichNoClaimWasRunIsNotASuccess()
    {
        (int code, JsonElement json, _) = Run((_, _, _) =>
        {
            using var file = new EvidenceFile(_checkout.File("reports/latest/evidence.jsonl"));
            file.Write(new RunHeader { Version = "0.1.0", Started = "2026-01-02T03:04:05Z", Tier = "default" });
            file.Write(ClaimRecord.Of(Catalogue.Find("WD-1")!));
            return Task.FromResult(0);
        });
        Assert.That((code, json.GetProperty("reason").GetString()), Is.EqualTo((ExitCode.Unfinished, "no claim was run in this tier; see the evidence for the reasons")));
    }

    [Test]
    public void EvidenceThatWasCutOffIsNotARun()
    {
        (int code, JsonElement json, string error) = Run(Specs(0, 1e-12, complete: false, report: false));
        Assert.That(code, Is.EqualTo(ExitCode.Unfinished));
        Assert.That(File.ReadAllText(json.GetProperty("report").GetString()!), Does.Contain("WD-1"), "what there is is reported");
        Assert.That(error, Does.Contain("footer"));
    }

    [Test]
    public void AnInterruptKeepsTheEvidenceSoFar()
    {
        (int code, JsonElement json, _) = Run(async (start, output, token) =>
        {
            await Specs(0, 1e-12, complete: false, report: false)(start, output, token);
            throw new OperationCanceledException();
        });
        Assert.That((code, json.GetProperty("reason").GetString()), Is.EqualTo((ExitCode.Unfinished, "interrupted")));
        Assert.That(json.GetProperty("evidence").GetString(), Does.EndWith("evidence.jsonl"));
    }

    [Test]
    public void TierAndClaimsReachTheSpecs()
    {
        (_, JsonElement json, _) = Run(Specs(0, 1e-12, complete: true, report: true), "--tier", "full", "--claim", "wd-?");

        Assert.That(_started!.Environment["NCVERIFY_TIER"], Is.EqualTo("full"));
        Assert.That(_started.ArgumentList.Skip(5), Is.EqualTo(["--filter", string.Join('|', Catalogue.All.Where(c => c.Id.StartsWith("WD-", StringComparison.Ordinal)).Select(c => "TestCategory=" + c.Id))]));
        Assert.That(json.GetProperty("claims").EnumerateArray().Select(c => c.GetString()), Has.All.StartsWith("WD-"));
    }

    [Test]
    public void QuickIsTheDefaultTier()
    {
        Run(Specs(0, 1e-12, complete: true, report: true), "--tier", "quick");
        Assert.That(_started!.Environment["NCVERIFY_TIER"], Is.EqualTo("default"));
    }

    [Test]
    public void AGlobThatMatchesNothingOrADirectoryOutsideACheckoutIsRefused()
    {
        Assert.That(Cli.Refused("run", "--claim", "NOPE-*"), Does.Contain("No claim matches 'NOPE-*'"));
        File.Delete(_checkout.File("NCVerify.sln"));
        Assert.That(Cli.Refused("run"), Does.Contain("There is no NCVerify.sln in"));
    }

    private (int Code, JsonElement Json, string Error) Run(SpecRun.Launcher launch, params string[] args)
    {
        using var stdout = new StringWriter();
        using var stderr = new StringWriter();
        Command command = RunCommand.Create((start, output, token) =>
        {
            _started = start;
            return launch(start, output, token);
        });
        int code = command.Parse([.. args, "--json"]).Invoke(new InvocationConfiguration { Output = stdout, Error = stderr });
        return (code, JsonDocument.Parse(stdout.ToString()).RootElement, stderr.ToString());
    }

    private SpecRun.Launcher Specs(int exitCode, double error, bool complete, bool report) => (_, _, _) =>
    {
        SampleEvidence.Write(_checkout.File("reports/latest/evidence.jsonl"), error, complete);
        if (report)
        {
            _checkout.Write("reports/latest/index.html", "<!doctype html>");
        }

        return Task.FromResult(exitCode);
    };
}
