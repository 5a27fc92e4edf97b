using Microsoft.Playwright;

namespace NCVerify.Browser.Tests;

/// <summary>The list of claims: permalinks, filter and order, with their state in the address.</summary>
public sealed class ListTest
{
    [Test]
    public async Task APermalinkLeadsToTheClaim([Values] bool script)
    {
        IPage tab = await Browser.PageAsync(script: script);
        await tab.GotoAsync(Browser.Address("index.html", "#MSE-C3"));
        if (script)
        {
            await tab.WaitForURLAsync("**/claims/MSE-C3.html");
        }
        else
        {
            await tab.Locator("#MSE-C3 th a").ClickAsync();
        }

        Assert.That(await tab.Locator("article").GetAttributeAsync("id"), Is.EqualTo("MSE-C3"));
        await tab.Context.CloseAsync();
    }

    [Test]
    public async Task TheFilterKeepsItsStateInTheAddress()
    {
        IPage tab = await Browser.PageAsync();
        await tab.GotoAsync(Browser.Address("index.html"));
        await Assertions.Expect(Rows(tab)).ToHaveCountAsync(9);
        await tab.Locator("#_text").FillAsync("separation seli");
        Assert.That(await tab.Locator("#_shown").InnerTextAsync(), Is.EqualTo("1 of 9 claims shown"));
        Assert.That(tab.Url, Does.Contain("q=separation"));
        await tab.Locator("#_text").FillAsync("");
        await tab.Locator("input[value=verified]").UncheckAsync();
        await tab.Locator("input[value=not-run]").UncheckAsync();
        await Assertions.Expect(Rows(tab)).ToHaveCountAsync(4);
        string address = tab.Url;

        await tab.GotoAsync("about:blank");
        await tab.GotoAsync(address);
        await Assertions.Expect(Rows(tab)).ToHaveCountAsync(4);
        await tab.Locator("#_filter button").ClickAsync();
        await Assertions.Expect(Rows(tab)).ToHaveCountAsync(9);
        await tab.Context.CloseAsync();
    }

    [Test]
    public async Task TheOrderKeepsItsStateInTheAddress()
    {
        IPage tab = await Browser.PageAsync();
        await tab.GotoAsync(Browser.Address("index.html"));
        ILocator head = tab.Locator("th[data-sort=error]"), button = head.Locator("button");
        await button.FocusAsync();
        await tab.Keyboard.PressAsync("Enter");
        await tab.Keyboard.PressAsync("Enter");
        Assert.That(await head.GetAttributeAsync("aria-sort"), Is.EqualTo("descending"));
        string first = (await Rows(tab).First.GetAttributeAsync("id"))!, address = tab.Url;
        Assert.That(first, Is.EqualTo("MSE-B2"), "off by 2e11 tolerances, more than any other");
        await tab.GotoAsync("about:blank");
        await tab.GotoAsync(address);
        Assert.That(await Rows(tab).First.GetAttributeAsync("id"), Is.EqualTo(first));
        await tab.Context.CloseAsync();
    }

    private static ILocator Rows(IPage tab) => tab.Locator("#_list tbody tr:not([hidden])");
}
