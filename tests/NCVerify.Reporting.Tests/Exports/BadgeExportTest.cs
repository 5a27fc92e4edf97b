using System.Text.Json;
using NCVerify.Conformance;
using static NCVerify.Reporting.Tests.Rules;

namespace NCVerify.Reporting.Tests;

/// <summary>The endpoint format of shields.io: version 1, label, message, colour.</summary>
public sealed class BadgeExportTest
{
    [TestCaseSource(typeof(ExportSamples), nameof(ExportSamples.All))]
    public void ItIsInTheForm(RunExport run) =>
        Assert.That(Fields(("schemaVersion", AtLeast(1)), ("label", Named), ("message", Named), ("color", OneOf("brightgreen", "green", "red", "lightgrey")))(JsonDocument.Parse(BadgeExport.Write(run)).RootElement, "$"), Is.Empty);

    [Test]
    public void ItIsGreenOnlyWhenEverythingThatRanIsAsExpected()
    {
        static (string Message, string Colour) Badge(Evidence evidence)
        {
            using JsonDocument json = JsonDocument.Parse(BadgeExport.Write(RunExport.Of(evidence)));
            return (json.RootElement.GetProperty("message").GetString()!, json.RootElement.GetProperty("color").GetString()!);
        }

        EvidenceRecord[] verified = [.. SyntheticEvidence.Records.Where(r => Of(r) is "HL-3" or "SELI-05")];
        EvidenceRecord[] notRun = [.. SyntheticEvidence.Records.Where(r => Of(r) is "NC-1")];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Badge(SyntheticEvidence.Evidence), Is.EqualTo(("3 of 9 claims as expected", "red")));
            Assert.That(Badge(Evidence.Of(verified)), Is.EqualTo(("2 of 2 claims as expected", "brightgreen")));
            Assert.That(Badge(Evidence.Of([.. verified, .. notRun])), Is.EqualTo(("2 of 3 claims as expected", "green")));
            Assert.That(Badge(Evidence.Of(notRun)), Is.EqualTo(("not run", "lightgrey")));
            Assert.That(Badge(Evidence.Of(verified, complete: false)).Colour, Is.EqualTo("red"));
        }
    }

    private static string Of(EvidenceRecord record) => record switch
    {
        ClaimRecord c => c.Claim,
        TestRecord t => t.Claim,
        Observation o => o.Claim,
        _ => "",
    };
}
