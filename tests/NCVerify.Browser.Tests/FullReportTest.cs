using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NCVerify.Conformance;
using NCVerify.Reporting;

namespace NCVerify.Browser.Tests;

/// <summary>The report of the real suite: the evidence of the published example, rendered by the code as it is now.</summary>
public sealed class FullReportTest
{
    private string Folder { get; set; } = "";

    [OneTimeSetUp]
    public void Render()
    {
        string evidence = Path.Combine(RepositoryLayout.Find().Root, "reports", "example", "evidence.jsonl.gz");
        Folder = Directory.CreateTempSubdirectory("ncverify-full-").FullName;
        ReportWriter.Write(EvidenceReader.Read(evidence), Folder, compress: true);
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(Folder, recursive: true);

    [Test]
    public void ItsPagesAndDrawingsDoNotGrowUnnoticed()
    {
        // Evidence, CSV and JSON are the data that the pages are made of, and are counted apart.
        long size = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) is ".html" or ".svg" or ".css").Sum(f => new FileInfo(f).Length);
        TestContext.Out.WriteLine($"{size / 1e6:F2} MB of pages, drawings and style");

        Assert.That(size, Is.InRange(1, 3 * 1024 * 1024));
    }

    [Test]
    public async Task ABarBeyondTheToleranceDoesNotLookLikeOneWithin()
    {
        IPage tab = await Browser.PageAsync();
        await tab.GotoAsync(new Uri(Path.Combine(Folder, "index.html")).AbsoluteUri);
        string[] fills = await tab.EvaluateAsync<string[]>("() => ['refuted-expected', 'verified'].map(s => getComputedStyle(document.querySelector(`[data-standing=${s}] td[class^=w]`), '::before').backgroundImage)");
        Assert.That(fills[0], Does.StartWith("repeating-linear-gradient"));
        Assert.That(fills[1], Does.StartWith("linear-gradient"));
        await tab.Context.CloseAsync();
    }

    [Test]
    public async Task ItsMainPageMeetsTheGuidelinesAndPrintsOnFewSheets()
    {
        IPage tab = await Browser.PageAsync(360);
        await tab.GotoAsync(new Uri(Path.Combine(Folder, "index.html")).AbsoluteUri);
        AxeResult result = await tab.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } });
        Assert.That(result.Violations.Select(v => $"{v.Id}: {v.Nodes[0].Html}"), Is.Empty);
        Assert.That(await tab.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.NoMoreThan(360));
        byte[] pdf = await tab.PdfAsync(new() { Format = "A4" });
        int sheets = System.Text.RegularExpressions.Regex.Count(System.Text.Encoding.Latin1.GetString(pdf), @"/Type\s*/Page\b(?!s)", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5));
        TestContext.Out.WriteLine($"{sheets} sheets");
        Assert.That(sheets, Is.InRange(1, 150));
        await tab.Context.CloseAsync();
    }
}
