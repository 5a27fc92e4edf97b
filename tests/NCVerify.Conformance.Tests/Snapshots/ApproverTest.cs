namespace NCVerify.Conformance.Tests.Snapshots;

public sealed class ApproverTest
{
    private TemporaryDirectory _root = null!;

    [SetUp]
    public void SetUp()
    {
        _root = new();
        Receive("specs/Seli", "A.First", 1);
        Receive("specs/Lpm", "B.Second", 2);
        Receive("artifacts/copy", "C.Third", 3);
    }

    [TearDown]
    public void TearDown() => _root.Dispose();

    [Test]
    public void EveryWaitingSnapshotIsMovedOverItsApprovedFileExceptInBuildOutput()
    {
        File.WriteAllText(_root.File("specs/Seli/A.First.verified.json"), "old");

        IReadOnlyList<Approval> approvals = Approver.Approve(_root.Path);

        Assert.That(approvals, Is.EqualTo([new Approval("specs/Lpm/B.Second", true, ""), new Approval("specs/Seli/A.First", true, "")]));
        Assert.That(new SnapshotStore(_root.File("specs/Seli")).Compare("A.First", Of(1)).IsEqual);
        Assert.That(File.Exists(_root.File("specs/Seli/A.First.received.json")), Is.False);
        Assert.That(File.Exists(_root.File("artifacts/copy/C.Third.received.json")));
    }

    [TestCase("A.*", 1)]
    [TestCase("?.Second", 1)]
    [TestCase("a.*", 0)]
    [TestCase("specs/Seli/*", 1)]
    [TestCase("Seli", 0)]
    public void TheGlobChooses(string glob, int expected) => Assert.That(Approver.Approve(_root.Path, glob), Has.Count.EqualTo(expected));

    [Test]
    public void NaNAndUnreadableFilesAreRefusedAndStay()
    {
        Receive("specs", "D.NaN", double.NaN);
        File.WriteAllText(_root.File("specs/E.Bad.received.json"), "{");

        Approval[] refused = [.. Approver.Approve(_root.Path).Where(a => !a.Approved)];

        Assert.That(refused.Select(a => a.Name), Is.EqualTo(["specs/D.NaN", "specs/E.Bad"]));
        Assert.That(refused[0].Reason, Does.Contain("quantity 'x' is NaN"));
        Assert.That(refused[1].Reason, Does.Contain("not valid JSON"));
        Assert.That(File.Exists(_root.File("specs/D.NaN.received.json")) && !File.Exists(_root.File("specs/D.NaN.verified.json")));
    }

    [Test]
    public void AMissingRootIsNamed() =>
        Assert.That(() => Approver.Approve(_root.File("absent")), Throws.TypeOf<DirectoryNotFoundException>().With.Message.Contain("absent"));

    private static Snapshot Of(double x) => new Snapshot().AddExact("x", x, "r");

    private void Receive(string directory, string name, double x) => new SnapshotStore(_root.File(directory)).Compare(name, Of(x));
}
