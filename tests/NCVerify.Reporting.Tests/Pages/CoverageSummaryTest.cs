namespace NCVerify.Reporting.Tests;

/// <summary>Coverage figures are read as ReportGenerator writes them.</summary>
public sealed class CoverageSummaryTest
{
    // As ReportGenerator 5.6 writes it, shortened by hand.
    private const string Summary = """
        { "summary": { "generatedon": "2026-01-02T03:04:05Z", "parser": "MultiReport (2x Cobertura)", "assemblies": 2, "coveredlines": 14, "coverablelines": 30, "linecoverage": 46.6, "coveredbranches": 3, "totalbranches": 8 },
          "coverage": { "assemblies": [
            { "name": "NCVerify.Theory", "classes": 1, "coverage": 50, "coveredlines": 10, "coverablelines": 20, "totallines": 99, "branchcoverage": 50, "coveredbranches": 3, "totalbranches": 6, "classesinassembly": [] },
            { "name": "NCVerify.Cli", "classes": 1, "coverage": 40, "coveredlines": 4, "coverablelines": 10, "totallines": 50, "branchcoverage": null, "coveredbranches": 0, "totalbranches": 2, "classesinassembly": [] } ] } }
        """;

    [Test]
    public void LinesAndBranchesAreAddedOverAssemblies()
    {
        CoverageSummary read = Read(Summary)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Commit, Is.EqualTo("abc123"));
            Assert.That(read.Lines, Is.EqualTo((14, 30)));
            Assert.That(read.Branches, Is.EqualTo((3, 8)));
            Assert.That(read.Assemblies.Select(a => a.Name), Is.EqualTo(new[] { "NCVerify.Theory", "NCVerify.Cli" }));
        }
    }

    [TestCase("{")]
    [TestCase("{}")]
    [TestCase("{\"summary\":{},\"coverage\":{\"assemblies\":[{\"name\":\"A\"}]}}")]
    [TestCase("{\"summary\":{},\"coverage\":{\"assemblies\":7}}")]
    public void OneThatCannotBeReadCountsAsAbsent(string text) => Assert.That(Read(text), Is.Null);

    private static CoverageSummary? Read(string text)
    {
        string root = Directory.CreateTempSubdirectory("ncverify-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(root, "coverage"));
            File.WriteAllText(Path.Combine(root, "coverage", "Summary.json"), text);
            File.WriteAllText(Path.Combine(root, "coverage", "commit.txt"), "abc123\n");
            return CoverageSummary.Beside(Path.Combine(root, "report"));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
