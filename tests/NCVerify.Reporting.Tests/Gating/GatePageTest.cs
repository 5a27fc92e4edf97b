using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using NCVerify.Conformance.Gate;

namespace NCVerify.Reporting.Tests;

/// <summary>The page of a trial at the gate.</summary>
public sealed class GatePageTest
{
    private static GateReport Report => SyntheticGate.Report;

    [Test]
    public void ItSaysPerProblemAndPerClaimWhatWasMeasuredWorstFirst()
    {
        using IDocument page = Parse(GateReportWriter.Page(Report));
        string[] problem = [.. page.QuerySelectorAll("#_problems ~ div tbody tr")[0].Children.Select(c => c.TextContent.Trim())];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo("<b>solver</b> (version 1) did not pass"));
            Assert.That(page.QuerySelectorAll("h2").Select(h => h.TextContent), Is.EqualTo((string[])["What went wrong", "Problems", "Claims", "How to read this"]));
            Assert.That(page.QuerySelectorAll(".wrong > li").Select(l => l.TextContent), Has.Exactly(3).Items.And.Some.Contains("hangs on exit").And.Some.Contains("was passed, is failed").And.Some.Contains("The certified gap is above the tolerance"));
            Assert.That(problem, Has.Length.EqualTo(8));
            Assert.That(problem[1], Is.EqualTo("✓ passed"));
            Assert.That(problem[3..5], Is.EqualTo((string[])["exact", "simplex ETF"]));
            Assert.That(problem[7], Is.EqualTo("12.5"));
            Assert.That(page.QuerySelectorAll("#_claims ~ div tbody tr").Select(r => $"{r.Children[0].TextContent}: {r.Children[1].TextContent.Trim()}"), Is.EqualTo((string[])["CERT-3: ✗ failed", "WD-1: ✗ failed", "WD-2: – inapplicable"]));
            Assert.That(page.QuerySelectorAll(".strip .count").Select(c => c.TextContent), Is.EqualTo((string[])["1", "1", "1", "50\u00A0%"]));
        }
    }

    [Test]
    public void WhatWentWrongInTheSameWayIsToldOnce()
    {
        ProblemResult again = SyntheticGate.Bad with { Id = "hard-tail" }, other = SyntheticGate.Bad with { Id = "hard-weights", Message = "another" };
        using IDocument page = Parse(GateReportWriter.Page(Report with { Session = "", Regressions = [], Problems = [SyntheticGate.Bad, other, again] }));
        Assert.That(page.QuerySelectorAll(".wrong > li").Select(l => string.Join(" ", l.QuerySelectorAll("code").Select(c => c.TextContent))), Is.EqualTo((string[])["hard-step hard-tail", "hard-weights"]));
    }

    [Test]
    public void ItStandsAloneAndCanBeReadByAll()
    {
        string text = GateReportWriter.Page(Report);
        using IDocument page = Parse(text);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.QuerySelectorAll("script, img, link, iframe, [style], [onclick]"), Is.Empty);
            Assert.That(text, Does.Not.Contain("http://").And.Not.Contain("https://").And.Not.Contain("url("));
            Assert.That(page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content"), Does.StartWith("default-src 'none'").And.Contain(PageAssets.Hash(page.QuerySelector("style")!.TextContent)));
            Assert.That(page.DocumentElement.GetAttribute("lang"), Is.EqualTo("en"));
            Assert.That(page.QuerySelectorAll("[id]").Select(e => e.Id), Is.Unique);
            Assert.That(page.QuerySelectorAll("a[href^='#']").Select(a => a.GetAttribute("href")![1..]).Where(id => page.GetElementById(id) is null), Is.Empty);
            Assert.That(page.QuerySelectorAll("[aria-labelledby]").Select(e => e.GetAttribute("aria-labelledby")!).Where(id => page.GetElementById(id) is null), Is.Empty);
            Assert.That(page.QuerySelectorAll("table").Where(t => t.QuerySelectorAll("thead th[scope=col]").Length == 0 || t.QuerySelectorAll("tbody tr").Any(r => r.QuerySelector("th[scope=row]") is null)), Is.Empty);
            Assert.That(page.QuerySelectorAll(".scroll").Where(s => s.GetAttribute("tabindex") != "0" || s.GetAttribute("aria-label") is null), Is.Empty);
            Assert.That(page.QuerySelectorAll("b"), Is.Empty, "a stranger's name is text");
            Assert.That(text, Does.Not.Contain('\u202E').And.Not.Contain('\r'));
        }
    }

    [Test]
    public void TheSameResultGivesTheSameBytesInAnyCulture()
    {
        string plain = GateReportWriter.Page(Report);
        CultureInfo before = Thread.CurrentThread.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NaNSymbol = "nan" };
            Thread.CurrentThread.CurrentCulture = culture;
            Assert.That(GateReportWriter.Page(Report), Is.EqualTo(plain));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Test]
    public void WhoPassedHasNothingThatWentWrong()
    {
        using IDocument page = Parse(GateReportWriter.Page(Report with { Problems = [SyntheticGate.Good, SyntheticGate.Off], Session = "", Regressions = [] }));
        Assert.That(page.QuerySelector("h1")!.TextContent, Does.EndWith(" passed"));
        Assert.That(page.QuerySelector("#_wrong"), Is.Null);
    }

    private static IDocument Parse(string page) => new HtmlParser().ParseDocument(page);
}
