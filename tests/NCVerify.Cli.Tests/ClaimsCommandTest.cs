using System.Text.Json;
using NCVerify.Claims;

namespace NCVerify.Cli.Tests;

public sealed class ClaimsCommandTest
{
    [Test]
    public void TheListHasEveryClaimOfTheCatalogueInItsOrder()
    {
        Cli cli = Cli.Run("claims", "--json");

        Assert.That((cli.Code, cli.Error), Is.EqualTo((ExitCode.Done, "")));
        Assert.That(Schema.Load("claims").Problems(cli.Json), Is.Empty);
        Assert.That(cli.Json.GetProperty("claims").EnumerateArray().Select(Id), Is.EqualTo(Catalogue.All.Select(c => c.Id)));
    }

    [Test]
    public void OneClaimIsStatedWholeInAnyLetterCase()
    {
        Cli cli = Cli.Run("claims", "seli-05", "--json");
        Claim claim = Catalogue.Find("SELI-05")!;

        Assert.That(Schema.Load("claims").Problems(cli.Json), Is.Empty);
        Assert.That(cli.Json.GetProperty("statement").GetString(), Is.EqualTo(claim.Statement));
        Assert.That(cli.Json.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString()), Is.EqualTo(claim.Parameters.Select(p => p.Name)));
    }

    [Test]
    public void APaperChoosesItsClaims()
    {
        string[] ids = [.. Cli.Run("claims", "--paper", "thrampoulidis2022", "--json").Json.GetProperty("claims").EnumerateArray().Select(Id)];
        Assert.That(ids, Is.EqualTo(Catalogue.All.Where(c => c.Source.Paper.Key == "thrampoulidis2022").Select(c => c.Id)).And.Contains("SELI-05"));
    }

    [Test]
    public void TextForPeopleHasNoControlCodesWhereNoTerminalIs()
    {
        Cli list = Cli.Run("claims"), one = Cli.Run("claims", "SELI-05");
        Assert.That(list.Out, Does.Contain("SELI-05").And.Contain("Claims: ").And.Not.Contain('\u001b'));
        Assert.That(one.Out, Does.Contain("Statement").And.Contain("Control").And.Contain("majorityClasses").And.Not.Contain('\u001b'));
    }

    [TestCase("SELI-5", "Did you mean 'SELI-05'")]
    [TestCase("WD1", "Did you mean 'WD-1'")]
    [TestCase("xyzzy-quux", "'ncverify claims' lists all")]
    public void AnUnknownClaimIsRefusedWithTheNearest(string id, string expected) =>
        Assert.That(Cli.Refused("claims", id), Does.Contain($"There is no claim '{id}'").And.Contain(expected));

    [Test]
    public void AnUnknownPaperIsRefusedWithTheNearest() =>
        Assert.That(Cli.Refused("claims", "--paper", "thrampulidis2022"), Does.Contain("Did you mean 'thrampoulidis2022'?"));

    private static string Id(JsonElement claim) => claim.GetProperty("id").GetString()!;
}
