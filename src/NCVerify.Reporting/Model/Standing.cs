using NCVerify.Claims;
using NCVerify.Conformance;

namespace NCVerify.Reporting;

/// <summary>
/// How a claim stands, verdict and expectation taken together: what a reader wants to tell apart at a glance. A false
/// statement that is refuted, as it must be, is neither a success of the statement nor a failure of the run.
/// </summary>
public enum Standing
{
    /// <summary>Verified, as expected.</summary>
    Verified,

    /// <summary>Refuted, as expected: the statement is false and the evidence shows it.</summary>
    RefutedAsExpected,

    /// <summary>Verified or refuted, but not as expected.</summary>
    NotAsExpected,

    /// <summary>Inconclusive.</summary>
    Inconclusive,

    /// <summary>Not run.</summary>
    NotRun,
}

/// <summary>Words, symbols and style classes of standings.</summary>
public static class Standings
{
    /// <summary>The standing of a verdict.</summary>
    public static Standing Of(ClaimVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return (verdict.Verdict, verdict.AsExpected) switch
        {
            (Verdict.NotRun, _) => Standing.NotRun,
            (Verdict.Inconclusive, _) => Standing.Inconclusive,
            (_, false) => Standing.NotAsExpected,
            (Verdict.Refuted, _) => Standing.RefutedAsExpected,
            _ => Standing.Verified,
        };
    }

    /// <summary>The words, never without the symbol's meaning.</summary>
    public static string Words(Standing standing) => standing switch
    {
        Standing.Verified => "verified",
        Standing.RefutedAsExpected => "refuted, as expected",
        Standing.NotAsExpected => "not as expected",
        Standing.Inconclusive => "inconclusive",
        Standing.NotRun => "not run",
        _ => throw new ArgumentOutOfRangeException(nameof(standing)),
    };

    /// <summary>The symbol: a tick, the sign of negation, a cross, a question mark or a dash.</summary>
    public static string Symbol(Standing standing) => standing switch
    {
        Standing.Verified => "✓",
        Standing.RefutedAsExpected => "¬",
        Standing.NotAsExpected => "✗",
        Standing.Inconclusive => "?",
        Standing.NotRun => "–",
        _ => throw new ArgumentOutOfRangeException(nameof(standing)),
    };

    /// <summary>The class in the style sheet and the value in the filter.</summary>
    public static string Class(Standing standing) => standing switch
    {
        Standing.Verified => "verified",
        Standing.RefutedAsExpected => "refuted-expected",
        Standing.NotAsExpected => "unexpected",
        Standing.Inconclusive => "inconclusive",
        Standing.NotRun => "not-run",
        _ => throw new ArgumentOutOfRangeException(nameof(standing)),
    };
}
