using NCVerify.Claims;

namespace NCVerify.Conformance;

/// <summary>The words for enumerations, the same in reasons, report and exports.</summary>
public static class Words
{
    /// <summary>The verdict in words.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Verified => "verified",
        Verdict.Refuted => "refuted",
        Verdict.Inconclusive => "inconclusive",
        Verdict.NotRun => "not run",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    /// <summary>The symbol that stands beside the verdict's word: a tick, a cross, a question mark or a dash.</summary>
    public static string Symbol(Verdict verdict) => verdict switch
    {
        Verdict.Verified => "✓",
        Verdict.Refuted => "✗",
        Verdict.Inconclusive => "?",
        Verdict.NotRun => "–",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    /// <summary>The oracle in words.</summary>
    public static string Of(OracleKind oracle) => oracle switch
    {
        OracleKind.ClosedForm => "closed form",
        OracleKind.Certificate => "certificate",
        OracleKind.Solver => "solver",
        OracleKind.Flow => "flow",
        OracleKind.Network => "network",
        _ => throw new ArgumentOutOfRangeException(nameof(oracle)),
    };

    /// <summary>How a test ended, in words.</summary>
    public static string Of(TestOutcome outcome) => outcome switch
    {
        TestOutcome.Passed => "passed",
        TestOutcome.Failed => "failed",
        TestOutcome.Inconclusive => "inconclusive",
        TestOutcome.NotRun => "not run",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>The provenance in a word or two.</summary>
    public static string Of(Provenance provenance) => provenance switch
    {
        Provenance.AsPublished => "as published",
        Provenance.AsCommonlyStated => "as commonly stated",
        Provenance.Corrected => "corrected",
        Provenance.New => "new",
        _ => throw new ArgumentOutOfRangeException(nameof(provenance)),
    };

    /// <summary>What the provenance means, in a sentence.</summary>
    public static string Explain(Provenance provenance) => provenance switch
    {
        Provenance.AsPublished => "Confirmed in the published text.",
        Provenance.AsCommonlyStated => "As the statement is commonly cited; the paper's own wording was not at hand.",
        Provenance.Corrected => "The published or publicly coded form fails numerically; the form here holds.",
        Provenance.New => "Ours, or stronger than what was published.",
        _ => throw new ArgumentOutOfRangeException(nameof(provenance)),
    };
}
