using System.Text.Json.Nodes;
using NCVerify.Conformance;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>A badge in the endpoint format of shields.io (schema version 1).</summary>
public static class BadgeExport
{
    /// <summary>The file's text.</summary>
    public static string Write(RunExport run)
    {
        ArgumentNullException.ThrowIfNull(run);
        Tally tally = run.Report.Tally;
        bool complete = run.Report.Evidence.Complete, clean = tally.Unexpected == 0 && complete;
        return new JsonObject
        {
            ["schemaVersion"] = 1,
            ["label"] = "neural collapse",
            ["message"] = tally.Run == 0 ? "not run" : $"{Text(tally.Run - tally.Unexpected)} of {Text(tally.Total)} claims as expected{(complete ? "" : ", cut off")}",
            ["color"] = tally.Run == 0 ? "lightgrey" : !clean ? "red" : tally.Run == tally.Total ? "brightgreen" : "green",
        }.ToJsonString(EvidenceJson.Indented) + "\n";
    }

    private static string Text(int number) => number.ToString(Exact.Culture);
}
