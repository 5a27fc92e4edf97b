using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using NCVerify.Claims;
using NCVerify.Conformance;

namespace NCVerify.Reporting.Tests;

/// <summary>The main page.</summary>
public sealed class ReportPageTest
{
    private static readonly IReadOnlyList<ClaimVerdict> Verdicts = ClaimVerdict.All(SyntheticEvidence.Evidence);

    private static IHtmlDocument Page => Site.Synthetic.Index;

    [Test]
    public void EveryClaimHasARowUnderItsIdThatLeadsToItsPage()
    {
        foreach (ClaimVerdict verdict in Verdicts)
        {
            IElement? row = Page.GetElementById(verdict.Claim);
            Assert.That(row, Is.Not.Null, verdict.Claim);
            Assert.That(row!.QuerySelector("th a")!.GetAttribute("href"), Is.EqualTo($"claims/{verdict.Claim}.html"));
            Assert.That(row.TextContent, Does.Contain(Words.Of(verdict.Verdict)).And.Contain(Standings.Symbol(Standings.Of(verdict))));
            Assert.That(Page.QuerySelectorAll($"table.matrix a[href='claims/{verdict.Claim}.html']"), Has.Exactly(1).Items);
            Assert.That(Site.Synthetic.Claim(verdict.Claim).QuerySelector("article")!.Id, Is.EqualTo(verdict.Claim));
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
    public void TheStripCountsEachStandingAndNotRunAsNothingElse()
    {
        string[] strip = [.. Page.QuerySelectorAll(".strip li").Select(li => string.Join(' ', li.QuerySelector(".count")!.TextContent, li.QuerySelector(".word")!.TextContent))];
        Assert.That(strip, Is.EqualTo(new[] { "2 ✓ verified", "1 ¬ refuted, as expected", "1 ✗ not as expected", "2 ? inconclusive", "3 – not run" }));
    }

    [Test]
    public void RefutedAsExpectedLooksLikeNeitherFailureNorPass()
    {
        IElement expected = Site.Synthetic.Claim("MSE-B2").QuerySelector(".mark")!, failure = Site.Synthetic.Claim("MSE-C3").QuerySelector(".mark")!, pass = Site.Synthetic.Claim("HL-3").QuerySelector(".mark")!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(expected.TextContent, Is.EqualTo("¬ refuted, as expected"));
            Assert.That(failure.TextContent, Is.EqualTo("✗ refuted, not as expected"));
            Assert.That(new[] { expected, failure, pass }.Select(m => m.ClassName), Is.Unique);
            foreach (Palette scheme in new[] { Palette.Light, Palette.Dark })
            {
                Assert.That(new[] { "refuted-expected", "refuted", "verified" }.Select(t => scheme[t]), Is.Unique);
            }
        }
    }

    [Test]
    public void WithNothingRunNothingIsCalledVerified()
    {
        using Site site = new(Evidence.Of([SyntheticEvidence.Header, .. SyntheticEvidence.Evidence.Claims]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(site.Index.QuerySelector("h1")!.TextContent, Is.EqualTo("No claim was run"));
            Assert.That(site.Index.QuerySelector(".strip .verified .count")!.TextContent, Is.EqualTo("0"));
            Assert.That(site.Index.QuerySelectorAll("tbody .chip").Select(m => m.TextContent), Is.All.Contains("not run"));
            Assert.That(site.Index.QuerySelectorAll(".chip.verified"), Is.Empty);
            Assert.That(site.Index.QuerySelector(".attention")!.TextContent, Does.Contain("nothing is shown to hold"));
            Assert.That(site.Claim("SELI-05").QuerySelectorAll(".glance"), Is.Empty);
        }
    }

    [Test]
    public void WhatWentWrongComesFirstAndNamesEveryUnexpectedClaim()
    {
        string[] headings = [.. Page.QuerySelectorAll("main h2").Select(h => h.TextContent)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(headings, Is.EqualTo(new[] { "What went wrong", "Provenance", "Papers and claims", "Claims", "Findings", "How to read a verdict" }));
            Assert.That(Page.QuerySelectorAll(".attention a").Select(a => a.TextContent), Is.EqualTo(new[] { "MSE-C3", "CE-RELU-7", "FIX-04", "HL-3" }), "refuted before inconclusive; HL-3 for its snapshot");
            Assert.That(Page.QuerySelectorAll("#_list tbody tr").Take(3).Select(r => r.Id), Is.EqualTo(new[] { "MSE-C3", "CE-RELU-7", "FIX-04" }), "the list, too, begins with them");
        }
    }

    [Test]
    public void ACutOffRunSaysSo()
    {
        using Site site = new(Evidence.Of(SyntheticEvidence.Records.SkipLast(1), complete: false));
        Assert.That(site.Index.QuerySelector(".standfirst")!.TextContent, Does.Contain("cut off"));
    }

    [Test]
    public void TheChecklistLinksEachAnswerToWhereItsEvidenceStands()
    {
        string[] links = [.. Site.Synthetic["artifact.html"].QuerySelectorAll("#_artifact ~ .scroll tbody a").Select(a => a.GetAttribute("href")!)];
        Assert.That(links, Has.Length.EqualTo(Checklist.Of(ReportModel.Of(SyntheticEvidence.Evidence)).Count));
        Assert.That(links.Select(l => Site.Synthetic[l.Split('#')[0]].GetElementById(l.Split('#')[1])), Has.None.Null);
    }

    [Test]
    public void TheCitationIsThatOfTheRepository()
    {
        Citation citation = Citation.Parse("cff-version: 1.2.0\ntitle: \"A: b\"\nversion: 1.2\nlicense: MIT\nauthors:\n  - name: \"X\"\n  - name: Y\nabstract: >-\n  name: Z\n");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((citation.Title, citation.Version, citation.License), Is.EqualTo(("A: b", "1.2", "MIT")));
            Assert.That(citation.Authors, Is.EqualTo(new[] { "X", "Y" }));
            Assert.That(Citation.OfThis.Title, Does.StartWith("NCVerify"));
            Assert.That(Site.Synthetic["artifact.html"].QuerySelector("#_cite")!.ParentElement!.TextContent, Does.Contain(Citation.OfThis.Title).And.Contain("@software"));
        }
    }
}
