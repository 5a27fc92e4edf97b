using NCVerify.Conformance;

namespace NCVerify.Cli.Tests;

public sealed class ApproveCommandTest
{
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void SetUp() => _directory = new();

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void ReceivedSnapshotsBecomeApproved()
    {
        Receive("A.One", 1);
        Receive("B.Two", 2);

        Cli cli = Cli.Run("approve", "A.*", "--root", _directory.Path, "--json");

        Assert.That(cli.Code, Is.EqualTo(ExitCode.Done));
        Assert.That(Schema.Load("approve").Problems(cli.Json), Is.Empty);
        Assert.That(cli.Json.GetProperty("snapshots").EnumerateArray().Select(s => s.GetProperty("name").GetString()), Is.EqualTo(["A.One"]));
        Assert.That(File.Exists(_directory.File("A.One.verified.json")) && File.Exists(_directory.File("B.Two.received.json")));
        Assert.That(Cli.Run("approve", "--root", _directory.Path).Out, Is.EqualTo("approved  B.Two\n"));
        Assert.That(Cli.Run("approve", "--root", _directory.Path).Out, Is.EqualTo("No received snapshot waits for approval.\n"));
    }

    [Test]
    public void ARefusedSnapshotFailsTheCommandAndSaysWhy()
    {
        Receive("A.NaN", double.NaN);
        Cli cli = Cli.Run("approve", "--root", _directory.Path);
        Assert.That((cli.Code, cli.Out), Is.EqualTo((ExitCode.Failed, "refused   A.NaN: quantity 'x' is NaN, which equals nothing\n")));
    }

    [Test]
    public void AMissingDirectoryOrEmptyGlobIsRefused()
    {
        Assert.That(Cli.Refused("approve", "--root", _directory.File("absent")), Does.Contain("absent"));
        Assert.That(Cli.Refused("approve", "", "--root", _directory.Path), Does.Contain("GLOB is empty"));
    }

    private void Receive(string name, double x) => new SnapshotStore(_directory.Path).Compare(name, new Snapshot().AddExact("x", x, "r"));
}
