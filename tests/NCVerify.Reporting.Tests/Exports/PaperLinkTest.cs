namespace NCVerify.Reporting.Tests;

public sealed class PaperLinkTest
{
    [TestCase("2410.23169", "https://arxiv.org/abs/2410.23169")]
    [TestCase("arXiv:2410.23169v2", "https://arxiv.org/abs/2410.23169v2")]
    [TestCase("10.1073/pnas.2015509117", "https://doi.org/10.1073/pnas.2015509117")]
    [TestCase("javascript:alert(1)", null)]
    [TestCase("https://example.org/10.1/x", null)]
    [TestCase("", null)]
    public void OnlyDoisAndArXivIdsBecomeLinks(string identifier, string? url) => Assert.That(PaperLink.Of(identifier), Is.EqualTo(url));
}
