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
    public void SeveralModelsAreOneDocumentThatKeepsItsSchema()
    {
        (int code, string output, string error) = Run([_features, _features, "--labels", _labels, "--each", "models", "--json"]);
        Assert.That((code, error), Is.EqualTo((0, string.Empty)));
        using var document = JsonDocument.Parse(output);
        JsonElement models = document.RootElement.GetProperty("models");
        string folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "schemas");
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "measure-each.schema.json")).Replace("{ \"$ref\": \"measure.schema.json\" }", File.ReadAllText(Path.Combine(folder, "measure.schema.json")), StringComparison.Ordinal));
        SmallSchema.Check(document.RootElement, schema.RootElement, "$");
        Assert.That(models.GetArrayLength(), Is.EqualTo(2));
        Assert.That(models[0].GetProperty("measure").GetRawText(), Is.EqualTo(models[1].GetProperty("measure").GetRawText()));
    }

    [Test]
    public void ANamedPipeIsMeasuredInOnePass()
    {
        string pipe = Path.Combine(_scratch.Folder, "pipe");
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [pipe]))
        {
            mkfifo.WaitForExit();
        }

        byte[] bytes = File.ReadAllBytes(_features);
        var writing = Task.Run(() => File.WriteAllBytes(pipe, bytes));
        (int code, string output, string error) = Run([pipe, "--labels", _labels, "--weights", _weights, "--full", "--report", Path.Combine(_scratch.Folder, "report"), "--json"]);
        writing.Wait();
        Assert.That((code, error), Is.EqualTo((0, string.Empty)));
        using var piped = JsonDocument.Parse(output);
        using var file = JsonDocument.Parse(Run([_features, "--labels", _labels, "--weights", _weights, "--json"]).Output);
        Dictionary<string, double> Values(JsonDocument d) => d.RootElement.GetProperty("metrics").EnumerateArray().ToDictionary(m => m.GetProperty("id").GetString()!, m => m.GetProperty("value").GetDouble(), StringComparer.Ordinal);
        Dictionary<string, double> once = Values(piped), twice = Values(file);
        string[] left = [.. twice.Keys.Except(once.Keys, StringComparer.Ordinal)];
        Assert.That(left, Is.EquivalentTo(new[] { "ncc.error", "nc4.disagreement" }), "all that needs the means first");
        foreach ((string id, double value) in twice.Where(m => once.ContainsKey(m.Key)))
        {
            Assert.That(once[id], Is.EqualTo(value).Within(1e-12 * Math.Max(1, Math.Abs(value))), id);
        }

        Assert.That(piped.RootElement.GetProperty("warnings").EnumerateArray().Select(w => w.GetString()), Has.Some.Contains("measure a file to get it"));
    }

    [Test]
    public void AnArchiveThroughAPipeIsCopiedAndMeasuredAsAFile()
    {
        string pipe = Path.Combine(_scratch.Folder, "pipe"), archive = Path.Combine(_scratch.Folder, "dump.npz");
        using (var zip = System.IO.Compression.ZipFile.Open(archive, System.IO.Compression.ZipArchiveMode.Create))
        {
            foreach ((string path, string name) in new[] { (_features, "features.npy"), (_labels, "labels.npy"), (_weights, "weights.npy") })
            {
                System.IO.Compression.ZipFileExtensions.CreateEntryFromFile(zip, path, name);
            }
        }

        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [pipe]))
        {
            mkfifo.WaitForExit();
        }

        byte[] bytes = File.ReadAllBytes(archive);
        var writing = Task.Run(() => File.WriteAllBytes(pipe, bytes));
        string[] before = Directory.GetDirectories(Path.GetTempPath(), "ncverify-*");
        (int code, string output, string error) = Run([pipe, "--json"]);
        writing.Wait();
        Assert.That((code, error), Is.EqualTo((0, string.Empty)));
        Assert.That(output, Is.EqualTo(Run([archive, "--json"]).Output));
        Assert.That(output, Does.Contain("nc4.disagreement"), "two passes, with the weights of the archive");
        Assert.That(Directory.GetDirectories(Path.GetTempPath(), "ncverify-*").Except(before).Where(d => File.Exists(Path.Combine(d, "piped"))), Is.Empty, "the copy is gone");
    }

    [Test]
    public void RealTargetsGiveNeuralRegressionCollapse()
    {
        string targets = _scratch.Write("t.npy", FileBytes.Npy("<f8", "(9, 2)", FileBytes.Of<double>(new CounterRandom(5).GaussianMatrix(9, 2).Data)));
        string weights = _scratch.Write("v.npy", FileBytes.Npy("<f8", "(2, 4)", FileBytes.Of<double>(new CounterRandom(6).GaussianMatrix(2, 4).Data)));
        (int code, string output, string error) = Run([_features, "--targets", targets, "--weights", weights, "--json"]);
        Assert.That((code, error), Is.EqualTo((0, string.Empty)));
        using var document = JsonDocument.Parse(output);
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "schemas", "measure-regression.schema.json")));
        SmallSchema.Check(document.RootElement, schema.RootElement, "$");
        Assert.That(document.RootElement.GetProperty("metrics").EnumerateArray().Select(m => m.GetProperty("id").GetString()), Is.EqualTo(new[] { "nrc1.centred", "nrc2.centred", "nrc1.raw", "nrc2.raw", "nrc3.symmetric" }));
        Assert.That(Run([_features, "--targets", targets]).Output, Does.Contain("nrc1.centred").And.Contain("with 2 targets"));
        Assert.That(Run([_features, "--targets", targets, "--labels", _labels]), Is.EqualTo((2, string.Empty, "--targets are the real numbers of a regression and --labels the classes of a classification; name one of them." + Environment.NewLine)));
    }

    [Test]
    public void PenaltiesOfLinearLayersJoinTheGeometries()
    {
        (int code, string output, _) = Run([_features, "--labels", _labels, "--loss", "mse", "--lambda-w", "0.01", "0.02", "--lambda-h", "0.001", "--cdnv-power", "2", "--json"]);
        Assert.That(code, Is.Zero);
        using var document = JsonDocument.Parse(output);
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "schemas", "measure.schema.json")));
        SmallSchema.Check(document.RootElement, schema.RootElement, "$");
        Assert.That(output, Does.Contain("deep-linear frame").And.Contain("2 linear layers").And.Contain("nc1.cdnv.power"));
        foreach ((string[] extra, string says) in new (string[], string)[]
        {
            (["--lambda-w", "0.1", "0.2", "--lambda-h", "1"], "one per linear layer"),
            (["--loss", "mse"], "without penalties"),
            (["--loss", "hinge"], "'cross-entropy' or 'mse'"),
            (["--loss", "mse", "--lambda-w", "1", "--lambda-h", "1", "--nonnegative"], "--nonnegative"),
            (["--lambda-w", "-1", "--lambda-h", "1"], "positive"),
            (["--cdnv-power", "0"], "--cdnv-power must be positive"),
        })
        {
            (code, output, string error) = Run([_features, "--labels", _labels, .. extra]);
            Assert.That((code, output), Is.EqualTo((2, string.Empty)), says);
            Assert.That(error, Does.Contain(says));
        }
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
