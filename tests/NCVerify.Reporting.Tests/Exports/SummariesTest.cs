using System.Text.Json;
using NCVerify.Conformance;

namespace NCVerify.Reporting.Tests;

public sealed class SummariesTest
{
    [Test]
    public void TheMarkdownSummaryCountsAndPutsTheWorstFirst()
    {
        string text = Summaries.Markdown(ReportModel.Of(SyntheticEvidence.Evidence));
        string[] claims = [.. text.Split('\n').SkipWhile(l => !l.StartsWith("| claim |", StringComparison.Ordinal)).Skip(2).Where(l => l.Length > 0).Select(l => l.Split('|')[1].Trim())];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.StartWith("# 3 of 6 claims run are not as expected\n"));
            Assert.That(text, Does.Contain("| ✓ verified | 2 | 2 |").And.Contain("| ✗ refuted | 2 | 1 |").And.Contain("| – not run | 3 |  |"));
            Assert.That(claims, Has.Length.EqualTo(9));
            Assert.That(claims.Take(3), Is.EqualTo(new[] { "MSE-C3", "CE-RELU-7", "FIX-04" }));
        }
    }

    [Test]
    public void TheBadgeIsGreenOnlyWhenEverythingThatRanIsAsExpected()
    {
        (string Message, string Colour) Badge(Evidence evidence)
        {
            using JsonDocument json = JsonDocument.Parse(Summaries.Badge(ReportModel.Of(evidence)));
            Assert.That(json.RootElement.GetProperty("schemaVersion").GetInt32(), Is.EqualTo(1));
            return (json.RootElement.GetProperty("message").GetString()!, json.RootElement.GetProperty("color").GetString()!);
        }

        EvidenceRecord[] verified = [.. SyntheticEvidence.Records.Where(r => Of(r) is "HL-3" or "SELI-05")];
        EvidenceRecord[] notRun = [.. SyntheticEvidence.Records.Where(r => Of(r) is "NC-1")];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Badge(SyntheticEvidence.Evidence), Is.EqualTo(("3 of 9 claims as expected", "red")));
            Assert.That(Badge(Evidence.Of(verified)), Is.EqualTo(("2 of 2 claims as expected", "brightgreen")));
            Assert.That(Badge(Evidence.Of([.. verified, .. notRun])), Is.EqualTo(("2 of 3 claims as expected", "green")));
            Assert.That(Badge(Evidence.Of(notRun)), Is.EqualTo(("not run", "lightgrey")));
            Assert.That(Badge(Evidence.Of(verified, complete: false)).Colour, Is.EqualTo("red"));
        }
    }

    [TestCase("2410.23169", "https://arxiv.org/abs/2410.23169")]
    [TestCase("arXiv:2410.23169v2", "https://arxiv.org/abs/2410.23169v2")]
    [TestCase("10.1073/pnas.2015509117", "https://doi.org/10.1073/pnas.2015509117")]
    [TestCase("javascript:alert(1)", null)]
    [TestCase("https://example.org/10.1/x", null)]
    [TestCase("", null)]
    public void OnlyDoisAndArXivIdsBecomeLinks(string identifier, string? url) => Assert.That(PaperLink.Of(identifier), Is.EqualTo(url));

    private static string Of(EvidenceRecord record) => record switch
    {
        ClaimRecord c => c.Claim,
        TestRecord t => t.Claim,
        Observation o => o.Claim,
        _ => "",
    };
}
