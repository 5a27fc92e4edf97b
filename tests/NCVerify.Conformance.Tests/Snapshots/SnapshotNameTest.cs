namespace NCVerify.Conformance.Tests.Snapshots;

public sealed class SnapshotNameTest
{
    [Test]
    public void PlainIdentitiesReadLikeTheTest() =>
        Assert.That(SnapshotName.Of("SeliGeometry", "HoldsAtTheOptimum", ("n", "6,5,3,2"), ("lambda", "1e-05")), Is.EqualTo("SeliGeometry.HoldsAtTheOptimum_n=6,5,3,2_lambda=1e-05"));

    [Test]
    public void NamesAreSafeFileNamesAndNeverCollideEvenWhereCaseIsIgnored()
    {
        string[] texts = ["a", "A", "a b", "a-b", "a_b", "a=b", "a/b", "a\\b", "..", "", "a:b", "a*", "λ", "μ", "a~b", "1", "1_b=2", "CON", "con", new('x', 300), new string('x', 300) + "y"];
        var names = new Dictionary<string, (string, string)>(StringComparer.OrdinalIgnoreCase);
        foreach (string first in texts)
        {
            foreach (string second in texts)
            {
                string name = SnapshotName.Of("Fixture", "Method", ("p", first), ("b", second));
                Assert.That(names.TryAdd(name, (first, second)), $"({first}, {second}) collides with {names[name]}: {name}");
                Assert.That(name, Has.Length.AtMost(SnapshotName.Longest).And.Match("^[A-Za-z0-9+,._=~-]+$"));
            }

            Assert.That(names.TryAdd(SnapshotName.Of("Fixture", "Method", ("p", first)), (first, "none")), $"one parameter '{first}'");
        }
    }

    [Test]
    public void FixtureMethodAndParameterNamesAreKeptApart()
    {
        string[] names =
        [
            SnapshotName.Of("A.B", "C"), SnapshotName.Of("A", "B.C"), SnapshotName.Of("A", "B_c", ("d", "1")), SnapshotName.Of("A", "B", ("c_d", "1")),
            SnapshotName.Of("A<int>", "B"), SnapshotName.Of("A-int-", "B"), SnapshotName.Of("A+N", "B"),
        ];
        Assert.That(names, Is.Unique);
    }

    [Test]
    public void AnEmptyFixtureIsRefused() => Assert.That(() => SnapshotName.Of(" ", "M"), Throws.ArgumentException);
}
