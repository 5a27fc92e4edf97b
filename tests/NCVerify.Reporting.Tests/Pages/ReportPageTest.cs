using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using NCVerify.Claims;
using NCVerify.Conformance;

namespace NCVerify.Reporting.Tests;

public sealed class ReportPageTest
{
    private static readonly string Html = Render(SyntheticEvidence.Evidence);
    private readonly IHtmlDocument Page = new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(Html);
    private static readonly IReadOnlyList<ClaimVerdict> Verdicts = ClaimVerdict.All(SyntheticEvidence.Evidence);

    [OneTimeTearDown]
    public void Close() => Page.Dispose();

    [Test]
    public void EveryClaimHasASectionUnderItsIdWithItsVerdictInWords()
    {
        foreach (ClaimVerdict verdict in Verdicts)
        {
            IElement? section = Page.GetElementById(verdict.Claim);
            Assert.That(section, Is.Not.Null, verdict.Claim);
            Assert.That(section!.LocalName, Is.EqualTo("section"));
            Assert.That(section.QuerySelector(".mark")!.TextContent, Does.Contain(Words.Of(verdict.Verdict)).And.Contain(Words.Symbol(verdict.Verdict)));
            Assert.That(section.QuerySelector("h4")!.TextContent, Is.Not.Empty);
            Assert.That(Page.QuerySelectorAll($"table.matrix a[href='#{verdict.Claim}']"), Has.Exactly(1).Items);
        }
    }

    [Test]
    public void TheSyntheticRunHasEveryVerdict() => Assert.That(
        Verdicts.Select(v => (v.Claim, v.Verdict, v.AsExpected)),
        Is.EqualTo(new[]
        {
            ("CE-RELU-7", Verdict.Inconclusive, false), ("FIX-04", Verdict.Inconclusive, false), ("HL-3", Verdict.Verified, true), ("MSE-B2", Verdict.Refuted, true), ("MSE-C3", Verdict.Refuted, false),
            ("NC-1", Verdict.NotRun, false), ("NC-2", Verdict.NotRun, false), ("NC-10", Verdict.NotRun, false), ("SELI-05", Verdict.Verified, true),
        }));

    [Test]
    public void TheStripCountsEachVerdictAndNotRunAsNothingElse()
    {
        string[] strip = [.. Page.QuerySelectorAll(".strip li").Select(li => string.Join(' ', li.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
        Assert.That(strip, Is.EqualTo(new[] { "2 ✓ verified all as expected", "2 ✗ refuted 1 as expected, 1 not", "2 ? inconclusive not as expected", "3 – not run counted as nothing else" }));
    }

    [Test]
    public void WithNothingRunNothingIsCalledVerified()
    {
        string html = Render(Evidence.Of([SyntheticEvidence.Header, .. SyntheticEvidence.Evidence.Claims]));
        using IHtmlDocument page = new HtmlParser().ParseDocument(html);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo("No claim was run"));
            Assert.That(page.QuerySelector(".strip .verified .count")!.TextContent, Is.EqualTo("0"));
            Assert.That(page.QuerySelectorAll("section.claim .mark").Select(m => m.TextContent), Is.All.Contains("not run"));
            Assert.That(page.QuerySelectorAll("section.claim .mark.verified"), Is.Empty);
            Assert.That(page.QuerySelector(".attention")!.TextContent, Does.Contain("nothing is shown to hold"));
        }
    }

    [Test]
    public void WhatWentWrongComesFirstAndNamesEveryUnexpectedClaim()
    {
        string[] headings = [.. Page.QuerySelectorAll("main h2").Select(h => h.TextContent)];
        IElement attention = Page.QuerySelector(".attention")!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(headings, Is.EqualTo(new[] { "What went wrong", "Provenance", "Papers and claims", "Findings", "Claims", "Engines and data", "How to read a verdict", "Artifact checklist", "Coverage" }));
            Assert.That(attention.QuerySelectorAll("a").Select(a => a.TextContent), Is.EqualTo(new[] { "MSE-C3", "CE-RELU-7", "FIX-04", "HL-3" }), "refuted before inconclusive; HL-3 for its snapshot");
        }
    }

    [Test]
    public void ACutOffRunSaysSo()
    {
        Evidence cut = Evidence.Of(SyntheticEvidence.Records.SkipLast(1), complete: false);
        using IHtmlDocument page = new HtmlParser().ParseDocument(Render(cut));
        Assert.That(page.QuerySelector(".standfirst")!.TextContent, Does.Contain("cut off"));
    }

