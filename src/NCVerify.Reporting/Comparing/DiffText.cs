using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>A comparison of two runs in words, the same on the terminal and on the page.</summary>
public static class DiffText
{
    /// <summary>One sentence of counts.</summary>
    public static string Lead(EvidenceDiff diff)
    {
        ArgumentNullException.ThrowIfNull(diff);
        return $"{Count(diff.Verdicts.Count, "verdict")} changed, {Count(diff.Turned.Count(), "comparison")} turned, {Text(diff.Added.Count())} added, {Text(diff.Removed.Count())} removed; {Count(diff.Moved.Count, "number")} moved, {Text(diff.Moved.Count(m => m.Tolerances > 1))} of them by more than the tolerance.";
    }

    /// <summary>A verdict with its symbol, or that there is none.</summary>
    public static string Word(Verdict? verdict) => verdict is { } known ? $"{Words.Symbol(known)} {Words.Of(known)}" : "absent";

    /// <summary>An observation in a few words, or that there is none.</summary>
    public static string Short(Observation? observation) => observation is null
        ? "absent"
        : $"{(observation.Holds ? "holds" : "fails")}: error {Exact.Format(observation.Error, 3)}, tolerance {Exact.Format(observation.Tolerance, 3)}";

    private static string Count(int number, string noun) => NumberText.Count(number, noun);

    private static string Text(int number) => number.ToString(Exact.Culture);
}
