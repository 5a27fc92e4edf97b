using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using NCVerify.Conformance;

namespace NCVerify.Reporting.Tests;

/// <summary>What holds of every page of a report.</summary>
[TestFixtureSource(nameof(Pages))]
public sealed class EveryPageTest(string page)
{
    private static IEnumerable<string> Pages => Site.Synthetic.Pages;

    private IHtmlDocument Page => Site.Synthetic[page];

    private string Html => Site.Synthetic.Text(page);

    [Test]
    public void HeadingsDescendOneLevelAtATime()
    {
        int level = 0;
        foreach (IElement heading in Page.QuerySelectorAll("h1, h2, h3, h4, h5, h6"))
        {
            int next = heading.LocalName[1] - '0';
            Assert.That(next, Is.NoMoreThan(level + 1), heading.TextContent);
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
    public void EveryLinkAndPictureLeadsToAFileOrToAPaper()
    {
        string here = Path.GetDirectoryName(Path.Combine(Site.Synthetic.Folder, page))!;
        foreach (string link in Page.QuerySelectorAll("a[href], link[href], img[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!).Where(l => !l.StartsWith('#')))
        {
            if (!link.StartsWith("https://doi.org/", StringComparison.Ordinal) && !link.StartsWith("https://arxiv.org/abs/", StringComparison.Ordinal))
            {
                string[] parts = link.Split('#');
                string file = Path.GetFullPath(Path.Combine(here, parts[0].Split('?')[0]));
                Assert.That(file, Does.Exist, link);
                Assert.That(parts.Length == 1 || Site.Synthetic[Path.GetRelativePath(Site.Synthetic.Folder, file)].GetElementById(parts[1]) is not null, link);
            }
        }

        Assert.That(Page.QuerySelectorAll("a[rel~=external]").All(a => a.GetAttribute("rel")!.Contains("noreferrer", StringComparison.Ordinal)));
    }

    [Test]
    public void ThePolicyAllowsTheStyleBesideItAndItsOwnScriptAlone()
    {
        string policy = Page.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content")!;
        string[] scripts = [.. Page.QuerySelectorAll("script").Select(s => s.TextContent)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(scripts, Has.Length.EqualTo(page is "index.html" or "compare.html" ? 1 : 0));
            Assert.That(policy, Does.StartWith("default-src 'none';").And.Not.Contain("unsafe").And.Not.Contain("http"));
            Assert.That(policy.Contains("script-src", StringComparison.Ordinal), Is.EqualTo(scripts.Length > 0));
            Assert.That(scripts, Is.All.Matches<string>(s => policy.Contains($"script-src {PageAssets.Hash(s!)};", StringComparison.Ordinal)));
            Assert.That(Page.QuerySelectorAll("style, [style], script[src], [onclick]"), Is.Empty);
            Assert.That(PageAssets.Hash(""), Is.EqualTo("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"), "the known digest of nothing");
            Assert.That(Html.IndexOf("Content-Security-Policy", StringComparison.Ordinal), Is.Below(Html.IndexOf("<link", StringComparison.Ordinal)));
        }
    }

    [Test]
    public void HostileTextStaysText()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Html, Does.Not.Contain("<script>alert"));
            Assert.That(Page.QuerySelectorAll("a[href^='javascript']"), Is.Empty);
            Assert.That(Html, Does.Not.Contain('\u202E'), "text that turns the direction around");
            Assert.That(Html, Does.Not.Contain("&#x202E;").And.Not.Contain("&#8238;"));
        }
    }

    [Test]
    public void ItCanBeUsedByKeyboardAndScreenReader()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Page.DocumentElement.GetAttribute("lang"), Is.EqualTo("en"));
            Assert.That(Page.Body!.FirstElementChild!.GetAttribute("href"), Is.EqualTo("#_main"), "the skip link is first");
            Assert.That(Page.QuerySelectorAll("main"), Has.Exactly(1).Items);
            Assert.That(Page.QuerySelectorAll("nav:not([aria-label])"), Is.Empty);
            Assert.That(Page.QuerySelectorAll("section").Where(s => !s.HasAttribute("aria-label") && !s.HasAttribute("aria-labelledby") && s.FirstElementChild!.LocalName != "h2"), Is.Empty);
            Assert.That(Page.QuerySelectorAll(".scroll").Where(s => s.GetAttribute("tabindex") != "0" || (!s.HasAttribute("aria-label") && !s.HasAttribute("aria-labelledby"))), Is.Empty);
            Assert.That(Page.QuerySelectorAll("tbody tr").Where(r => r.FirstElementChild!.LocalName != "th"), Is.Empty, "each row begins with its header");
            Assert.That(Page.QuerySelectorAll("img").Where(i => string.IsNullOrWhiteSpace(i.GetAttribute("alt"))), Is.Empty);
            Assert.That(Page.QuerySelectorAll("[hidden]").Select(e => e.Id), Is.SubsetOf(new[] { "_filter", "_choose", "_outcome" }), "nothing is hidden but what needs the script");
        }
    }

    [Test]
    public void WhatIsLeftOutOfTheHtmlChangesNothing()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Page.QuerySelectorAll("mspace, img, link, meta, mo *, mi *").Where(e => e.ChildNodes.Length > 0 && e.LocalName is not ("mo" or "mi")), Is.Empty, "an element that should be empty has swallowed what follows");
            Assert.That(Page.QuerySelectorAll("td, th, li, dt, dd").Where(e => e.QuerySelector("tbody, thead") is null && e.ParentElement!.LocalName is "td" or "li"), Is.Empty);
            Assert.That(Page.QuerySelectorAll("table").Where(t => t.QuerySelectorAll("tr").Select(r => r.Children.Sum(c => c.GetAttribute("colspan") is { } n ? int.Parse(n, NCVerify.Numerics.Exact.Culture) : 1)).Distinct().Count() > 1), Is.Empty, "rows of one table have one length");
        }
    }
}
