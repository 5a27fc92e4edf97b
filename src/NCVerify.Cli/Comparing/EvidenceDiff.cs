using NCVerify.Claims;
using NCVerify.Conformance;

namespace NCVerify.Cli.Comparing;

/// <summary>A claim whose verdict differs; null where a run has no record of it.</summary>
internal sealed record VerdictChange(string Claim, Verdict? Before, Verdict? After);

/// <summary>A comparison that holds in one run and not in the other, or is in one run only (null in the other).</summary>
internal sealed record ComparisonChange(string Claim, string Test, string Quantity, Observation? Before, Observation? After);

/// <summary>What differs between two runs, beyond numbers that moved within their tolerances.</summary>
internal sealed record EvidenceDiff(IReadOnlyList<VerdictChange> Verdicts, IReadOnlyList<ComparisonChange> Comparisons)
{
    /// <summary>Whether the runs say the same.</summary>
    public bool IsEmpty => Verdicts.Count == 0 && Comparisons.Count == 0;

    /// <summary>Compares two runs; the claims in natural order of ids.</summary>
    public static EvidenceDiff Of(Evidence before, Evidence after)
    {
        var a = ClaimVerdict.All(before).ToDictionary(v => v.Claim, v => v.Verdict, StringComparer.Ordinal);
        var b = ClaimVerdict.All(after).ToDictionary(v => v.Claim, v => v.Verdict, StringComparer.Ordinal);
        VerdictChange[] verdicts = [.. a.Keys.Union(b.Keys, StringComparer.Ordinal).Order(ClaimIdOrder.Instance)
            .Select(id => new VerdictChange(id, a.TryGetValue(id, out Verdict x) ? x : null, b.TryGetValue(id, out Verdict y) ? y : null))
            .Where(c => c.Before != c.After)];

        var first = ByKey(before);
        var second = ByKey(after);
        ComparisonChange[] comparisons = [.. first.Keys.Union(second.Keys)
            .Select(key => new ComparisonChange(key.Claim, key.Test, key.Quantity, first.GetValueOrDefault(key), second.GetValueOrDefault(key)))
            .Where(c => c.Before?.Holds != c.After?.Holds)
            .OrderBy(c => c.Claim, ClaimIdOrder.Instance).ThenBy(c => c.Test, StringComparer.Ordinal).ThenBy(c => c.Quantity, StringComparer.Ordinal)];
        return new(verdicts, comparisons);
    }

    // A test may state a quantity more than once: its occurrences are told apart by their order.
    private static Dictionary<(string Claim, string Test, string Quantity, int Occurrence), Observation> ByKey(Evidence evidence) => evidence.Observations
        .GroupBy(o => (o.Claim, o.Test, o.Quantity))
        .SelectMany(g => g.Index().Select(x => (Key: (g.Key.Claim, g.Key.Test, g.Key.Quantity, x.Index), x.Item)))
        .ToDictionary(x => x.Key, x => x.Item);
}
