using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace NCVerify.Browser.Tests;

/// <summary>Every kind of page: accessible in both schemes, at every width, without scripts, by keyboard, on paper.</summary>
public sealed partial class PagesTest
{
    private static readonly string[] Pages =
        ["index.html", "claims/SELI-05.html", "claims/HL-3.html", "claims/MSE-C3.html", "claims/MSE-B2.html", "claims/NC-2.html", "geometries.html", "engine.html", "artifact.html", "compare.html", "changes.html", "gate.html"];

    private static readonly string[] WithDrawings = ["claims/SELI-05.html", "claims/HL-3.html", "geometries.html"];

    private static readonly AxeRunOptions Guidelines = new() { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }, ResultTypes = [ResultType.Violations] };

    // One load with scripts and one without per page: starting pages is most of the time.
    [Test]
    public async Task ItIsAccessibleInEverySchemeAndWidthAndWholeWithoutScripts([ValueSource(nameof(Pages))] string page)
    {
        IPage tab = await Browser.PageAsync();
        await tab.GotoAsync(Browser.Address(page));
        foreach (ColorScheme scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await tab.EmulateMediaAsync(new() { ColorScheme = scheme });
            foreach (int width in new[] { 1400, 360 })
            {
                await tab.SetViewportSizeAsync(width, 900);
                AxeResult result = await tab.RunAxe(Guidelines);
                Assert.That(result.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {n.Html[..Math.Min(160, n.Html.Length)]}")), Is.Empty, $"{page}, {scheme}, {width} wide");
            }
        }

        foreach (int width in new[] { 360, 480, 768, 1100, 2000 })
        {
            await tab.SetViewportSizeAsync(width, 900);
            Assert.That(await tab.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.NoMoreThan(width), $"{page}, {width} wide");
        }

        int[] drawn = await tab.EvaluateAsync<int[]>("async () => { const all = [...document.images]; for (const i of all) { i.loading = 'eager'; await i.decode(); } return all.map(i => i.naturalWidth); }");
        Assert.That(drawn, Is.All.GreaterThan(0), "drawings are drawn");
        Assert.That(drawn.Length > 0 || !WithDrawings.Contains(page, StringComparer.Ordinal), "it has drawings");

        IPage without = await Browser.PageAsync(script: false);
        await without.GotoAsync(Browser.Address(page));
        foreach (string part in new[] { "h1", "h2", "main a", "main td", "main img", "main math" })
        {
            Assert.That(await without.Locator(part).CountAsync(), Is.GreaterThanOrEqualTo(await tab.Locator(part).CountAsync()), $"{page}: {part}");
        }

        Assert.That(await without.Locator("main").InnerTextAsync(), Has.Length.GreaterThan(100));
        await tab.Context.CloseAsync();
        await without.Context.CloseAsync();
    }

    [Test]
    public async Task TheRulesFindAFaultThatIsPlanted()
    {
        IPage tab = await Browser.PageAsync();
        await tab.GotoAsync(Browser.Address("engine.html"));
        await tab.EvaluateAsync("() => { const p = document.querySelector('main p'); p.style.color = '#ddd'; p.style.background = '#fff'; document.querySelector('main').append(document.createElement('img')); }");
        AxeResult result = await tab.RunAxe(Guidelines);
        Assert.That(result.Violations.Select(v => v.Id), Is.SupersetOf(new[] { "image-alt", "color-contrast" }));
        await tab.Context.CloseAsync();
    }

    [Test]
    public async Task TabReachesEverythingAndOneSeesWhere([Values("index.html", "claims/SELI-05.html", "compare.html")] string page)
    {
        IPage tab = await Browser.PageAsync();
        await tab.GotoAsync(Browser.Address(page));
        await tab.Keyboard.PressAsync("Tab");
        Assert.That(await tab.EvaluateAsync<string>("() => { const e = document.activeElement, r = e.getBoundingClientRect(); return e.className + (r.left >= 0 && r.top >= 0 && r.width > 0 ? ' seen' : ''); }"), Is.EqualTo("skip seen"), "the skip link is first and shows itself");
        string[] missed = await tab.EvaluateAsync<string[]>("""
            () => {
              window.reached = new Set();
              window.unmarked = [];
              document.addEventListener('focusin', e => {
                window.reached.add(e.target);
                const s = getComputedStyle(e.target);
                if (!e.target.classList.contains('skip') && (s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 2)) window.unmarked.push(e.target.outerHTML.slice(0, 120));
              });
              window.focusable = () => [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')].filter(e => e.checkVisibility() && !e.classList.contains('skip'));
              return [];
            }
            """);
        int count = await tab.EvaluateAsync<int>("() => window.focusable().length");
        for (int i = 0; i < count + 2; i++)
        {
            await tab.Keyboard.PressAsync("Tab");
        }

        missed = await tab.EvaluateAsync<string[]>("() => window.focusable().filter(e => !window.reached.has(e)).map(e => e.outerHTML.slice(0, 120))");
        Assert.That(missed, Is.Empty);
        Assert.That(await tab.EvaluateAsync<string[]>("() => window.unmarked"), Is.Empty);
        await tab.Context.CloseAsync();
    }

    [Test]
    public async Task OnPaperItIsBoundedAndLight([Values("index.html", "claims/SELI-05.html")] string page)
    {
        IPage tab = await Browser.PageAsync();
        await tab.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await tab.GotoAsync(Browser.Address(page));
        byte[] pdf = await tab.PdfAsync(new() { Format = "A4" });
        Assert.That(SheetMarks().Count(System.Text.Encoding.Latin1.GetString(pdf)), Is.InRange(1, 12));
        await tab.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        Assert.That(await tab.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).getPropertyValue('--ink')"), Is.EqualTo(Reporting.Palette.Light["ink"].ToString()), "ink is dark on paper whatever the screen is");
        Assert.That(await tab.Locator(".contents").IsVisibleAsync(), Is.False);
        await tab.Context.CloseAsync();
    }

    [Test]
    public async Task NoPageAsksForAnythingFromOutside()
    {
        IPage tab = await Browser.PageAsync();
        foreach (string page in Pages)
        {
            await tab.GotoAsync(Browser.Address(page), new() { WaitUntil = WaitUntilState.NetworkIdle });
        }

        await tab.Context.CloseAsync();
        Assert.That(Browser.Outside.Where(u => u != "about:blank"), Is.Empty, "by any page of any test so far");
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)", RegexOptions.None, 5000)]
    private static partial Regex SheetMarks();
}