    [Test]
    public void HeadingsDescendOneLevelAtATime()
    {
        int level = 0;
        foreach (IElement heading in Page.QuerySelectorAll("h1, h2, h3, h4, h5, h6"))
        {
            int next = heading.LocalName[1] - '0';
            Assert.That(next, Is.LessThanOrEqualTo(level + 1), heading.TextContent);
            level = next;
        }

        Assert.That(Page.QuerySelectorAll("h1"), Has.Exactly(1).Items);
    }

    [Test]
    public void IdsAreUniqueAndEveryReferenceResolves()
    {
        string[] ids = [.. Page.QuerySelectorAll("[id]").Select(e => e.Id!)];
        Assert.That(ids, Is.Unique);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Page.QuerySelectorAll("a[href^='#']").Select(a => a.GetAttribute("href")![1..]).Distinct(), Is.SubsetOf(ids));
            Assert.That(Page.QuerySelectorAll("[aria-labelledby]").SelectMany(e => e.GetAttribute("aria-labelledby")!.Split(' ')).Distinct(), Is.SubsetOf(ids));
            Assert.That(Page.QuerySelectorAll("label[for]").Select(e => e.GetAttribute("for")!), Is.SubsetOf(ids));
        }
    }

    [Test]
    public void NothingIsLoadedFromAnywhere()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Page.QuerySelectorAll("link, img, iframe, object, embed, video, audio, base, [src], [srcset], [background], [xlink\\:href], use, image, foreignObject"), Is.Empty);
            Assert.That(Page.QuerySelectorAll("[style]"), Is.Empty, "the policy would drop style attributes");
            Assert.That(Page.All.SelectMany(e => e.Attributes).Where(a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)).Select(a => a.Name), Is.Empty);
            Assert.That(PageAssets.Style, Does.Not.Contain("url(").And.Not.Contain("@import").And.Not.Contain("@font-face"));
            Assert.That(PageAssets.Script, Does.Not.Contain("fetch(").And.Not.Contain("XMLHttpRequest").And.Not.Contain("innerHTML"));
            Assert.That(Page.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!), Is.All.StartsWith("#").Or.StartsWith("data/").Or.EqualTo("evidence.jsonl").Or.StartsWith("https://doi.org/").Or.StartsWith("https://arxiv.org/abs/"));
        }
    }

    [Test]
    public void ThePolicyAllowsExactlyThisStyleAndThisScript()
    {
        string policy = Page.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content")!;
        string style = Page.QuerySelector("style")!.TextContent, script = Page.QuerySelector("script")!.TextContent;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Page.QuerySelectorAll("style, script"), Has.Exactly(2).Items);
            Assert.That(policy, Does.StartWith("default-src 'none';").And.Not.Contain("unsafe"));
            Assert.That(policy, Does.Contain($"style-src {PageAssets.Hash(style)};").And.Contain($"script-src {PageAssets.Hash(script)};"));
            Assert.That(PageAssets.Hash(""), Is.EqualTo("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"), "the known digest of nothing");
            Assert.That(Html.IndexOf("Content-Security-Policy", StringComparison.Ordinal), Is.LessThan(Html.IndexOf("<style", StringComparison.Ordinal)));
        }
    }

    [Test]
    public void HostileTextStaysText()
    {
        IElement section = Page.GetElementById("NC-2")!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Html, Does.Not.Contain("<script>alert"));
            Assert.That(section.QuerySelectorAll("script"), Is.Empty);
            Assert.That(section.QuerySelector("h4")!.TextContent, Does.Contain("<script>alert('x')</script> & \"quotes\""));
            Assert.That(section.QuerySelectorAll("a[href^='javascript']"), Is.Empty);
            Assert.That(Html, Does.Not.Contain('\u202E'), "text that turns the direction around");
            Assert.That(Html, Does.Not.Contain("&#x202E;"));
        }
    }

    [Test]
    public void MathematicsThatCannotBeReadIsShownAsItsSource()
    {
        IElement title = Page.GetElementById("NC-10")!.QuerySelector("h4 code.unread")!;
        Assert.That(title.TextContent, Does.Contain("$\\unknown{x}$"));
    }

    [Test]
    public void ThePageCanBeUsedByKeyboardAndScreenReader()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Page.DocumentElement.GetAttribute("lang"), Is.EqualTo("en"));
            Assert.That(Page.Body!.FirstElementChild!.GetAttribute("href"), Is.EqualTo("#_main"), "the skip link is first");
            Assert.That(Page.QuerySelectorAll("main"), Has.Exactly(1).Items);
            Assert.That(Page.QuerySelectorAll("nav[aria-label]"), Has.Exactly(1).Items);
            Assert.That(Page.QuerySelectorAll("section").Where(s => !s.HasAttribute("aria-label") && !s.HasAttribute("aria-labelledby")), Is.Empty);
            Assert.That(Page.QuerySelectorAll(".scroll").Where(s => s.GetAttribute("tabindex") != "0" || (!s.HasAttribute("aria-label") && !s.HasAttribute("aria-labelledby"))), Is.Empty);
            Assert.That(Page.QuerySelectorAll("th").Where(t => !t.HasAttribute("scope")), Is.Empty);
            Assert.That(Page.QuerySelectorAll("tbody tr").Where(r => r.QuerySelector("th[scope=row]") is null), Is.Empty);
            Assert.That(Page.QuerySelectorAll("svg").Where(s => s.GetAttribute("role") != "img" || (!s.HasAttribute("aria-label") && !s.HasAttribute("aria-labelledby"))), Is.Empty);
            Assert.That(Page.QuerySelectorAll("math").Where(m => string.IsNullOrEmpty(m.GetAttribute("alttext"))), Is.Empty);
            Assert.That(Page.QuerySelector("#_filter")!.HasAttribute("hidden"), "without the script there is no filter");
            Assert.That(Page.QuerySelectorAll("[hidden]"), Has.Exactly(1).Items, "and nothing else is hidden");
        }
    }

    [Test]
    public void EachFigureHasCaptionRefutationTableAndDownloads()
    {
        IElement[] figures = [.. Page.QuerySelectorAll("figure")];
        Assert.That(figures, Has.Length.EqualTo(3));
        foreach (IElement figure in figures)
        {
            using (Assert.EnterMultipleScope())
            {
                Assert.That(figure.QuerySelector("svg > title")!.TextContent, Is.Not.Empty);
                Assert.That(figure.QuerySelector("svg > desc")!.TextContent, Is.Not.Empty);
                Assert.That(figure.QuerySelector("figcaption")!.TextContent, Does.Contain("Would be refuted by:"));
                Assert.That(figure.QuerySelectorAll("a[download]").Select(a => a.TextContent), Is.EqualTo(new[] { "CSV", "JSON", "SVG" }));
            }
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(figures.Count(f => f.QuerySelector("details table") is not null), Is.EqualTo(2), "576 x 3 numbers are only in the downloads");
            Assert.That(figures[0].QuerySelectorAll("path.threshold"), Has.Exactly(2).Items);
            Assert.That(figures[0].TextContent, Does.Contain("1 point not drawn"), "a zero has no place on a logarithmic axis");
            Assert.That(figures[1].QuerySelectorAll("text.cell"), Has.Exactly(48).Items, "3 x 16 values in cells");
            Assert.That(figures[1].QuerySelector("path.absent"), Is.Not.Null, "a NaN is marked");
            Assert.That(figures[2].QuerySelectorAll("text.cell"), Is.Empty);
        }
    }

    [Test]
    public void ComparisonsStandWorstFirstAndTheRestIsFolded()
    {
        IElement section = Page.GetElementById("SELI-05")!;
        IElement[] tables = [.. section.QuerySelectorAll("table.comparisons")];
        double[] ratios = [.. section.QuerySelectorAll("table.comparisons .ratio data").Select(d => NCVerify.Numerics.Exact.TryParse(d.GetAttribute("value"), out double v) ? v : double.NaN)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ratios, Has.Length.EqualTo(25).And.Ordered.Descending);
            Assert.That(tables, Has.Length.EqualTo(2));
            Assert.That(tables[0].QuerySelectorAll("tbody tr"), Has.Exactly(8).Items);
            Assert.That(tables[1].Closest("details")!.QuerySelector("summary")!.TextContent, Is.EqualTo("17 more comparisons"));
            Assert.That(section.QuerySelector("pre code")!.TextContent, Is.EqualTo("dotnet test specs/NCVerify.Specs -c Release --filter \"FullyQualifiedName~SeparationTest\""));
        }
    }

    [Test]
    public void AFixtureNameFromAFileNeverEntersACommandUnlessItIsPlain()
    {
        TestRecord test = SyntheticEvidence.Evidence.Tests[0] with { Fixture = "X\"; rm -rf ~ #" };
        string html = Render(Evidence.Of([SyntheticEvidence.Header, SyntheticEvidence.Evidence.Claims[0], test]));
        Assert.That(html, Does.Not.Contain("rm -rf"));
    }

    [Test]
    public void CoverageIsToldAsNotRun() =>
        Assert.That(Page.GetElementById("_coverage")!.ParentElement!.TextContent, Does.Contain("Not run"));

    private static string Render(Evidence evidence)
    {
        string directory = Directory.CreateTempSubdirectory("ncverify-").FullName;
        try
        {
            return File.ReadAllText(ReportWriter.Write(evidence, directory));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
