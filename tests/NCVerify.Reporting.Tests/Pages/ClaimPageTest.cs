using AngleSharp.Dom;
using NCVerify.Conformance;

namespace NCVerify.Reporting.Tests;

/// <summary>The page of a claim.</summary>
public sealed class ClaimPageTest
{
    [Test]
    public void ItSaysWhatHowWithWhatResultAndHowToRepeatIt() => Assert.That(
        Site.Synthetic.Claim("SELI-05").QuerySelectorAll("main h2").Select(h => h.TextContent),
        Is.EqualTo(new[] { "Statement", "How tested", "Measured against expected", "Certificates", "Control", "Figures", "Run it again" }));

    [Test]
    public void EachQuantityIsShownWhereItComesOutWorstTheWorstFirst()
    {
        IElement page = Site.Synthetic.Claim("SELI-05").QuerySelector("article")!;
        IElement[] rows = [.. page.QuerySelectorAll("table.comparisons tbody tr")];
        Observation[] all = [.. SyntheticEvidence.Evidence.Observations.Where(o => o.Claim == "SELI-05" && !o.Control)];
        string[] expected = [.. all.GroupBy(o => o.Quantity).Select(g => g.MaxBy(o => o.Ratio())!).OrderByDescending(o => o.Ratio()).Select(o => NumberText.Plain(o.Ratio(), 2))];
        Assert.That(rows.Select(r => r.QuerySelector("td:nth-child(6)")!.TextContent), Is.EqualTo(expected));
    }

    [Test]
    public void EveryNumberNamesTheLineOfTheEvidenceThatHoldsIt()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Site.Synthetic.Folder, "evidence.jsonl"));
        foreach (string page in Site.Synthetic.Pages.Where(p => p.StartsWith("claims", StringComparison.Ordinal)))
        {
            string claim = Path.GetFileNameWithoutExtension(page);
            foreach (IElement row in Site.Synthetic[page].QuerySelectorAll("table.comparisons tbody tr, table.controls tbody tr"))
            {
                var record = EvidenceJson.Parse(lines[int.Parse(row.LastElementChild!.TextContent, NCVerify.Numerics.Exact.Culture) - 1]);
                Assert.That(record is Observation o ? o.Claim : ((TestRecord)record).Claim, Is.EqualTo(claim));
                if (record is Observation observation && row.Closest("table")!.ClassList.Contains("comparisons"))
                {
                    Assert.That(row.Children[3].TextContent.Trim(), Is.EqualTo(NumberText.Plain(observation.Error, 3)));
                    Assert.That(row.Children[4].TextContent, Does.StartWith(NumberText.Plain(observation.Tolerance, 3)));
                }
            }

            string csv = Path.Combine(Site.Synthetic.Folder, SitePaths.Comparisons(claim));
            foreach (string row in File.Exists(csv) ? File.ReadLines(csv).Skip(1) : [])
            {
                Assert.That(((Observation)EvidenceJson.Parse(lines[int.Parse(row.Split(',')[0], NCVerify.Numerics.Exact.Culture) - 1])).Claim, Is.EqualTo(claim));
            }
        }
    }

    [Test]
    public void AClaimThatIsNotPlainlyVerifiedShowsEveryComparison()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Site.Synthetic.Claim("MSE-C3").QuerySelector("table.comparisons tr.fails")!.TextContent, Does.Contain("objective at the root").And.Contain("✗"));
            Assert.That(Site.Synthetic.Claim("MSE-B2").QuerySelectorAll("tr.fails"), Is.Not.Empty, "the witness");
            Assert.That(Site.Synthetic.Claim("SELI-05").QuerySelectorAll("table.every"), Is.Empty, "passing ones are folded away");
        }
    }

    [Test]
    public void TheCommandRunsTheFixture() => Assert.That(
        Site.Synthetic.Claim("SELI-05").QuerySelector("pre code")!.TextContent,
        Is.EqualTo("dotnet test specs/NCVerify.Specs -c Release --filter \"FullyQualifiedName~SeparationTest\""));

    [Test]
    public void AFixtureNameFromAFileNeverEntersACommandUnlessItIsPlain()
    {
        TestRecord test = SyntheticEvidence.Evidence.Tests[0] with { Fixture = "X\"; rm -rf ~ #" };
        using Site site = new(Evidence.Of([SyntheticEvidence.Header, SyntheticEvidence.Evidence.Claims[0], test]));
        Assert.That(site.Pages.Select(site.Text), Has.None.Contains("rm -rf"));
    }

    [Test]
    public void HostileTextIsShownAsItStands()
    {
        IElement title = Site.Synthetic.Claim("NC-2").QuerySelector("h1")!;
        Assert.That(title.TextContent, Does.Contain("<script>alert('x')</script> & \"quotes\""));
        Assert.That(title.QuerySelectorAll("script"), Is.Empty);
    }

    [Test]
    public void MathematicsThatCannotBeReadIsShownAsItsSource() =>
        Assert.That(Site.Synthetic.Claim("NC-10").QuerySelector("h1 code.unread")!.TextContent, Does.Contain("$\\unknown{x}$"));
}
