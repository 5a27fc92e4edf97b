using System.CommandLine;
using System.Text.Json;
using NCVerify.Cli.Commands;
using NCVerify.Numerics;

namespace NCVerify.Metrics.Tests.Commands;

/// <summary>`ncverify measure`: exit codes, what goes to which stream, and JSON that keeps its schema.</summary>
public sealed class MeasureCommandTest
{
    private Scratch _scratch = null!;
    private string _features = null!;
    private string _labels = null!;
    private string _weights = null!;

    [SetUp]
    public void SetUp()
    {
        _scratch = new Scratch();
        Matrix means = Frames.SimplexEtf(3, 4, new CounterRandom(1));
        Data data = Data.Around(means, [3, 3, 3], 0.01, new CounterRandom(2));
        _features = _scratch.Write("h.npy", FileBytes.Npy("<f8", "(9, 4)", FileBytes.Of<double>(data.H.Data)));
        _labels = _scratch.Write("y.npy", FileBytes.Labels([.. data.Labels.Select(y => (long)y)]));
        _weights = _scratch.Write("w.npy", FileBytes.Npy("<f8", "(3, 4)", FileBytes.Of<double>(means.Data)));
    }

    [TearDown]
    public void TearDown() => _scratch.Dispose();

    [Test]
    public void JsonIsOneDocumentThatKeepsItsSchema([Values] bool classifier)
    {
        string[] extra = classifier ? ["--weights", _weights] : [];
        (int code, string output, string error) = Run([_features, "--labels", _labels, "--json", .. extra]);
        Assert.That((code, error), Is.EqualTo((0, string.Empty)));
        using var document = JsonDocument.Parse(output);
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "schemas", "measure.schema.json")));
        SmallSchema.Check(document.RootElement, schema.RootElement, "$");
        JsonElement root = document.RootElement;
        Assert.That(root.GetProperty("samples").GetInt64(), Is.EqualTo(9));
        Assert.That(root.GetProperty("geometries")[0].GetProperty("name").GetString(), Is.EqualTo("simplex ETF"));
        Assert.That(root.GetProperty("verdict").GetProperty("collapsed").GetBoolean(), Is.True);
        string[] ids = [.. root.GetProperty("metrics").EnumerateArray().Select(m => m.GetProperty("id").GetString()!)];
        Assert.That(ids, Is.Unique.And.SupersetOf(new[] { "nc1.pinv.classmean", "nc1.pinv.samplemean", "nc1.pinv.countweighted", "nc1.quotient", "nc1.cdnv", "nc1.pinv.classmean.trace", "nc1.pinv.samplemean.trace", "nc1.pinv.countweighted.trace" }));
        Assert.That(ids.Contains("nc3.duality.classmean", StringComparer.Ordinal), Is.EqualTo(classifier));
    }

    [Test]
    public void JsonNumbersReadBackExactly()
    {
        (_, string output, _) = Run([_features, "--labels", _labels, "--json"]);
        using var document = JsonDocument.Parse(output);
        MeasureReport report = Measurement.Run(new FeatureSet(FeatureFiles.OpenFeatures(_features), FeatureFiles.OpenLabels(_labels)));
        Assert.That(document.RootElement.GetProperty("metrics").EnumerateArray().Select(m => m.GetProperty("value").GetDouble()), Is.EqualTo(report.Metrics.Select(m => m.Value)));
    }

    [Test]
    public void PeopleGetTablesAndTheVerdictInWords()
    {
        (int code, string output, _) = Run([_features, "--labels", _labels, "--weights", _weights]);
        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Contain("nc1.pinv.classmean").And.Contain("simplex ETF").And.Contain("Collapsed. The samples are at their class means"));
    }

    [Test]
    public void BadInputIsOneLineOnTheErrorStreamAndCodeTwo()
    {
        string twoRows = _scratch.Write("two.npy", FileBytes.Npy("<f8", "(2, 4)", new byte[64]));
        string shortLabels = _scratch.Write("short.npy", FileBytes.Labels(0, 1, 2));
        (string[] Arguments, string Says)[] cases =
        [
            (["missing.npy", "--labels", _labels], "missing.npy: there is no such file"),
            ([_features, "--labels", shortLabels], "9 samples"),
            ([_features, "--labels", _features], "astype('int64')"),
            ([_features, "--labels", _labels, "--bias", _labels], "--weights"),
            ([_features, "--labels", _labels, "--weights", twoRows], "2 rows"),
        ];
        foreach ((string[] arguments, string says) in cases)
        {
            (int code, string output, string error) = Run([.. arguments, "--json"]);
            Assert.That((code, output), Is.EqualTo((2, string.Empty)), says);
            Assert.That(error, Does.Contain(says));
            Assert.That(error.Trim(), Does.Not.Contain("\n"));
        }
    }

    private static (int Code, string Output, string Error) Run(string[] arguments)
    {
        using StringWriter output = new(Exact.Culture), error = new(Exact.Culture);
        int code = new RootCommand { MeasureCommand.Create() }.Parse(["measure", .. arguments]).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
