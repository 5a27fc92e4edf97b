using NCVerify.Claims;
using NCVerify.Conformance.Gate;
using NCVerify.Theory;

namespace NCVerify.Conformance.Tests.Gate;

public sealed class BatteryTest
{
    // The standard battery, as published with version 1. Whoever changes a recipe must raise the version.
    private const string Digest = "f14a89be4e6b8a8ca89eceb94e567c48803b287838ebe1c9860b34a31870a28b";

    [Test]
    public void TheStandardBatteryIsTheOnePublished()
    {
        string text = string.Concat(Battery.Draw().Problems.Select(p => p.Id + ProblemFile.Write(p.Problem)));
        Assert.That(Battery.Version, Is.EqualTo(1));
        Assert.That(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))), Is.EqualTo(Digest));
    }

    [Test]
    public void AnySeedDrawsValidProblemsOfTheSameKinds([Range(2, 40)] int seed)
    {
        Battery drawn = Battery.Draw((ulong)seed), standard = Battery.Draw();
        Assert.That(drawn.Problems.Select(p => p.Id), Is.EqualTo(standard.Problems.Select(p => p.Id)));
        Assert.That(drawn.Problems.Select(p => p.Requires), Is.EqualTo(standard.Problems.Select(p => p.Requires)), "the same features");
        Assert.That(drawn.Problems.Zip(standard.Problems).Count(x => ProblemFile.Write(x.First.Problem) != ProblemFile.Write(x.Second.Problem)), Is.GreaterThan(30));
        Assert.That(() => drawn.Problems.Select(p => ProblemRules.Validate(p.Problem)).ToArray(), Throws.Nothing);
        Assert.That(drawn.Problems.Select(p => p.Level), Is.Ordered);
    }

    [Test]
    public void IdsAreUniqueAndClaimsAreThoseOfTheCatalogue()
    {
        Assert.That(Battery.Draw().Problems.Select(p => p.Id), Is.Unique);
        Assert.That(Battery.Draw().Problems.SelectMany(p => p.Claims).Where(c => Catalogue.Find(c) is null), Is.Empty);
    }

    [Test]
    public void EveryFeatureIsAskedSomewhere() =>
        Assert.That(Battery.Draw().Problems.SelectMany(p => p.Requires).Distinct(), Is.EquivalentTo(GateFeatures.All.Keys));
}
