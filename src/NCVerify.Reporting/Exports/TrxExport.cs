using System.Xml.Linq;
using NCVerify.Conformance;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>
/// Test results as vstest writes them (TRX, the TeamTest 2010 namespace). An inconclusive case is "Failed", since consumers count
/// "Inconclusive" with what was skipped; one that was not run is "NotExecuted".
/// </summary>
public static class TrxExport
{
    private static readonly XNamespace Team = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    // Ids that the format itself fixes: tests of type "unit test", and results that are in no list.
    private const string UnitTest = "13cdc9d9-ddb5-4fa4-a97d-d965ccfc6d4b", NoList = "8c84fa94-04c1-424b-9868-57a2d4851a1d";
    private const string Storage = "ncverify.specs.dll";

    /// <summary>The file's text.</summary>
    public static string Write(RunExport run)
    {
        ArgumentNullException.ThrowIfNull(run);
        string id = StableId.OfRun(run);
        return XmlFile.Write(new XElement(Team + "TestRun",
            new XAttribute("id", id),
            new XAttribute("name", XmlFile.Clean($"NCVerify {run.Version}, {run.Report.Evidence.Header?.Tier ?? "unknown"} tier")),
            new XElement(Team + "Times", Times(run)),
            new XElement(Team + "Results", run.Cases.Select(c => Result(id, c))),
            new XElement(Team + "TestDefinitions", run.Cases.Select(c => Definition(id, c))),
            new XElement(Team + "TestEntries", run.Cases.Select(c => new XElement(Team + "TestEntry", new XAttribute("testId", Id(id, "test", c)), new XAttribute("executionId", Id(id, "execution", c)), new XAttribute("testListId", NoList)))),
            new XElement(Team + "TestLists", new XElement(Team + "TestList", new XAttribute("name", "Results Not in a List"), new XAttribute("id", NoList))),
            Summary(run)));
    }

    private static IEnumerable<XAttribute> Times(RunExport run) =>
        new[] { ("creation", run.Started), ("queuing", run.Started), ("start", run.Started), ("finish", run.Ended) }.Select(t => new XAttribute(t.Item1, WallClock.Text(t.Item2)));

    private static XElement Result(string run, ExportCase c)
    {
        XElement result = new(Team + "UnitTestResult",
            new XAttribute("executionId", Id(run, "execution", c)),
            new XAttribute("testId", Id(run, "test", c)),
            new XAttribute("testName", XmlFile.Clean(c.Name)),
            new XAttribute("duration", Duration(c.Seconds)),
            new XAttribute("testType", UnitTest),
            new XAttribute("outcome", Outcome(c)),
            new XAttribute("testListId", NoList));
        if (c.Message.Length > 0)
        {
            result.Add(new XElement(Team + "Output", new XElement(Team + "ErrorInfo", new XElement(Team + "Message", XmlFile.Clean(c.Message)), Trace(c))));
        }

        return result;
    }

    // The form of a stack trace is what makes editors and servers link to the line.
    private static XElement? Trace(ExportCase c) =>
        c.Source.Length == 0 || !c.Fails ? null : new(Team + "StackTrace", $"   at {XmlFile.Clean(c.Name)} in {c.Source}:line {c.Line.ToString(Exact.Culture)}");

    private static XElement Definition(string run, ExportCase c) => new(Team + "UnitTest",
        new XAttribute("name", XmlFile.Clean(c.Name)),
        new XAttribute("storage", Storage),
        new XAttribute("id", Id(run, "test", c)),
        new XElement(Team + "TestCategory", new XElement(Team + "TestCategoryItem", new XAttribute("TestCategory", c.Claim))),
        new XElement(Team + "Execution", new XAttribute("id", Id(run, "execution", c))),
        new XElement(Team + "TestMethod", new XAttribute("codeBase", Storage), new XAttribute("className", XmlFile.Clean(c.Fixture)), new XAttribute("name", XmlFile.Clean(c.Name)), new XAttribute("adapterTypeName", "executor://ncverify")));

    private static XElement Summary(RunExport run)
    {
        int failed = run.Failures.Count(), skipped = run.Count(TestOutcome.NotRun);
        (string Name, int Value)[] counters =
        [
            ("total", run.Cases.Count), ("executed", run.Cases.Count - skipped), ("passed", run.Count(TestOutcome.Passed)), ("failed", failed), ("error", 0), ("timeout", 0), ("aborted", 0), ("inconclusive", 0),
            ("passedButRunAborted", 0), ("notRunnable", 0), ("notExecuted", skipped), ("disconnected", 0), ("warning", 0), ("completed", 0), ("inProgress", 0), ("pending", 0),
        ];
        return new XElement(Team + "ResultSummary",
            new XAttribute("outcome", !run.Report.Evidence.Complete ? "Aborted" : failed > 0 ? "Failed" : "Completed"),
            new XElement(Team + "Counters", counters.Select(c => new XAttribute(c.Name, c.Value.ToString(Exact.Culture)))));
    }

    private static string Outcome(ExportCase c) => c.Outcome switch { TestOutcome.Passed => "Passed", TestOutcome.NotRun => "NotExecuted", _ => "Failed" };

    private static string Id(string run, string kind, ExportCase c) => kind == "execution" ? StableId.Of(run, kind, c.Name) : StableId.Of(kind, c.Name);

    private static string Duration(double seconds) => TimeSpan.FromSeconds(Math.Min(seconds, 1e9)).ToString("c", Exact.Culture);
}
