using NCVerify.Numerics;

namespace NCVerify.Conformance.Tests.Snapshots;

public sealed class SnapshotComparisonTest
{
    [TestCase(100.0, 100.5, 1.0, 0.0, true, TestName = "within the absolute tolerance")]
    [TestCase(100.0, 101.5, 1.0, 0.0, false, TestName = "beyond the absolute tolerance")]
    [TestCase(100.0, 100.5, 0.0, 0.01, true, TestName = "within the relative tolerance")]
    [TestCase(100.0, 101.5, 0.0, 0.01, false, TestName = "beyond the relative tolerance")]
    [TestCase(100.0, 101.5, 1.0, 0.01, false, TestName = "the larger of both counts, not their sum")]
    [TestCase(0.0, 0.0, 0.0, 0.0, true, TestName = "zero tolerance, same number")]
    [TestCase(0.0, -0.0, 0.0, 0.0, true, TestName = "both zeros are the same number")]
    [TestCase(1.0, 1.0000000000000002, 0.0, 0.0, false, TestName = "zero tolerance, next number")]
    [TestCase(double.NaN, double.NaN, 1e300, 1.0, false, TestName = "NaN equals nothing, not even NaN")]
    [TestCase(1.0, double.NaN, 1e300, 1.0, false, TestName = "a received NaN equals nothing")]
    [TestCase(double.NaN, 1.0, 1e300, 1.0, false, TestName = "an approved NaN equals nothing")]
    [TestCase(double.PositiveInfinity, double.PositiveInfinity, 0.0, 0.0, true, TestName = "infinity equals infinity")]
    [TestCase(double.PositiveInfinity, 1e308, 0.0, 1.0, false, TestName = "no number is near infinity")]
    [TestCase(double.PositiveInfinity, double.NegativeInfinity, 0.0, 1.0, false, TestName = "infinities differ by sign")]
    [TestCase(1.0, double.PositiveInfinity, 1e300, 1.0, false, TestName = "infinity is near no number")]
    public void Numbers(double approved, double received, double absolute, double relative, bool equal) =>
        Assert.That(Compare(new Snapshot().Add("x", approved, absolute, relative, "r"), new Snapshot().Add("x", received, absolute, relative, "r")), equal ? Is.Empty : Has.Count.EqualTo(1));

    [Test]
    public void EachNumberOfAMatrixHasTheToleranceAndItsPlaceIsNamed()
    {
        Snapshot approved = Matrix(4), received = Matrix(4.002);

        IReadOnlyList<SnapshotDifference> differences = Compare(approved, received);

        Assert.That(differences.Select(d => d.Where), Is.EqualTo(["gram[1][0]"]));
        Assert.That(differences[0].What, Does.Contain("received 4.002").And.Contain("approved 4").And.Contain("allowed 0.001").And.Contain("rounding"));

        static Snapshot Matrix(double entry) => new Snapshot().Add("gram", new Matrix(2, 2, [1, 2, entry, 5]), 1e-3, 0, "rounding");
    }

    [Test]
    public void ShapesKindsAndMissingQuantitiesDiffer()
    {
        Snapshot approved = new Snapshot().AddExact("list", (double[])[1, 2], "r").AddExact("kind", true, "r").AddExact("gone", 1.0, "r").AddExact("digest", "ab", "r");
        Snapshot received = new Snapshot().AddExact("list", (double[])[1, 2, 3], "r").AddExact("kind", 1.0, "r").AddExact("more", 1.0, "r").AddExact("digest", "ac", "r");

        Assert.That(Compare(approved, received).Select(d => d.ToString()), Is.EqualTo(
        [
            "list: received a list of 3, approved a list of 2",
            "kind: received 1, approved true",
            "gone: approved, but no longer received",
            "digest: received 'ac', approved 'ab'",
            "more: received, but not in the approved file",
        ]));
    }

    [Test]
    public void ATestCannotWidenItsToleranceWithoutApproval()
    {
        Snapshot approved = new Snapshot().Add("x", 1.0, 1e-9, 0, "rounding");

        Assert.That(Compare(approved, new Snapshot().Add("x", 1.5, 1, 0, "rounding")).Select(d => d.What), Has.One.StartWith("tolerance received absolute 1").And.One.Contain("off by 0.5"));
        Assert.That(Compare(approved, new Snapshot().Add("x", 1.0, 1e-9, 0, "other")).Single().What, Is.EqualTo("reason received 'other', approved 'rounding'"));
    }

    [Test]
    public void TheOrderOfQuantitiesDoesNotMatter() =>
        Assert.That(Compare(new Snapshot().AddExact("a", 1.0, "r").AddExact("b", 2.0, "r"), new Snapshot().AddExact("b", 2.0, "r").AddExact("a", 1.0, "r")), Is.Empty);

    private static IReadOnlyList<SnapshotDifference> Compare(Snapshot approved, Snapshot received) => SnapshotComparison.Differences(approved, received);
}
