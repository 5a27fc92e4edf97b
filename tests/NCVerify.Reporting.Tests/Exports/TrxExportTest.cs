using System.Xml.Linq;
using NCVerify.Numerics;

namespace NCVerify.Reporting.Tests;

/// <summary>TRX: the elements and attributes of its schema in their order, UUIDs that join, durations, and counters that add up.</summary>
public sealed class TrxExportTest
{
    private static readonly XNamespace Team = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    // The words of the schema's TestOutcome.
    private static readonly string[] Outcomes = ["Error", "Failed", "Timeout", "Aborted", "Inconclusive", "PassedButRunAborted", "NotRunnable", "NotExecuted", "Disconnected", "Warning", "Passed", "Completed", "InProgress", "Pending"];

    [TestCaseSource(typeof(ExportSamples), nameof(ExportSamples.All))]
    public void ItIsInTheFormAndItsPartsJoin(RunExport run)
    {
        XElement root = XElement.Parse(TrxExport.Write(run));
        XElement[] results = [.. root.Element(Team + "Results")!.Elements()], definitions = [.. root.Element(Team + "TestDefinitions")!.Elements()], entries = [.. root.Element(Team + "TestEntries")!.Elements()];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Problems(root), Is.Empty);
            Assert.That(results, Has.Length.EqualTo(run.Cases.Count));
            Assert.That(definitions.Select(d => d.Attribute("id")!.Value), Is.Unique.And.EqualTo(results.Select(r => r.Attribute("testId")!.Value)));
            Assert.That(definitions.Select(d => d.Element(Team + "Execution")!.Attribute("id")!.Value), Is.Unique.And.EqualTo(results.Select(r => r.Attribute("executionId")!.Value)));
            Assert.That(entries.Select(e => (e.Attribute("testId")!.Value, e.Attribute("executionId")!.Value)), Is.EqualTo(results.Select(r => (r.Attribute("testId")!.Value, r.Attribute("executionId")!.Value))));
            XElement summary = root.Element(Team + "ResultSummary")!, counters = summary.Element(Team + "Counters")!;
            int Outcome(string word) => results.Count(r => r.Attribute("outcome")!.Value == word);
            foreach ((string name, int value) in new[] { ("total", results.Length), ("executed", results.Length - Outcome("NotExecuted")), ("passed", Outcome("Passed")), ("failed", Outcome("Failed")), ("notExecuted", Outcome("NotExecuted")), ("inconclusive", 0) })
            {
                Assert.That(counters.Attribute(name)!.Value, Is.EqualTo(value.ToString(Exact.Culture)), name);
            }

