namespace NCVerify.Conformance.Tests.Snapshots;

public sealed class SnapshotStoreTest
{
    private const string Name = "Fixture.Method_k=4";
    private TemporaryDirectory _directory = null!;

    private string Verified => _directory.File(Name + ".verified.json");

    private string Received => _directory.File(Name + ".received.json");

    private SnapshotStore Store => new(_directory.Path);

    [SetUp]
    public void SetUp() => _directory = new();

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void TheFirstSnapshotIsNewAndWaitsForApproval()
    {
        SnapshotResult result = Store.Compare(Name, Of(1));

        Assert.That(result.Status, Is.EqualTo(SnapshotStatus.New));
        Assert.That(result.Summary, Is.EqualTo("new"));
        Assert.That(File.Exists(Received) && !File.Exists(Verified));
        Assert.That(Directory.GetFiles(_directory.Path), Has.Length.EqualTo(1), "no temporary file remains");
    }

    [Test]
    public void WithinToleranceTheApprovedTextIsKeptToTheByteAndNothingIsReceived()
    {
        Store.Compare(Name, Of(1));
        Approver.Approve(_directory.Path);
        byte[] approved = File.ReadAllBytes(Verified);
        File.WriteAllText(Received, "left over from a run that failed");

        SnapshotResult result = Store.Compare(Name, Of(1 + 0.9e-3));

        Assert.That(result.IsEqual);
        Assert.That(File.ReadAllBytes(Verified), Is.EqualTo(approved));
        Assert.That(File.Exists(Received), Is.False);
    }

    [Test]
    public void OutOfToleranceItIsNotEqualAndNamesTheQuantity()
    {
        Store.Compare(Name, Of(1));
        Approver.Approve(_directory.Path);
        byte[] approved = File.ReadAllBytes(Verified);

        SnapshotResult result = Store.Compare(Name, Of(1.0011));

        Assert.That(result.Status, Is.EqualTo(SnapshotStatus.NotEqual));
        Assert.That(result.Summary, Does.StartWith("not equal: loss: received 1.0011, approved 1, off by"));
        Assert.That(File.ReadAllBytes(Verified), Is.EqualTo(approved));
        Assert.That(File.ReadAllText(Received), Does.Contain("1.0011"));
    }

    [Test]
    public void CarriageReturnsInTheApprovedFileAreAnError()
    {
        Store.Compare(Name, Of(1));
        Approver.Approve(_directory.Path);
        File.WriteAllText(Verified, File.ReadAllText(Verified).Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.That(Store.Compare(Name, Of(1)).Summary, Does.Contain("carriage returns"));
    }

    [Test]
    public void AnUnreadableApprovedFileIsNotEqualAndSaysWhere()
    {
        File.WriteAllText(Verified, "{\n  \"schema\": 1,\n  oops\n}");

        SnapshotResult result = Store.Compare(Name, Of(1));

        Assert.That(result.Status, Is.EqualTo(SnapshotStatus.NotEqual));
        Assert.That(result.Summary, Does.Contain("not readable").And.Contain("LineNumber: 2"));
    }

    [Test]
    public void AnEmptySnapshotDirectoryIsMadeWhenNeeded()
    {
        var store = new SnapshotStore(_directory.File("deep/er"));
        Assert.That(store.Compare(Name, Of(1)).Status, Is.EqualTo(SnapshotStatus.New));
        Assert.That(File.Exists(_directory.File($"deep/er/{Name}.received.json")));
    }

    [TestCase("../escape")]
    [TestCase("a/b")]
    [TestCase("")]
    [TestCase(".hidden")]
    [TestCase("a:b")]
    public void ANameThatIsNoPlainFileNameIsRefused(string name) =>
        Assert.That(() => Store.Compare(name, Of(1)), Throws.ArgumentException);

    [Test]
    public void DanglingFilesAreThoseThatNoTestAskedFor()
    {
        foreach (string name in (string[])[Name, "Fixture.Renamed", "Fixture.Also"])
        {
            Store.Compare(name, Of(1));
        }

        Approver.Approve(_directory.Path);
        Store.Compare("Fixture.Waiting", Of(1));

        Assert.That(new SnapshotDirectory(_directory.Path).Dangling([Name]), Is.EqualTo(["Fixture.Also.verified.json", "Fixture.Renamed.verified.json"]));
        Assert.That(new SnapshotDirectory(_directory.File("absent")).Dangling([Name]), Is.Empty);
    }

    private static Snapshot Of(double loss) => new Snapshot().Add("loss", loss, 1e-3, 0, "a test");
}
