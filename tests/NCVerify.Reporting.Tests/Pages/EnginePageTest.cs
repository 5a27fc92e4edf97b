namespace NCVerify.Reporting.Tests;

/// <summary>Coverage on the engine page: measured, measured elsewhere, or not run.</summary>
public sealed class EnginePageTest
{
    private const string Summary = """
        {"summary":{},"coverage":{"assemblies":[{"name":"NCVerify.Theory","coveredlines":90,"coverablelines":100,"coveredbranches":30,"totalbranches":40}]}}
        """;

    [Test]
    public void WithoutAMeasurementItIsToldAsNotRunWithTheCommand() =>
        Assert.That(Coverage(Site.Synthetic), Does.Contain("Not run").And.Contain(CoverageSummary.Command).And.Not.Contain("%"));

    [TestCase("0123456789abcdef0123456789abcdef01234567", "measured at the commit of this evidence")]
    [TestCase("ffff", "commit ffff, which is not the one of this evidence")]
    public void WhatLiesBesideTheReportIsShownWithItsCommit(string commit, string told)
    {
        using Site site = new(SyntheticEvidence.Evidence);
        Directory.CreateDirectory(Path.Combine(site.Root, "coverage"));
        File.WriteAllText(Path.Combine(site.Root, "coverage", "Summary.json"), Summary);
        File.WriteAllText(Path.Combine(site.Root, "coverage", "commit.txt"), commit + "\n");
        ReportWriter.Write(SyntheticEvidence.Evidence, site.Folder);
        Assert.That(Coverage(site), Does.Contain("90.0 % of lines, 75.0 % of branches").And.Contain(told).And.Not.Contain("Not run"));
    }

    [Test]
    public void ASummaryThatCannotBeReadCountsAsAbsent()
    {
        using Site site = new(SyntheticEvidence.Evidence);
        Directory.CreateDirectory(Path.Combine(site.Root, "coverage"));
        File.WriteAllText(Path.Combine(site.Root, "coverage", "Summary.json"), "{\"summary\":{}");
        ReportWriter.Write(SyntheticEvidence.Evidence, site.Folder);
        Assert.That(Coverage(site), Does.Contain("Not run"));
    }

    private static string Coverage(Site site) => site["engine.html"].GetElementById("_coverage")!.ParentElement!.TextContent;
}
