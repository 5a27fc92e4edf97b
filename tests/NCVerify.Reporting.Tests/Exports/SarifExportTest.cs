using System.Text.Json;
using static NCVerify.Reporting.Tests.Rules;

namespace NCVerify.Reporting.Tests;

/// <summary>SARIF 2.1.0: required properties, words, rule indices that lead to their rules, places of the source.</summary>
public sealed class SarifExportTest
{
    private static readonly Rule Message = Fields(("text", Named));

    private static readonly Rule Format = Fields(
        ("$schema", Address),
        ("version", Exactly("2.1.0")),
        ("runs", List(Fields(
            ("tool", Fields(("driver", Fields(
                ("name", Named), ("semanticVersion?", Text),
                ("rules", List(Fields(("id", Named), ("shortDescription?", Message), ("fullDescription?", Message), ("help?", Message), ("helpUri?", Address), ("defaultConfiguration?", Fields(("level", OneOf("none", "note", "warning", "error")))), ("properties?", Fields(open: true, ("tags", List(Text))))))))))),
            ("automationDetails?", Fields(("id?", Text), ("guid?", Uuid))),
            ("invocations?", List(Fields(("executionSuccessful", Flag), ("startTimeUtc?", Time), ("endTimeUtc?", Time), ("toolExecutionNotifications?", List(Fields(("level?", OneOf("none", "note", "warning", "error")), ("message", Message))))))),
            ("originalUriBaseIds?", Fields(("SRCROOT", Fields(open: true, ("description?", Message))))),
            ("columnKind?", OneOf("utf16CodeUnits", "unicodeCodePoints")),
            ("results", List(Fields(
                ("ruleId", Named), ("ruleIndex?", AtLeast(0)), ("level?", OneOf("none", "note", "warning", "error")), ("message", Message),
                ("locations?", List(Fields(
                    ("physicalLocation?", Fields(("artifactLocation", Fields(("uri", Address), ("uriBaseId?", Text))), ("region?", Fields(("startLine", AtLeast(1)))))),
                    ("logicalLocations?", List(Fields(("fullyQualifiedName", Named), ("kind?", Text))))))),
                ("partialFingerprints?", Fields(("ncverifyTest/v1", Named)))))),
            ("properties?", Fields(open: true))), 1)));

    [TestCaseSource(typeof(ExportSamples), nameof(ExportSamples.All))]
    public void ItIsInTheFormAndEveryResultHasItsRule(RunExport run)
    {
        JsonElement document = JsonDocument.Parse(SarifExport.Write(run)).RootElement, only = document.GetProperty("runs")[0];
        JsonElement[] results = [.. only.GetProperty("results").EnumerateArray()], rules = [.. only.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Format(document, "$"), Is.Empty);
            Assert.That(rules.Select(r => r.GetProperty("id").GetString()), Is.Unique);
            Assert.That(results, Has.Length.EqualTo(run.Failures.Count()));
            Assert.That(results.Where(r => rules[r.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString() != r.GetProperty("ruleId").GetString()), Is.Empty);
            Assert.That(only.GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean(), Is.EqualTo(run.Report.Evidence.Complete));
        }
    }

    [Test]
    public void AFailureStandsAtItsSpec()
    {
        JsonElement[] results = [.. JsonDocument.Parse(SarifExport.Write(ExportSamples.Whole)).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()];
        JsonElement result = results.Single(r => r.GetProperty("ruleId").GetString() == "MSE-C3"), place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        ExportCase failing = ExportSamples.Whole.Cases.Single(c => c.Name == "RootTest.Band");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(results.Select(r => r.GetProperty("ruleId").GetString()), Is.EquivalentTo((string[])["MSE-C3", "CE-RELU-7", "FIX-04"]));
            Assert.That(place.GetProperty("artifactLocation").GetProperty("uri").GetString(), Is.EqualTo("specs/NCVerify.Specs/Dang2023/Roots%20and%20bands.cs"));
            Assert.That(place.GetProperty("region").GetProperty("startLine").GetInt32(), Is.EqualTo(failing.Line).And.GreaterThan(10));
            Assert.That(result.GetProperty("message").GetProperty("text").GetString(), Is.EqualTo("RootTest.Band: 1 of 2 comparisons fails"));
        }
    }

    [Test]
    public void TheRulesBite()
    {
        string text = SarifExport.Write(ExportSamples.Whole);
        foreach ((string from, string to) in (ReadOnlySpan<(string, string)>)[("Roots%20and", "Roots and"), ("\"startLine\": ", "\"startLine\": -"), ("\"level\": \"error\"", "\"level\": \"fatal\""), ("\"version\": \"2.1.0\"", "\"version\": \"2.0.0\"")])
        {
            Assert.That(text, Does.Contain(from));
            Assert.That(Format(JsonDocument.Parse(text.Replace(from, to, StringComparison.Ordinal)).RootElement, "$"), Is.Not.Empty, to);
        }
    }
}
