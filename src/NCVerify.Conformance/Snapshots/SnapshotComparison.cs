using NCVerify.Numerics;

namespace NCVerify.Conformance;

/// <summary>One way in which a received snapshot differs from the approved one.</summary>
/// <param name="Where">Quantity with indices from 0, for instance "gram[1][2]"; "file" for the approved file as a whole.</param>
/// <param name="What">What differs, in words, with both values.</param>
public sealed record SnapshotDifference(string Where, string What)
{
    /// <summary>One line: where, colon, what.</summary>
    public override string ToString() => $"{Where}: {What}";
}

/// <summary>
/// Compares numerically. The approved file decides the tolerances; a received snapshot with other tolerances or another
/// reason differs, so that no tolerance is widened without approval. The order of the quantities does not matter.
/// </summary>
public static class SnapshotComparison
{
    /// <summary>All differences; empty when the snapshots are equal within the approved tolerances. NaN equals nothing.</summary>
    public static IReadOnlyList<SnapshotDifference> Differences(Snapshot approved, Snapshot received)
    {
        ArgumentNullException.ThrowIfNull(approved);
        ArgumentNullException.ThrowIfNull(received);
        var differences = new List<SnapshotDifference>();
        foreach (SnapshotEntry entry in approved.Entries)
        {
            if (received.Find(entry.Quantity) is { } counterpart)
            {
                CompareTerms(entry, counterpart, differences);
                CompareValues(entry.Quantity, entry, entry.Value, counterpart.Value, differences);
            }
            else
            {
                differences.Add(new(entry.Quantity, "approved, but no longer received"));
            }
        }

        differences.AddRange(received.Entries.Where(e => approved.Find(e.Quantity) is null).Select(e => new SnapshotDifference(e.Quantity, "received, but not in the approved file")));
        return differences;
    }

    private static void CompareTerms(SnapshotEntry approved, SnapshotEntry received, List<SnapshotDifference> differences)
    {
        if (!Same(approved.Absolute, received.Absolute) || !Same(approved.Relative, received.Relative))
        {
            differences.Add(new(approved.Quantity, $"tolerance received {Terms(received)}, approved {Terms(approved)}"));
        }

        if (approved.Reason != received.Reason)
        {
            differences.Add(new(approved.Quantity, $"reason received '{received.Reason}', approved '{approved.Reason}'"));
        }
    }

    // A tolerance that is a fraction of a computed value moves with that value's last bits; nobody widens one by a millionth.
    private static bool Same(double approved, double received) => Math.Abs(approved - received) <= 1e-6 * Math.Abs(approved);

    private static void CompareValues(string where, SnapshotEntry entry, SnapshotValue approved, SnapshotValue received, List<SnapshotDifference> differences)
    {
        switch (approved, received)
        {
            case (SnapshotValue.Number a, SnapshotValue.Number r):
                CompareNumbers(where, entry, a.Value, r.Value, differences);
                break;
            case (SnapshotValue.List a, SnapshotValue.List r) when a.Items.Count != r.Items.Count:
                differences.Add(new(where, $"received a list of {Count(r)}, approved a list of {Count(a)}"));
                break;
            case (SnapshotValue.List a, SnapshotValue.List r):
                for (int i = 0; i < a.Items.Count; i++)
                {
                    CompareValues($"{where}[{i.ToString(Exact.Culture)}]", entry, a.Items[i], r.Items[i], differences);
                }

                break;
            default:
                if (approved != received)
                {
                    differences.Add(new(where, $"received {InWords(received)}, approved {InWords(approved)}"));
                }

                break;
        }
    }

    private static void CompareNumbers(string where, SnapshotEntry entry, double approved, double received, List<SnapshotDifference> differences)
    {
        double error = approved == received ? 0 : Math.Abs(received - approved), allowed = entry.Allowed(approved);
        if (!(error <= allowed))
        {
            differences.Add(new(where, $"received {Exact.Format(received)}, approved {Exact.Format(approved)}, off by {Exact.Format(error)}, allowed {Exact.Format(allowed)} ({Terms(entry)}: {entry.Reason})"));
        }
    }

    private static string Count(SnapshotValue.List list) => list.Items.Count.ToString(Exact.Culture);

    private static string Terms(SnapshotEntry entry) => $"absolute {Exact.Format(entry.Absolute)}, relative {Exact.Format(entry.Relative)}";

    private static string InWords(SnapshotValue value) => value switch
    {
        SnapshotValue.Number number => Exact.Format(number.Value),
        SnapshotValue.Truth truth => truth.Value ? "true" : "false",
        SnapshotValue.Text text => $"'{text.Value}'",
        SnapshotValue.List list => $"a list of {Count(list)}",
        _ => value.GetType().Name,
    };
}
