using System.Text;
using NCVerify.Conformance;

namespace NCVerify.Reporting.Tests;

public sealed class MarkdownExportTest
{
    [Test]
    public void TheSummaryCountsAndPutsTheWorstFirst()
    {
        string text = MarkdownExport.Write(ExportSamples.Whole);
        string[] claims = [.. text.Split('\n').SkipWhile(l => !l.StartsWith("| claim |", StringComparison.Ordinal)).Skip(2).Where(l => l.Length > 0).Select(l => l.Split('|')[1].Trim())];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.StartWith("# 3 of 6 claims run are not as expected\n"));
            Assert.That(text, Does.Contain("| ✓ verified | 2 | 2 |").And.Contain("| ✗ refuted | 2 | 1 |").And.Contain("| – not run | 3 |  |"));
            Assert.That(text, Does.Match(@"\| RootTest\.Band \| MSE-C3 \| failed: 1 of 2 comparisons fails \| specs/NCVerify\.Specs/Dang2023/Roots and bands\.cs:\d+ \|"));
            Assert.That(text.IndexOf("What went wrong", StringComparison.Ordinal), Is.Below(text.IndexOf("## Claims", StringComparison.Ordinal)));
            Assert.That(claims, Has.Length.EqualTo(9));
            Assert.That(claims.Take(3), Is.EqualTo(new[] { "MSE-C3", "CE-RELU-7", "FIX-04" }));
        }
    }

    [Test]
    public void HoweverLargeTheRunTheSummaryStaysSmallAndKeepsTheFailures()
    {
        EvidenceRecord[] template = [.. ExportSamples.Records.Where(r => r is ClaimRecord { Claim: "MSE-C3" } or TestRecord { Claim: "MSE-C3" } or Observation { Claim: "MSE-C3" })];
        IEnumerable<EvidenceRecord> many = Enumerable.Range(0, 3000).SelectMany(i => template.Select(EvidenceRecord (r) => r switch
        {
            ClaimRecord c => c with { Claim = $"X-{i}" },
            TestRecord t => t with { Claim = $"X-{i}", Message = t.Message + new string('€', 1000) },
            Observation o => o with { Claim = $"X-{i}" },
            _ => r,
        }));
        string text = MarkdownExport.Write(RunExport.Of(Evidence.Of([SyntheticEvidence.Header, .. many])));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Encoding.UTF8.GetByteCount(text), Is.InRange(MarkdownExport.MostBytes / 2, MarkdownExport.MostBytes));
            Assert.That(text, Does.Match(@"\n\d+ more failures in the report\.\n").And.Match(@"\n2\d\d\d more claims in the report\.\n"));
        }
    }

    [Test]
    public void NothingOfTheEvidenceBecomesMarkup()
    {
        string text = MarkdownExport.Write(ExportSamples.Hostile);
        Assert.That(text.Replace("\\<", "", StringComparison.Ordinal), Does.Not.Contain("<x").And.Not.Contain("<script"));
        Assert.That(text.Split('\n').Where(l => l.StartsWith("::", StringComparison.Ordinal)), Is.Empty);
    }
}
