using NCVerify.Numerics;

namespace NCVerify.Conformance;

/// <summary>One approved or received quantity with the tolerance that each of its numbers has.</summary>
/// <param name="Quantity">Name, unique within the snapshot.</param>
/// <param name="Value">The value.</param>
/// <param name="Absolute">Absolute tolerance of each number, finite and not negative.</param>
/// <param name="Relative">Relative tolerance of each number, finite and not negative.</param>
/// <param name="Reason">Why these tolerances; never empty.</param>
public sealed record SnapshotEntry(string Quantity, SnapshotValue Value, double Absolute, double Relative, string Reason)
{
    /// <summary>The largest deviation from an approved number that still counts as equal: max(absolute, relative |approved|); 0 at infinities.</summary>
    public double Allowed(double approved) => double.IsInfinity(approved) ? 0 : Math.Max(Absolute, Relative * Math.Abs(approved));
}

/// <summary>The quantities of one spec, in the order in which they were added, as a person approves them.</summary>
public sealed class Snapshot
{
    private readonly OrderedDictionary<string, SnapshotEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>The quantities in order.</summary>
    public IReadOnlyList<SnapshotEntry> Entries => [.. _entries.Values];

    /// <summary>The quantity of that name, or null.</summary>
    public SnapshotEntry? Find(string quantity) => _entries.GetValueOrDefault(quantity);

    /// <summary>Adds a quantity whose numbers may each deviate by max(absolute, relative |approved|).</summary>
    /// <exception cref="ArgumentException">The name is empty or taken, a tolerance is negative or not finite, or the reason is empty.</exception>
    public Snapshot Add(string quantity, SnapshotValue value, double absolute, double relative, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(quantity);
        ArgumentNullException.ThrowIfNull(value);
        RequireTolerance(quantity, nameof(absolute), absolute);
        RequireTolerance(quantity, nameof(relative), relative);
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new ArgumentException($"Quantity '{quantity}' needs the reason for its tolerance.", nameof(reason));
        }

        if (!_entries.TryAdd(quantity, new(quantity, value, absolute, relative, reason)))
        {
            throw new ArgumentException($"Quantity '{quantity}' is there twice.", nameof(quantity));
        }

        return this;
    }

    /// <summary>Adds a quantity that must be reproduced exactly (a count, a truth value, a digest).</summary>
    public Snapshot AddExact(string quantity, SnapshotValue value, string reason) => Add(quantity, value, 0, 0, reason);

    private static void RequireTolerance(string quantity, string kind, double tolerance)
    {
        if (!double.IsFinite(tolerance) || tolerance < 0)
        {
            throw new ArgumentException($"Quantity '{quantity}': the {kind} tolerance must be finite and not negative; it is {Exact.Format(tolerance)}.", kind);
        }
    }
}
