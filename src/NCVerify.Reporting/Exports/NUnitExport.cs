using System.Xml.Linq;
using NCVerify.Conformance;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>
/// Test results in the XML of NUnit 3: an assembly of papers of claims. An inconclusive case is "Failed" with the label
/// "Inconclusive", since consumers count the result of that name with what was skipped; one that was not run is "Skipped".
/// </summary>
public static class NUnitExport
{
    /// <summary>The file's text.</summary>
    public static string Write(RunExport run)
    {
        ArgumentNullException.ThrowIfNull(run);
        XElement assembly = Suite("Assembly", "1", "NCVerify.Specs", "NCVerify.Specs", run.Cases);
        int paperId = 0;
        foreach (IGrouping<string, ExportCase> paper in run.Cases.GroupBy(c => c.Paper, StringComparer.Ordinal))
        {
            string id = $"1-{(++paperId).ToString(Exact.Culture)}";
            XElement suite = Suite("TestSuite", id, paper.Key, paper.Key, [.. paper]);
            suite.Add(paper.GroupBy(c => c.Claim, StringComparer.Ordinal).Select((claim, i) => Claim($"{id}-{(i + 1).ToString(Exact.Culture)}", claim)));
            assembly.Add(suite);
        }

        return XmlFile.Write(new XElement("test-run",
            new XAttribute("id", "0"),
            new XAttribute("testcasecount", run.Cases.Count.ToString(Exact.Culture)),
            Counts([.. run.Cases]),
            new XAttribute("engine-version", run.Version),
            new XAttribute("clr-version", XmlFile.Clean(run.Report.Evidence.Header?.Runtime ?? "")),
            new XAttribute("start-time", WallClock.Text(run.Started)),
            new XAttribute("end-time", WallClock.Text(run.Ended)),
            new XAttribute("duration", Exact.Format(run.Seconds)),
            assembly));
    }

    private static XElement Claim(string id, IGrouping<string, ExportCase> claim)
    {
        XElement fixture = Suite("TestFixture", id, claim.Key, $"NCVerify.Specs.{claim.First().Fixture}", [.. claim]);
        fixture.Add(claim.Select((c, i) => Case($"{id}-{(i + 1).ToString(Exact.Culture)}", c)));
        return fixture;
    }

    private static XElement Suite(string type, string id, string name, string fullName, IReadOnlyList<ExportCase> cases) => new("test-suite",
        new XAttribute("type", type),
        new XAttribute("id", id),
        new XAttribute("name", XmlFile.Clean(name)),
        new XAttribute("fullname", XmlFile.Clean(fullName)),
        new XAttribute("runstate", "Runnable"),
        new XAttribute("testcasecount", cases.Count.ToString(Exact.Culture)),
        Counts(cases),
        new XAttribute("duration", Exact.Format(cases.Sum(c => c.Seconds))));

    private static IEnumerable<XAttribute> Counts(IReadOnlyList<ExportCase> cases)
    {
        int passed = cases.Count(c => c.Outcome == TestOutcome.Passed), failed = cases.Count(c => c.Fails), skipped = cases.Count - passed - failed;
        yield return new("result", failed > 0 ? "Failed" : passed > 0 ? "Passed" : "Skipped");
        foreach ((string name, int value) in new[] { ("total", cases.Count), ("passed", passed), ("failed", failed), ("warnings", 0), ("inconclusive", 0), ("skipped", skipped), ("asserts", cases.Sum(c => c.Comparisons)) })
        {
            yield return new(name, value.ToString(Exact.Culture));
        }
    }

    private static XElement Case(string id, ExportCase c)
    {
        string method = c.Name.StartsWith(c.Fixture + ".", StringComparison.Ordinal) ? c.Name[(c.Fixture.Length + 1)..].Split('(')[0] : c.Name;
        XElement element = new("test-case",
            new XAttribute("id", id),
            new XAttribute("name", XmlFile.Clean(c.Name)),
            new XAttribute("fullname", XmlFile.Clean($"NCVerify.Specs.{c.Name}")),
            new XAttribute("methodname", XmlFile.Clean(method)),
            new XAttribute("classname", XmlFile.Clean($"NCVerify.Specs.{c.Fixture}")),
            new XAttribute("runstate", c.Outcome == TestOutcome.NotRun ? "Ignored" : "Runnable"),
            new XAttribute("result", c.Outcome switch { TestOutcome.Passed => "Passed", TestOutcome.NotRun => "Skipped", _ => "Failed" }),
            Label(c) is { } label ? new XAttribute("label", label) : null,
            new XAttribute("duration", Exact.Format(c.Seconds)),
            new XAttribute("asserts", c.Comparisons.ToString(Exact.Culture)),
            new XElement("properties", Properties(c).Where(p => p.Value.Length > 0).Select(p => new XElement("property", new XAttribute("name", p.Name), new XAttribute("value", p.Value)))));
        if (c.Fails)
        {
            element.Add(new XElement("failure", new XElement("message", XmlFile.Clean(c.Message)), c.Source.Length == 0 ? null : new XElement("stack-trace", $"   at NCVerify.Specs.{XmlFile.Clean(c.Name)} in {c.Source}:line {c.Line.ToString(Exact.Culture)}")));
        }
        else if (c.Outcome == TestOutcome.NotRun)
        {
            element.Add(new XElement("reason", new XElement("message", XmlFile.Clean(c.Message))));
        }

        return element;
    }

    private static string? Label(ExportCase c) => c.Outcome switch { TestOutcome.Inconclusive => "Inconclusive", TestOutcome.NotRun => "Ignored", _ => null };

    private static (string Name, string Value)[] Properties(ExportCase c) =>
        [("Category", c.Claim), ("Oracle", c.Oracle is { } oracle ? Words.Of(oracle) : ""), ("Control", c.Control ? "true" : "")];
}
