using System.Text.Json.Nodes;
using NCVerify.Conformance;

namespace NCVerify.Reporting;

/// <summary>
/// Test results in the Common Test Report Format. An inconclusive case is "failed", with "inconclusive" as its raw status; one that
/// was not run is "skipped".
/// </summary>
public static class CtrfExport
{
    // Of the format, not of ours.
    private const string SpecificationVersion = "1.0.0";

    /// <summary>The file's text.</summary>
    public static string Write(RunExport run)
    {
        ArgumentNullException.ThrowIfNull(run);
        RunHeader? header = run.Report.Evidence.Header;
        var summary = new JsonObject
        {
            ["tests"] = run.Cases.Count,
            ["passed"] = run.Count(TestOutcome.Passed),
            ["failed"] = run.Failures.Count(),
            ["skipped"] = run.Count(TestOutcome.NotRun),
            ["pending"] = 0,
            ["other"] = 0,
            ["suites"] = run.Cases.Select(c => c.Claim).Distinct(StringComparer.Ordinal).Count(),
            ["start"] = run.Started.ToUnixTimeMilliseconds(),
            ["stop"] = run.Ended.ToUnixTimeMilliseconds(),
            ["duration"] = Milliseconds(run.Seconds),
        };
        var environment = new JsonObject
        {
            ["reportName"] = ReportTitle.Of(run.Report),
            ["appName"] = "NCVerify",
            ["appVersion"] = run.Version,
            ["commit"] = header?.Commit ?? "",
            ["osPlatform"] = header?.OperatingSystem ?? "",
            ["testEnvironment"] = header?.Tier ?? "",
            ["healthy"] = run.Report.Evidence.Complete && !run.Failures.Any(),
        };
        return new JsonObject
        {
            ["reportFormat"] = "CTRF",
            ["specVersion"] = SpecificationVersion,
            ["reportId"] = StableId.OfRun(run),
            ["timestamp"] = WallClock.Text(run.Ended),
            ["generatedBy"] = $"NCVerify {run.Version}",
            ["results"] = new JsonObject
            {
                ["tool"] = new JsonObject { ["name"] = "NCVerify", ["version"] = run.Version },
                ["summary"] = summary,
                ["tests"] = new JsonArray([.. run.Cases.Select(Test)]),
                ["environment"] = environment,
            },
        }.ToJsonString(EvidenceJson.Indented) + "\n";
    }

    private static JsonObject Test(ExportCase c)
    {
        var test = new JsonObject
        {
            ["id"] = StableId.Of("test", c.Name),
            ["name"] = c.Name,
            ["status"] = c.Outcome switch { TestOutcome.Passed => "passed", TestOutcome.NotRun => "skipped", _ => "failed" },
            ["rawStatus"] = Words.Of(c.Outcome),
            ["duration"] = Milliseconds(c.Seconds),
            ["suite"] = new JsonArray(c.Paper, c.Claim),
            ["tags"] = new JsonArray([.. Tags(c).Select(t => JsonValue.Create(t))]),
        };
        if (c.Message.Length > 0)
        {
            test["message"] = c.Message;
        }

        if (c.Source.Length > 0)
        {
            test["filePath"] = c.Source;
            test["line"] = c.Line;
        }

        return test;
    }

    private static IEnumerable<string> Tags(ExportCase c) => [c.Claim, .. c.Oracle is { } oracle ? [Words.Of(oracle)] : Array.Empty<string>(), .. c.Control ? ["control"] : Array.Empty<string>()];

    private static long Milliseconds(double seconds) => (long)Math.Round(Math.Min(seconds, 1e12) * 1000);
}
