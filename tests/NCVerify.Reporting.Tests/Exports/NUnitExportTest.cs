using System.Xml.Linq;
using NCVerify.Numerics;

namespace NCVerify.Reporting.Tests;

/// <summary>The XML of NUnit 3: attributes of runs, suites and cases, unique ids, seconds as real numbers, and counts that add up at every level.</summary>
public sealed class NUnitExportTest
{
    private static readonly string[] Counted = ["result", "total", "passed", "failed", "warnings", "inconclusive", "skipped", "asserts", "duration", "testcasecount"];
    private static readonly string[] Run = [.. Counted, "id", "engine-version", "clr-version", "start-time", "end-time"];
    private static readonly string[] Suite = [.. Counted, "type", "id", "name", "fullname", "runstate"];
    private static readonly string[] Case = ["id", "name", "fullname", "methodname", "classname", "runstate", "result", "duration", "asserts"];

    [TestCaseSource(typeof(ExportSamples), nameof(ExportSamples.All))]
    public void ItIsInTheFormAndItsCountsAddUp(RunExport run)
    {
        XElement root = XElement.Parse(NUnitExport.Write(run));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Problems(root), Is.Empty);
            Assert.That(root.Descendants("test-case").Count(), Is.EqualTo(run.Cases.Count));
            Assert.That(root.DescendantsAndSelf().Select(e => e.Attribute("id")?.Value).OfType<string>(), Is.Unique);
        }
    }

    [Test]
    public void AFailureHasItsMessageAndWhatWasNotRunItsReason()
    {
        XElement root = XElement.Parse(NUnitExport.Write(ExportSamples.Whole));
        XElement Of(string name) => root.Descendants("test-case").Single(c => c.Attribute("name")!.Value == name);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(root.Attribute("result")!.Value, Is.EqualTo("Failed"));
            Assert.That(Of("RootTest.Band").Element("failure")!.Element("message")!.Value, Is.EqualTo("1 of 2 comparisons fails"));
            Assert.That(Of("RootTest.Band").Element("failure")!.Element("stack-trace")!.Value, Does.Contain(" in " + ExportSamples.Source + ":line "));
            Assert.That((Of("ReluTest.Stuck").Attribute("result")!.Value, Of("ReluTest.Stuck").Attribute("label")!.Value), Is.EqualTo(("Failed", "Inconclusive")));
            Assert.That((Of("NetworkTest.Mnist").Attribute("result")!.Value, Of("NetworkTest.Mnist").Element("reason")!.Value), Is.EqualTo(("Skipped", "data absent: mnist")));
            Assert.That(Of("DeepTest.Beaten").Attribute("result")!.Value, Is.EqualTo("Passed"), "refuted, as expected");
            Assert.That(root.Attribute("duration")!.Value, Is.EqualTo("120.25"));
        }
    }

    [Test]
    public void TheRulesBite()
    {
        string text = NUnitExport.Write(ExportSamples.Whole);
        foreach ((string from, string to) in (ReadOnlySpan<(string, string)>)[("duration=\"1.42\"", "duration=\"1,42\""), ("result=\"Skipped\"", "result=\"NotRun\""), ("classname=", "class="), ("skipped=\"", "skipped=\"1"), ("<failure>", "<failed>")])
        {
            Assert.That(text, Does.Contain(from));
            Assert.That(Problems(XElement.Parse(text.Replace(from, to, StringComparison.Ordinal).Replace(from.Replace("<", "</", StringComparison.Ordinal), to.Replace("<", "</", StringComparison.Ordinal), StringComparison.Ordinal))), Is.Not.Empty, to);
        }
    }

    private static IEnumerable<string> Problems(XElement root)
    {
        if (root.Name != "test-run")
        {
            yield return "the root element";
        }

        foreach (XElement element in root.DescendantsAndSelf())
        {
            (string[] needed, string[] allowed, string[] inner) = element.Name.LocalName switch
            {
                "test-run" => (Run, Run, ["test-suite"]),
                "test-suite" => (Suite, Suite, ["test-suite", "test-case"]),
                "test-case" => (Case, [.. Case, "label"], ["properties", "failure", "reason"]),
                "properties" => ([], [], ["property"]),
                "property" => (["name", "value"], ["name", "value"], []),
                "failure" => ([], [], ["message", "stack-trace"]),
                "reason" => ([], [], ["message"]),
                "message" or "stack-trace" => ((string[])[], (string[])[], (string[])[]),
                _ => (["?"], [], []),
            };
            string[] attributes = [.. element.Attributes().Select(a => a.Name.LocalName)];
            foreach (string wrong in attributes.Except(allowed).Concat(needed.Except(attributes)).Concat(element.Elements().Select(e => e.Name.LocalName).Except(inner)).Concat(element.Attributes().Where(a => !Holds(a)).Select(a => a.ToString())))
            {
                yield return $"{element.Name}: {wrong}";
            }

            if (element.Name.LocalName is "test-run" or "test-suite" && !AddsUp(element))
            {
                yield return $"{element.Name} {element.Attribute("id")?.Value}: its counts do not add up";
            }
        }
    }

    private static bool Holds(XAttribute attribute) => attribute.Name.LocalName switch
    {
        "result" => attribute.Value is "Passed" or "Failed" or "Inconclusive" or "Skipped" or "Warning",
        "runstate" => attribute.Value is "Runnable" or "NotRunnable" or "Ignored" or "Skipped" or "Explicit",
        "type" => attribute.Value is "Assembly" or "TestSuite" or "TestFixture",
        "duration" => double.TryParse(attribute.Value, System.Globalization.NumberStyles.AllowDecimalPoint | System.Globalization.NumberStyles.AllowExponent, Exact.Culture, out double seconds) && seconds >= 0,
        "start-time" or "end-time" => DateTimeOffset.TryParse(attribute.Value, Exact.Culture, out _),
        "id" or "name" or "fullname" => attribute.Value.Length > 0,
        _ => true,
    };

    private static bool AddsUp(XElement element)
    {
        XElement[] cases = [.. element.Descendants("test-case")];
        int Cases(string result) => cases.Count(c => c.Attribute("result")!.Value == result);
        (string Name, int Value)[] expected = [("testcasecount", cases.Length), ("total", cases.Length), ("passed", Cases("Passed")), ("failed", Cases("Failed")), ("skipped", Cases("Skipped")), ("inconclusive", 0), ("warnings", 0), ("asserts", cases.Sum(c => int.Parse(c.Attribute("asserts")!.Value, Exact.Culture)))];
        return expected.All(e => element.Attribute(e.Name)?.Value == e.Value.ToString(Exact.Culture));
    }
}
