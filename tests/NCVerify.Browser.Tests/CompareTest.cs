using Microsoft.Playwright;
using NCVerify.Conformance;
using NCVerify.Reporting;
using NCVerify.Reporting.Tests;

namespace NCVerify.Browser.Tests;

/// <summary>The page that compares two evidence files says what <see cref="EvidenceDiff"/> says.</summary>
public sealed class CompareTest
{
    [Test]
    public async Task TwoFilesAreComparedAsOnTheCommandLine()
    {
        EvidenceDiff diff = EvidenceDiff.Of(EvidenceReader.Read(Browser.Earlier), EvidenceReader.Read(Browser.Later));
        (string Kind, int Count)[] expected = [("verdicts", diff.Verdicts.Count), ("turned", diff.Turned.Count()), ("added", diff.Added.Count()), ("removed", diff.Removed.Count()), ("moved", diff.Moved.Count)];
        Assert.That(expected.Select(e => e.Count), Is.All.GreaterThan(0), "the two runs differ in every kind");

        IPage tab = await Browser.PageAsync();
        await tab.GotoAsync(Browser.Address("compare.html"));
        await tab.Locator("#_a").SetInputFilesAsync(Browser.Earlier);
        await tab.Locator("#_b").SetInputFilesAsync(Browser.Later);
        await Assertions.Expect(tab.Locator("#_outcome")).ToBeVisibleAsync();
        foreach ((string kind, int count) in expected)
        {
            Assert.That(await tab.Locator($"#_kind-{kind} tbody tr").CountAsync(), Is.EqualTo(count), kind);
        }

        Assert.That(await tab.Locator("#_kind-verdicts tbody tr").AllInnerTextsAsync(), Is.EqualTo(diff.Verdicts.Select(v => $"{v.Claim}\t{Words.Of(v.Before!.Value)}\t{Words.Of(v.After!.Value)}")));
        Assert.That(await tab.Locator("#_kind-moved tbody td:last-child").AllInnerTextsAsync(), Has.Some.EqualTo("0.1"), "(3.1e-8 - 2.1e-8) / 1e-7");

        await tab.Locator("input[value=moved]").UncheckAsync();
        Assert.That(await tab.Locator("#_kind-moved").IsVisibleAsync(), Is.False);
        Assert.That(tab.Url, Does.Contain("show=verdicts"));
        await tab.Context.CloseAsync();
    }

    [Test]
    public async Task ACompressedFileIsReadAsItIs()
    {
        string packed = Path.Combine(Browser.Report, "..", "earlier.jsonl.gz");
        await File.WriteAllBytesAsync(packed, EvidenceStream.Compress(await File.ReadAllBytesAsync(Browser.Earlier)));
        IPage tab = await Browser.PageAsync();
        await tab.GotoAsync(Browser.Address("compare.html"));
        await tab.Locator("#_a").SetInputFilesAsync(packed);
        await tab.Locator("#_b").SetInputFilesAsync(Browser.Earlier);
        await Assertions.Expect(tab.Locator("#_status")).ToContainTextAsync("0 verdicts changed, 0 comparisons turned");
        await tab.Context.CloseAsync();
    }

    [Test]
    public async Task AFileThatIsNoEvidenceIsNamed()
    {
        IPage tab = await Browser.PageAsync();
        await tab.GotoAsync(Browser.Address("compare.html"));
        await tab.Locator("#_a").SetInputFilesAsync(Path.Combine(Browser.Report, "summary.md"));
        await Assertions.Expect(tab.Locator("#_status")).ToContainTextAsync("summary.md cannot be read");
        await tab.Context.CloseAsync();
    }

    [Test]
    public async Task WithoutItsScriptThePageSaysSo()
    {
        IPage tab = await Browser.PageAsync(script: false);
        await tab.GotoAsync(Browser.Address("compare.html"));
        Assert.That(await tab.Locator("main").InnerTextAsync(), Does.Contain("needs its script").And.Contain("ncverify diff"));
        Assert.That(await tab.Locator("#_choose").IsVisibleAsync(), Is.False);
        await tab.Context.CloseAsync();
    }

    [Test]
    public async Task TheScriptJudgesAsTheSuiteDoes()
    {
        IPage tab = await Browser.PageAsync();
        await tab.GotoAsync(Browser.Address("compare.html"));
        string file = Path.Combine(Browser.Report, "..", "judged.jsonl");
        foreach (IEnumerable<EvidenceRecord> records in Runs())
        {
            Browser.Write(file, records);
            Evidence evidence = EvidenceReader.Read(file);
            Dictionary<string, string> expected = ClaimVerdict.All(evidence).ToDictionary(v => v.Claim, v => Words.Of(v.Verdict), StringComparer.Ordinal);
            Dictionary<string, string> judged = await tab.EvaluateAsync<Dictionary<string, string>>("text => Object.assign({}, Verdicts.all(Verdicts.parse(text)))", await File.ReadAllTextAsync(file));
            Assert.That(judged, Is.EquivalentTo(expected));
        }

        await tab.Context.CloseAsync();
    }

    // The whole run, cut off at every tenth record, and with each rule's own disturbance.
    private static IEnumerable<IEnumerable<EvidenceRecord>> Runs()
    {
        EvidenceRecord[] all = [.. SyntheticEvidence.Records];
        yield return all;
        for (int kept = 3; kept < all.Length; kept += 10)
        {
            yield return all.Take(kept);
        }

        yield return all.Select(r => r is Observation o ? o with { Tolerance = double.NaN } : r);
        yield return all.Select(r => r is Observation o ? o with { Error = double.PositiveInfinity } : r);
        yield return all.Select(r => r is Observation { Control: true } o ? o with { Error = 5 * o.Tolerance } : r);
        yield return all.Where(r => r is not TestRecord { Control: true });
        yield return all.Where(r => r is not Observation);
        foreach (TestOutcome outcome in Enum.GetValues<TestOutcome>())
        {
            yield return all.Select(r => r is TestRecord t ? t with { Outcome = outcome } : r);
        }

        yield return all.Select(r => r is ClaimRecord c ? c with { ExpectedVerdict = Claims.Verdict.Refuted } : r is TestRecord t ? t with { Outcome = TestOutcome.Failed, Snapshot = "" } : r);
    }
}
