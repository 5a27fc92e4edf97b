using NCVerify.Conformance;

namespace NCVerify.Reporting.Tests;

/// <summary>Writes the synthetic report for looking at: NCVERIFY_SAMPLE_DIR says where.</summary>
public sealed class SampleReport
{
    [Test]
    [Explicit("writes a folder for people to look at; checks nothing")]
    public void Write()
    {
        string directory = Environment.GetEnvironmentVariable("NCVERIFY_SAMPLE_DIR") ?? Path.Combine(Path.GetTempPath(), "ncverify-sample");
        Assert.That(ReportWriter.Write(SyntheticEvidence.Evidence, directory), Does.Exist);
    }

    [Test]
    [Explicit("measures time and size of a large report; checks nothing")]
    public void WriteLarge()
    {
        var seli = SyntheticEvidence.Records.Where(r => r is not RunFooter).ToArray();
        List<EvidenceRecord> records = [SyntheticEvidence.Header];
        for (int i = 0; i < 100; i++)
        {
            string id = $"BIG-{i}";
            records.AddRange(seli.OfType<ClaimRecord>().Where(c => c.Claim == "SELI-05").Select(c => c with { Claim = id, PaperKey = $"paper{i % 12}", Paper = $"Paper {i % 12}" }));
            for (int copy = 0; copy < 8; copy++)
            {
                string suffix = $" #{copy}";
                records.AddRange(seli.OfType<TestRecord>().Where(c => c.Claim == "SELI-05").Select(c => c with { Claim = id, Test = c.Test + suffix }));
                records.AddRange(seli.OfType<Observation>().Where(c => c.Claim == "SELI-05").Select(c => c with { Claim = id, Test = c.Test + suffix }));
            }

            records.AddRange(seli.OfType<Figure>().Where(c => c.Claim is "SELI-05" or "HL-3").Select(c => c with { Claim = id }));
        }

        var clock = System.Diagnostics.Stopwatch.StartNew();
        ReportModel.Of(Evidence.Of(records));
        TestContext.Out.WriteLine($"model: {clock.Elapsed.TotalSeconds:F1} s");
        string page = ReportWriter.Write(Evidence.Of(records), Path.Combine(Path.GetTempPath(), "ncverify-large"));
        TestContext.Out.WriteLine($"{records.Count} records: {clock.Elapsed.TotalSeconds:F1} s, {new FileInfo(page).Length / 1e6:F1} MB");
        Assert.That(page, Does.Exist);
    }
}
