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
}
