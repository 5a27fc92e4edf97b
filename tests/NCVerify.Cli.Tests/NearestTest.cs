namespace NCVerify.Cli.Tests;

public sealed class NearestTest
{
    [TestCase("SELI-5", " Did you mean 'SELI-05'?")]
    [TestCase("seli-05", " Did you mean 'SELI-05'?")]
    [TestCase("SELI-7", " Did you mean 'SELI-05' or 'SELI-06'?")]
    [TestCase("nothing like it", "")]
    [TestCase("", "")]
    public void TheNearestNamesAreSuggested(string given, string expected) =>
        Assert.That(Nearest.Suggestion(given, ["SELI-05", "SELI-06", "SELI-15", "WD-1-something"]), Is.EqualTo(expected));
}
