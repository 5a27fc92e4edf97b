using NCVerify.Claims;

namespace NCVerify.Conformance;

/// <summary>
/// What the evidence says of one claim. Refuted: a comparison outside controls fails with a finite error, in a test
/// whose oracle delivered. Inconclusive: something that should speak does not (a NaN, an oracle that did not converge, a
/// test without comparisons, a control that does not bite). Verified only when nothing of this is the case.
/// </summary>
public sealed record ClaimVerdict
{
    /// <summary>Claim id.</summary>
    public required string Claim { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The verdict that the claim's record expects.</summary>
    public required Verdict Expected { get; init; }

    /// <summary>Why, in words, the most telling first; never empty.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Whether the verdict is the expected one. A claim that was not run is not as expected, and not unexpected either.</summary>
    public bool AsExpected => Verdict == Expected;

    /// <summary>Whether the claim was run and came out otherwise than expected.</summary>
    public bool Unexpected => Verdict != Verdict.NotRun && !AsExpected;

    /// <summary>Largest error outside controls in units of its tolerance; null without a finite one. Infinite when a tolerance of zero is exceeded.</summary>
    public double? WorstRatio { get; init; }

    /// <summary>The comparison with the largest ratio, or null.</summary>
    public Observation? Worst { get; init; }

    /// <summary>Controls that bite, and controls that were run.</summary>
    public (int Biting, int Run) Controls { get; init; }

    /// <summary>The verdict of one claim.</summary>
    /// <exception cref="ArgumentException">The evidence has no record of the claim.</exception>
    public static ClaimVerdict Of(Evidence evidence, string claimId)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ClaimRecord claim = evidence.Claims.FirstOrDefault(c => string.Equals(c.Claim, claimId, StringComparison.Ordinal))
            ?? throw new ArgumentException($"The evidence has no record of claim '{claimId}'.", nameof(claimId));
        return VerdictRules.Judge(
            claim,
            [.. evidence.Tests.Where(t => string.Equals(t.Claim, claimId, StringComparison.Ordinal))],
            [.. evidence.Observations.Where(o => string.Equals(o.Claim, claimId, StringComparison.Ordinal))],
            evidence.Complete);
    }

    /// <summary>The verdicts of all claims of the evidence, in natural order of ids.</summary>
    public static IReadOnlyList<ClaimVerdict> All(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var tests = evidence.Tests.ToLookup(t => t.Claim, StringComparer.Ordinal);
        var observations = evidence.Observations.ToLookup(o => o.Claim, StringComparer.Ordinal);
        return [.. evidence.Claims
            .OrderBy(c => c.Claim, ClaimIdOrder.Instance)
            .Select(c => VerdictRules.Judge(c, [.. tests[c.Claim]], [.. observations[c.Claim]], evidence.Complete))];
    }
}
