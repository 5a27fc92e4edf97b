using System.Collections.Concurrent;
using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;

namespace NCVerify.Specs.Harness;

/// <summary>Compares what a test measured with what was last approved for it.</summary>
internal static class Snapshots
{
    // Larger matrices are kept by their norms alone: a snapshot is for people to read and approve.
    private const int LargestTable = 144;

    private static readonly ConcurrentDictionary<string, bool> Used = new(StringComparer.Ordinal);

    /// <summary>Where the approved snapshots of this project lie.</summary>
    public static string Folder => Path.Combine(RepositoryLayout.Find().Root, "specs", "NCVerify.Specs", "Snapshots");

    public static TestRecord Compare(TestIdentity test, TestRecord record, IReadOnlyList<Observation> observations)
    {
        if (!Workbench.Current.CompareSnapshots || record.Control || record.Outcome != TestOutcome.Passed)
        {
            return record;
        }

        string[] place = test.Fixture.Split('.');
        string name = SnapshotName.Of(place[1], test.Method, [.. Parameters(test.Arguments)]);
        if (!Used.TryAdd(place[0] + name, true))
        {
            return record with { Outcome = TestOutcome.Failed, Message = $"two tests share the snapshot '{name}'; give their regimes different names" };
        }

        SnapshotResult result = new SnapshotStore(Path.Combine(Folder, place[0])).Compare(name, Of(observations));
        record = record with { Snapshot = result.Summary };
        return result.IsEqual
            ? record
            : record with { Outcome = TestOutcome.Failed, Message = $"{result.Message}\nIf the new values are right, accept them: ncverify approve \"{name}\"" };
    }

    // "n = 6-5-3-2, d = 4, ReLU" as names and values, for file names that people can read.
    private static IEnumerable<(string Name, string Value)> Parameters(string arguments) =>
        arguments.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split(" = ", 2)).Select(pair => pair.Length == 2 ? (pair[0], pair[1]) : ("case", pair[0]));

    private static Snapshot Of(IReadOnlyList<Observation> observations)
    {
        var snapshot = new Snapshot();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Observation o in observations)
        {
            seen[o.Quantity] = seen.GetValueOrDefault(o.Quantity) + 1;
            string quantity = seen[o.Quantity] == 1 ? o.Quantity : $"{o.Quantity} ({seen[o.Quantity]})";
            (double absolute, double relative, string reason) = o.Comparison == Comparison.Equal
                ? (o.Tolerance, 0, o.Reason)
                : (Math.Max(o.Tolerance, 1e-12), 1e-6, "a bound: the value itself may move a little");
            if (o.Measured is Quantity.Table { Values: { Data.Length: > LargestTable } large })
            {
                snapshot.Add(quantity + ", Frobenius norm", Math.Sqrt(large.Data.Sum(x => x * x)), absolute * Math.Sqrt(large.Data.Length), relative, reason);
            }
            else
            {
                snapshot.Add(quantity, SnapshotValue.From(o.Measured), absolute, relative, reason);
            }
        }

        return snapshot;
    }
}
