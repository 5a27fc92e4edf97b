using System.Reflection;
using NCVerify.Claims;
using NCVerify.Reporting;
using NCVerify.Specs.Harness;

namespace NCVerify.Specs.Rules;

/// <summary>What every claim and every spec must have, checked by reflection so that none can be forgotten.</summary>
public sealed class CatalogueRules
{
    private static readonly Type[] Fixtures = [.. typeof(CatalogueRules).Assembly.GetTypes().Where(t => !t.IsAbstract && typeof(IClaimSpec).IsAssignableFrom(t))];

    private static IEnumerable<Claim> Claims => Catalogue.All;

    private static IEnumerable<Type> AllFixtures => Fixtures;

    [TestCaseSource(nameof(Claims))]
    public void EveryClaimHasOneSpec(Claim claim) =>
        Assert.That(Fixtures.Count(f => ClaimOf(f) == claim.GetType()), Is.EqualTo(1), $"{claim.Id} needs one fixture deriving from ClaimSpec<{claim.GetType().Name}>");

    [TestCaseSource(nameof(Claims))]
    public void EveryClaimIsCompletelyStated(Claim claim)
    {
        Assert.Multiple(() =>
        {
            Assert.That(claim.Title, Is.Not.Empty);
            Assert.That(claim.Statement, Does.Contain("$"), "a statement is mathematical");
            Assert.That(claim.Assumptions, Is.Not.Empty);
            Assert.That(claim.Control, Is.Not.Empty);
            Assert.That(claim.Source.Paper.Citation, Is.Not.Empty);
            Assert.That(claim.ExpectedVerdict, Is.AnyOf(Verdict.Verified, Verdict.Refuted, Verdict.NotRun));
            Assert.That(claim.Oracles.Distinct().Count() >= 2 || claim.SingleOracleReason.Length > 0, "two different oracles, or the reason why not");
        });
    }

    [TestCaseSource(nameof(Claims))]
    public void EveryTextOfAClaimCanBeSet(Claim claim)
    {
        foreach (string text in (string[])[claim.Title, claim.Statement, claim.Control, claim.Finding, .. claim.Assumptions])
        {
            Assert.That(() => MathText.ToHtml(text), Throws.Nothing, text);
        }
    }

    [TestCaseSource(nameof(AllFixtures))]
    public void EverySpecHasAControl(Type fixture) =>
        Assert.That(Tests(fixture).Any(IsControl), Is.True, "a claim without a control is not verified");

    [TestCaseSource(nameof(AllFixtures))]
    public void EveryTestNamesItsOracle(Type fixture) =>
        Assert.That(Tests(fixture).Where(t => t.GetCustomAttribute<OracleAttribute>() is null).Select(t => t.Name), Is.Empty);

    [TestCaseSource(nameof(AllFixtures))]
    public void TheOraclesOfTheClaimAreAllUsed(Type fixture)
    {
        Claim claim = Catalogue.All.Single(c => c.GetType() == ClaimOf(fixture));
        IEnumerable<OracleKind> used = Tests(fixture).Where(t => !IsControl(t)).Select(t => t.GetCustomAttribute<OracleAttribute>()!.Kind).Distinct();
        Assert.That(used, Is.EquivalentTo(claim.Oracles.Distinct()), $"the oracles that {claim.Id} lists and those that its spec uses differ");
    }

    [TestCaseSource(nameof(AllFixtures))]
    public void SpecAndClaimLieInFoldersOfTheSameName(Type fixture)
    {
        Assert.That(fixture.Name, Is.EqualTo(ClaimOf(fixture)!.Name));
        Assert.That(fixture.Namespace!.Split('.')[^1], Is.EqualTo(ClaimOf(fixture)!.Namespace!.Split('.')[^1]));
    }

    [Test]
    public void NoApprovedSnapshotIsLeftWithoutItsTest()
    {
        string[] known = [.. Fixtures.SelectMany(f => Tests(f).Where(t => !IsControl(t)).Select(t => $"{f.Namespace!.Split('.')[^1]}/{f.Name}.{t.Name}"))];
        string[] dangling = Directory.Exists(Snapshots.Folder)
            ? [.. Directory.GetFiles(Snapshots.Folder, "*.verified.json", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Snapshots.Folder, f).Replace('\\', '/'))
                .Where(file => !known.Any(k => file.StartsWith(k + "_", StringComparison.Ordinal) || file.StartsWith(k + ".", StringComparison.Ordinal)))]
            : [];
        Assert.That(dangling, Is.Empty, "delete snapshots whose test is gone");
    }

    private static Type? ClaimOf(Type fixture)
    {
        for (Type? type = fixture; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ClaimSpec<>))
            {
                return type.GetGenericArguments()[0];
            }
        }

        return null;
    }

    private static IEnumerable<MethodInfo> Tests(Type fixture) => fixture.GetMethods()
        .Where(m => m.GetCustomAttributes().Any(a => a is TestAttribute or TestCaseAttribute or TestCaseSourceAttribute));

    private static bool IsControl(MethodInfo test) => test.GetCustomAttribute<ControlAttribute>() is not null;
}
