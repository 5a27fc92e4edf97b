using NCVerify.Claims;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>The report's headline and first sentence.</summary>
public static class ReportTitle
{
    /// <summary>The headline: what the run says, no more.</summary>
    public static string Of(ReportModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Tally tally = model.Tally;
        if (tally.Run == 0)
        {
            return "No claim was run";
        }

        string ran = $"{NumberText.Count(tally.Run, "claim")} run";
        return tally.Unexpected > 0
            ? $"{Text(tally.Unexpected)} of {ran} {(tally.Unexpected == 1 ? "is" : "are")} not as expected"
            : $"{(tally.Run == 1 ? "1 claim run is" : $"All {ran} are")} as expected";
    }

    /// <summary>The sentence below it.</summary>
    public static string Lead(ReportModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Tally tally = model.Tally;
        string when = model.Evidence.Header is { } header ? $", run on {header.Started.Split('T')[0]} in the {header.Tier} tier" : "";
        string notRun = tally.Count(Verdict.NotRun) == 0 ? "" : $" {NumberText.Count(tally.Count(Verdict.NotRun), "claim")} {(tally.Count(Verdict.NotRun) == 1 ? "was" : "were")} not run.";
        string cut = model.Evidence.Complete ? "" : " The run was cut off: what it did not reach is missing here.";
        return $"{NumberText.Count(tally.Total, "claim")} from {NumberText.Count(model.Papers.Count, "source")}, with {NumberText.Count(model.Evidence.Observations.Count, "comparison")} of measured against expected values{when}.{notRun}{cut}";
    }

    private static string Text(int number) => number.ToString(Exact.Culture);
}