            Assert.That(summary.Attribute("outcome")!.Value, Is.EqualTo(!run.Report.Evidence.Complete ? "Aborted" : run.Failures.Any() ? "Failed" : "Completed"));
        }
    }

    [Test]
    public void AFailureHasItsMessageAndLeadsToItsLine()
    {
        XElement[] results = [.. XElement.Parse(TrxExport.Write(ExportSamples.Whole)).Descendants(Team + "UnitTestResult")];
        XElement Result(string name) => results.Single(r => r.Attribute("testName")!.Value == name);
        XElement failed = Result("RootTest.Band");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(failed.Attribute("outcome")!.Value, Is.EqualTo("Failed"));
            Assert.That(failed.Descendants(Team + "Message").Single().Value, Is.EqualTo("1 of 2 comparisons fails"));
            Assert.That(failed.Descendants(Team + "StackTrace").Single().Value, Does.Match(@"^   at RootTest\.Band in specs/NCVerify\.Specs/Dang2023/Roots and bands\.cs:line \d+$"));
            Assert.That(Result("ReluTest.Stuck").Attribute("outcome")!.Value, Is.EqualTo("Failed"), "inconclusive fails");
            Assert.That(Result("NetworkTest.Mnist").Attribute("outcome")!.Value, Is.EqualTo("NotExecuted"));
            Assert.That(Result("NetworkTest.Mnist").Value, Is.EqualTo("data absent: mnist"));
            Assert.That(Result("SeparationTest.SolverFindsIt(5)").Attribute("duration")!.Value, Is.EqualTo("00:00:01.4200000"));
        }
    }

    [Test]
    public void TheRulesBite()
    {
        string text = TrxExport.Write(ExportSamples.Whole);
        foreach ((string from, string to) in (ReadOnlySpan<(string, string)>)[("outcome=\"NotExecuted\"", "outcome=\"Skipped\""), ("00:00:01.4200000", "1,42"), ("<Execution ", "<Executed "), ("testListId=\"8c84", "testListId=\"9c84"), ("TeamTest/2010", "TeamTest/2006")])
        {
            Assert.That(text, Does.Contain(from));
            Assert.That(Problems(XElement.Parse(text.Replace(from, to, StringComparison.Ordinal))), Is.Not.Empty, to);
        }
    }

    private static IEnumerable<string> Problems(XElement root)
    {
        if (root.Name != Team + "TestRun" || !root.Elements().Select(e => e.Name.LocalName).SequenceEqual(["Times", "Results", "TestDefinitions", "TestEntries", "TestLists", "ResultSummary"]))
        {
            yield return "the root element, or the order of its parts";
        }

        string[] lists = [.. root.Descendants(Team + "TestList").Select(l => l.Attribute("id")!.Value)];
        foreach (XElement element in root.DescendantsAndSelf())
        {
            string name = element.Name.LocalName;
            (string[] needed, string[] inner) = name switch
            {
                "TestRun" => (["id", "name"], ["Times", "Results", "TestDefinitions", "TestEntries", "TestLists", "ResultSummary"]),
                "Times" => (["creation", "queuing", "start", "finish"], []),
                "UnitTestResult" => (["executionId", "testId", "testName", "duration", "testType", "outcome", "testListId"], ["Output"]),
                "Output" => ([], ["ErrorInfo"]),
                "ErrorInfo" => ([], ["Message", "StackTrace"]),
                "UnitTest" => (["name", "storage", "id"], ["TestCategory", "Execution", "TestMethod"]),
                "TestCategory" => ([], ["TestCategoryItem"]),
                "TestCategoryItem" => (["TestCategory"], []),
                "Execution" => (["id"], []),
                "TestMethod" => (["codeBase", "className", "name", "adapterTypeName"], []),
                "TestEntry" => (["testId", "executionId", "testListId"], []),
                "TestList" => (["name", "id"], []),
                "ResultSummary" => (["outcome"], ["Counters"]),
                "Counters" => (["total", "executed", "passed", "failed", "error", "timeout", "aborted", "inconclusive", "passedButRunAborted", "notRunnable", "notExecuted", "disconnected", "warning", "completed", "inProgress", "pending"], []),
                "Results" => ([], ["UnitTestResult"]),
                "TestDefinitions" => ([], ["UnitTest"]),
                "TestEntries" => ([], ["TestEntry"]),
                "TestLists" => ([], ["TestList"]),
                _ => ((string[])[], (string[])[]),
            };
            string[] attributes = [.. element.Attributes().Where(a => !a.IsNamespaceDeclaration).Select(a => a.Name.LocalName)];
            foreach (string wrong in attributes.Except(needed).Concat(needed.Except(attributes)).Concat(element.Elements().Select(e => e.Name.LocalName).Except(inner)))
            {
                yield return $"{name}: {wrong}";
            }

            foreach (XAttribute attribute in element.Attributes().Where(a => !Holds(name, a, lists)))
            {
                yield return $"{name}.{attribute.Name}: {attribute.Value}";
            }
        }
    }

    private static bool Holds(string element, XAttribute attribute, string[] lists) => (element, attribute.Name.LocalName) switch
    {
        (_, "testListId") => lists.Contains(attribute.Value),
        (_, "id" or "testId" or "executionId" or "testType") => Guid.TryParseExact(attribute.Value, "D", out _),
        ("ResultSummary" or "UnitTestResult", "outcome") => Outcomes.Contains(attribute.Value),
        (_, "duration") => System.Text.RegularExpressions.Regex.IsMatch(attribute.Value, @"\A(\d+\.)?\d\d:\d\d:\d\d(\.\d{7})?\z", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)),
        ("Counters", _) => int.TryParse(attribute.Value, System.Globalization.NumberStyles.None, Exact.Culture, out _),
        ("Times", _) => DateTimeOffset.TryParseExact(attribute.Value, "yyyy-MM-ddTHH:mm:ssZ", Exact.Culture, System.Globalization.DateTimeStyles.None, out _),
        (_, "testName" or "name" or "className") => attribute.Value.Length > 0,
        _ => true,
    };
}
