namespace NCVerify.Cli.Tests;

public sealed class UsageTest
{
    [Test]
    public void WithoutACommandTheHelpIsShownAsAnError()
    {
        Cli cli = Cli.Run();
        Assert.That(cli.Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(cli.Out, Is.Empty);
        Assert.That(cli.Error, Does.Contain("Usage:").And.Contain("predict").And.Contain("doctor"));
    }

    [TestCase("--help", "Usage:")]
    [TestCase("predict --help", "NAME=VALUE")]
    [TestCase("--version", "0.1")]
    public void HelpAndVersionGoToStandardOutput(string line, string expected)
    {
        Cli cli = Cli.Run(line.Split(' '));
        Assert.That((cli.Code, cli.Error), Is.EqualTo((ExitCode.Done, "")));
        Assert.That(cli.Out, Does.Contain(expected));
    }

    [TestCase("claim", "Did you mean 'claims'?")]
    [TestCase("doctor --jsom", "Did you mean '--json'?")]
    [TestCase("predict --btach file", "'--btach'")]
    [TestCase("claims --papr x", "--papr")]
    [TestCase("claims A B", "'B'")]
    [TestCase("predict", "needs a claim's ID, or --batch FILE")]
    [TestCase("predict WD-1 --batch file.json", "give no ID and no --set")]
    [TestCase("predict --batch file.json --set a=1", "give no ID and no --set")]
    [TestCase("predict WD-1 --set", "--set")]
    [TestCase("run --tier huge", "'default'")]
    [TestCase("approve --root", "--root")]
    public void BadUsageExitsWithTwoAndSaysWhatIsExpected(string line, string expected) =>
        Assert.That(Cli.Refused(line.Split(' ')), Does.Contain(expected));

    [Test]
    public void AnArgumentAfterADoubleDashMayLookLikeAnOption() =>
        Assert.That(Cli.Run("claims", "--", "--json").Error, Does.Contain("There is no claim '--json'"));
}
