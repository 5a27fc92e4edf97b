using System.Text.Json;
using NCVerify.Conformance.Gate;

namespace NCVerify.Conformance.Tests.Gate;

/// <summary>Reports, baselines and exports.</summary>
public sealed class GateReportTest
{
    private static readonly ProblemResult Good = new() { Id = "a", Level = GateLevel.Easy, About = "x", Claims = ["WD-1"], Verdict = GateVerdict.Passed, Class = ToleranceClass.Exact, TimeRatio = 10, Seconds = 1, RelativeGap = 1e-14 };
    private static readonly ProblemResult Bad = Good with { Id = "b", Verdict = GateVerdict.Failed, Failure = FailureKind.Gap, Class = ToleranceClass.Loose, Message = "<script>|`x`" };
    private static readonly ProblemResult Off = Good with { Id = "c", Claims = ["WD-2"], Verdict = GateVerdict.Inapplicable, Class = ToleranceClass.None, TimeRatio = double.NaN };

    [Test]
    public void InapplicableIsNeverPassed()
    {
        Assert.That(Of(Off).Passed, Is.False, "nothing was judged");
        Assert.That(Of(Off).Score, Is.NaN);
        Assert.That((Of(Good, Off).Passed, Of(Good, Off).Score), Is.EqualTo((true, 100.0)));
        Assert.That((Of(Good, Bad).Passed, Of(Good, Bad).Score), Is.EqualTo((false, 66.7)), "3 + 1 points of 6");
        Assert.That((Of(Good) with { Session = "hangs" }).Passed, Is.False);
        Assert.That(Of(Good, Bad, Off).ByClaim(), Is.EqualTo(new[] { ("WD-1", GateVerdict.Failed), ("WD-2", GateVerdict.Inapplicable) }));
    }

    [Test]
    public void ABaselineFailsOnlyWhatBecameWorse()
    {
        GateReport approved = Of(Good, Bad, Off);
        GateBaseline baseline = GateBaseline.Parse(GateBaseline.Of(approved).Text(), "baseline.json");
        Assert.That(baseline.Compare(approved), Is.Empty, "also where it fails: that is approved");
        Assert.That((approved with { AgainstBaseline = true }).Passed, Is.True);
        (ProblemResult Now, string Reason)[] worse =
        [
            (Good with { Verdict = GateVerdict.Failed, Class = ToleranceClass.None }, "was passed, is failed"),
            (Good with { Class = ToleranceClass.Tight }, "reached exact gaps, now tight ones"),
            (Good with { TimeRatio = 31 }, "takes 31 times the reference workload, approved were 10"),
            (Good with { Verdict = GateVerdict.Inapplicable }, "was passed, is inapplicable"),
            (Off with { Verdict = GateVerdict.Failed }, "was inapplicable, is failed"),
            (Bad with { Id = "new" }, "is not in the baseline"),
        ];
        foreach ((ProblemResult now, string reason) in worse)
        {
            Assert.That(baseline.Compare(Of(now)).Select(r => r.Reason), Has.One.Contains(reason));
        }

        Assert.That(baseline.Compare(Of(Good with { TimeRatio = 29 })), Is.Empty, "within the noise of times");
        Assert.That(baseline.Compare(Of(Good with { TimeRatio = 31 }) with { ReferenceSeconds = 0.01 }), Is.Empty, "too short to compare");
        Assert.That(() => baseline.Compare(approved with { BatterySeed = 9 }), Throws.TypeOf<EvidenceException>().With.Message.Contains("seed 9"));
        Assert.That(() => GateBaseline.Parse("{}", "b.json"), Throws.TypeOf<EvidenceException>().With.Message.StartsWith("b.json: "));
    }

    [Test]
    public void NothingOfAStrangersTextBecomesMarkup()
    {
        string page = GateMarkdown.Write(Of(Good, Bad, Off) with { Solver = new("<img src=x>", "", []), Session = "a\nb" });
        Assert.That(page, Does.Contain("&lt;script>\\|\\`x\\`").And.Contain("&lt;img").And.Contain("**Session:** a b").And.Not.Contain("<img"));
    }

    [Test]
    public void SarifNamesRuleLevelAndPlaceOfEveryFailure()
    {
        JsonElement run = JsonDocument.Parse(GateSarif.Write(Of(Good, Bad) with { Session = "hangs on exit" }, "src/solver.py")).RootElement.GetProperty("runs")[0];
        JsonElement[] results = [.. run.GetProperty("results").EnumerateArray()];
        string[] rules = [.. run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(r => r.GetProperty("id").GetString()!)];
        Assert.That(results.Select(r => r.GetProperty("ruleId").GetString()), Is.EqualTo((string[])["gap", "session"]).And.SubsetOf(rules));
        Assert.That(results.Select(r => r.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()), Has.All.EqualTo("src/solver.py"));
    }

    private static GateReport Of(params ProblemResult[] problems) => new() { Started = "2026-01-01T00:00:00Z", Battery = "b", BatterySeed = 1, Required = ToleranceClass.Tight, ReferenceSeconds = 0.1, Problems = problems };
}
