using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>A claim whose verdict differs; null where a run has no record of it.</summary>
public sealed record VerdictChange(string Claim, Verdict? Before, Verdict? After);

/// <summary>A comparison that holds in one run and not in the other, or is in one run only (null in the other).</summary>
public sealed record ComparisonChange(string Claim, string Test, string Quantity, Observation? Before, Observation? After);

/// <summary>A comparison in both runs whose measured value is another.</summary>
/// <param name="Claim">Claim id.</param>
/// <param name="Test">Test.</param>
/// <param name="Quantity">Quantity.</param>
/// <param name="Before">In the earlier run.</param>
/// <param name="After">In the later run.</param>
/// <param name="Tolerances">Largest difference of two entries in units of the later run's tolerance; infinite when shapes differ, a number is not finite, or the tolerance is zero.</param>
public sealed record Movement(string Claim, string Test, string Quantity, Observation Before, Observation After, double Tolerances);

/// <summary>What differs between two runs.</summary>
/// <param name="Verdicts">Claims whose verdict differs, in natural order of ids.</param>
/// <param name="Comparisons">Comparisons that hold in one run only, or are in one run only.</param>
/// <param name="Moved">Numbers that moved, the farthest first in units of tolerance.</param>
public sealed record EvidenceDiff(IReadOnlyList<VerdictChange> Verdicts, IReadOnlyList<ComparisonChange> Comparisons, IReadOnlyList<Movement> Moved)
{
    /// <summary>Whether the runs say the same; numbers may have moved within their tolerances.</summary>
    public bool IsEmpty => Verdicts.Count == 0 && Comparisons.Count == 0;

    /// <summary>Comparisons that turned: they hold in one run and not in the other.</summary>
    public IEnumerable<ComparisonChange> Turned => Comparisons.Where(c => c is { Before: not null, After: not null });

    /// <summary>Comparisons that only the later run has.</summary>
    public IEnumerable<ComparisonChange> Added => Comparisons.Where(c => c.Before is null);

    /// <summary>Comparisons that only the earlier run has.</summary>
    public IEnumerable<ComparisonChange> Removed => Comparisons.Where(c => c.After is null);

    /// <summary>Compares two runs.</summary>
    public static EvidenceDiff Of(Evidence before, Evidence after)
    {
        var a = ClaimVerdict.All(before).ToDictionary(v => v.Claim, v => v.Verdict, StringComparer.Ordinal);
        var b = ClaimVerdict.All(after).ToDictionary(v => v.Claim, v => v.Verdict, StringComparer.Ordinal);
        VerdictChange[] verdicts = [.. a.Keys.Union(b.Keys, StringComparer.Ordinal).Order(ClaimIdOrder.Instance)
            .Select(id => new VerdictChange(id, a.TryGetValue(id, out Verdict x) ? x : null, b.TryGetValue(id, out Verdict y) ? y : null))
            .Where(c => c.Before != c.After)];

        var first = ByKey(before);
        var second = ByKey(after);
        ComparisonChange[] all = [.. first.Keys.Union(second.Keys)
            .Select(key => new ComparisonChange(key.Claim, key.Test, key.Quantity, first.GetValueOrDefault(key), second.GetValueOrDefault(key)))
            .OrderBy(c => c.Claim, ClaimIdOrder.Instance).ThenBy(c => c.Test, StringComparer.Ordinal).ThenBy(c => c.Quantity, StringComparer.Ordinal)];
        return new(
            verdicts,
            [.. all.Where(c => c.Before?.Holds != c.After?.Holds)],
            [.. all.Select(Moves).OfType<Movement>().OrderByDescending(m => m.Tolerances)]);
    }

    private static Movement? Moves(ComparisonChange change)
    {
        if (change is not { Before: { } before, After: { } after })
        {
            return null;
        }

        double distance = Distance(before.Measured, after.Measured);
        return distance == 0 ? null : new(change.Claim, change.Test, change.Quantity, before, after, after.Tolerance > 0 && double.IsFinite(distance) ? distance / after.Tolerance : double.PositiveInfinity);
    }

    // Numbers in the order in which they are written; truth values count as 0 and 1. Two that are both not finite, and the same, agree.
    private static double Distance(Quantity a, Quantity b)
    {
        double[] x = [.. Numbers(a)], y = [.. Numbers(b)];
        if (a.GetType() != b.GetType() || x.Length != y.Length)
        {
            return double.PositiveInfinity;
        }

        return x.Zip(y, (p, q) => p.Equals(q) ? 0 : double.IsFinite(p - q) ? Math.Abs(p - q) : double.PositiveInfinity).DefaultIfEmpty(0).Max();
    }

    private static IEnumerable<double> Numbers(Quantity quantity) => quantity switch
    {
        Quantity.Scalar(double value) => [value],
        Quantity.Flag(bool value) => [value ? 1 : 0],
        Quantity.Vector { Values: var values } => values,
        Quantity.Flags { Values: var values } => values.Select(v => v ? 1.0 : 0),
        Quantity.Table { Values: var matrix } => matrix.Data,
        Quantity.Group { Members: var members } => members.SelectMany(m => Numbers(m.Value)),
        _ => [],
    };

    // A test may state a quantity more than once: its occurrences are told apart by their order.
    private static Dictionary<(string Claim, string Test, string Quantity, int Occurrence), Observation> ByKey(Evidence evidence) => evidence.Observations
        .GroupBy(o => (o.Claim, o.Test, o.Quantity))
        .SelectMany(g => g.Index().Select(x => (Key: (g.Key.Claim, g.Key.Test, g.Key.Quantity, x.Index), x.Item)))
        .ToDictionary(x => x.Key, x => x.Item);
}
