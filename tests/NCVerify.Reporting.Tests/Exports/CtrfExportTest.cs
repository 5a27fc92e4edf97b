using System.Text.Json;
using System.Text.RegularExpressions;
using static NCVerify.Reporting.Tests.Rules;

namespace NCVerify.Reporting.Tests;

/// <summary>The Common Test Report Format: its required and known fields, its statuses, whole milliseconds, and counts that add up.</summary>
public sealed class CtrfExportTest
{
    private static readonly Rule Format = Fields(
        ("reportFormat", Exactly("CTRF")),
        ("specVersion", Matching(new Regex(@"\A[0-9]+\.[0-9]+\.[0-9]+\z", RegexOptions.None, TimeSpan.FromSeconds(1)))),
        ("reportId?", Uuid), ("timestamp?", Time), ("generatedBy?", Text),
        ("results", Fields(
            ("tool", Fields(("name", Named), ("version?", Text))),
            ("summary", Fields(("tests", AtLeast(0)), ("passed", AtLeast(0)), ("failed", AtLeast(0)), ("skipped", AtLeast(0)), ("pending", AtLeast(0)), ("other", AtLeast(0)), ("suites?", AtLeast(0)), ("start", AtLeast(0)), ("stop", AtLeast(0)), ("duration?", AtLeast(0)))),
            ("tests", List(Fields(
                ("id?", Uuid), ("name", Named), ("status", OneOf("passed", "failed", "skipped", "pending", "other")), ("duration", AtLeast(0)), ("rawStatus?", Text),
                ("suite?", List(Text, 1)), ("message?", Text), ("line?", Whole), ("filePath?", Text), ("tags?", List(Text))))),
            ("environment?", Fields(("reportName?", Text), ("appName?", Text), ("appVersion?", Text), ("commit?", Text), ("osPlatform?", Text), ("testEnvironment?", Text), ("healthy?", Flag))))));

    [TestCaseSource(typeof(ExportSamples), nameof(ExportSamples.All))]
    public void ItIsInTheFormAndItsCountsAddUp(RunExport run)
    {
        JsonElement document = JsonDocument.Parse(CtrfExport.Write(run)).RootElement, results = document.GetProperty("results"), summary = results.GetProperty("summary");
        JsonElement[] tests = [.. results.GetProperty("tests").EnumerateArray()];
        int Summary(string name) => summary.GetProperty(name).GetInt32();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Format(document, "$"), Is.Empty);
            Assert.That(tests, Has.Length.EqualTo(run.Cases.Count).And.Length.EqualTo(Summary("tests")));
            foreach (string status in (string[])["passed", "failed", "skipped", "pending", "other"])
            {
                Assert.That(Summary(status), Is.EqualTo(tests.Count(t => t.GetProperty("status").GetString() == status)), status);
            }

            Assert.That(tests.Select(t => t.GetProperty("id").GetString()), Is.Unique);
            Assert.That(summary.GetProperty("stop").GetInt64(), Is.GreaterThanOrEqualTo(summary.GetProperty("start").GetInt64()));
        }
    }

    [Test]
    public void InconclusiveFailsAndNotRunIsNoPass()
    {
        Dictionary<string, string> statuses = JsonDocument.Parse(CtrfExport.Write(ExportSamples.Whole)).RootElement.GetProperty("results").GetProperty("tests").EnumerateArray().ToDictionary(t => t.GetProperty("name").GetString()!, t => $"{t.GetProperty("status")}/{t.GetProperty("rawStatus")}", StringComparer.Ordinal);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(statuses["ReluTest.Stuck"], Is.EqualTo("failed/inconclusive"));
            Assert.That(statuses["NetworkTest.Mnist"], Is.EqualTo("skipped/not run"));
            Assert.That(statuses["NC-10: verdict"], Is.EqualTo("skipped/not run"), "a claim without any test");
            Assert.That(statuses["FIX-04: verdict"], Is.EqualTo("failed/inconclusive"), "its tests passed, its control is toothless");
            Assert.That(statuses["DeepTest.Beaten"], Is.EqualTo("passed/passed"), "refuted, as expected");
        }
    }

    [Test]
    public void TheRulesBite()
    {
        string text = CtrfExport.Write(ExportSamples.Whole);
        foreach ((string from, string to) in (ReadOnlySpan<(string, string)>)[("\"status\": \"failed\"", "\"status\": \"inconclusive\""), ("\"duration\": 120250", "\"duration\": 120.25"), ("\"tool\"", "\"tools\""), ("\"reportFormat\": \"CTRF\"", "\"reportFormat\": \"ctrf\"")])
        {
            Assert.That(text, Does.Contain(from));
            Assert.That(Format(JsonDocument.Parse(text.Replace(from, to, StringComparison.Ordinal)).RootElement, "$"), Is.Not.Empty, to);
        }
    }
}
