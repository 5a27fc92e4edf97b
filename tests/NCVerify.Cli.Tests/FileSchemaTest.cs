using System.Text.Json;
using NCVerify.Conformance;
using NCVerify.Numerics;

namespace NCVerify.Cli.Tests;

/// <summary>Files that are written keep their published schemas.</summary>
public sealed class FileSchemaTest
{
    [Test]
    public void Snapshots()
    {
        Snapshot snapshot = new Snapshot().Add("x", double.NaN, 1e-9, 0, "r").AddExact("gram", new Matrix(2, 2, [1, 0, 0, 1]), "r").AddExact("digest", "ab", "r").AddExact("flag", true, "r");
        Assert.That(Problems("snapshot", SnapshotJson.Write(snapshot)), Is.Empty);
        Assert.That(Problems("snapshot", SnapshotJson.Write(snapshot).Replace("\"reason\"", "\"raeson\"", StringComparison.Ordinal)), Is.Not.Empty, "the check bites");
    }

    [Test]
    public void Solutions()
    {
        using var directory = new TemporaryDirectory();
        string problem = directory.Write("p.json", """{"model":"unconstrained-features","loss":"cross-entropy","reduction":"mean","samples":[3,2],"dimension":2,"lambdaW":[0.01],"lambdaH":0.02}""");
        Assert.That(Problems("problem", File.ReadAllText(problem)), Is.Empty);
        Assert.That(Problems("solution", Cli.Run("solve", problem, "--json").Out), Is.Empty);
    }

    private static IReadOnlyList<string> Problems(string schema, string json) => Schema.Load(schema).Problems(JsonDocument.Parse(json).RootElement);
}
