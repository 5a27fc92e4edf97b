using System.CommandLine;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using NCVerify.Cli.Commands;
using NCVerify.Metrics.Tests.Files;
using NCVerify.Numerics;

namespace NCVerify.Metrics.Tests.Commands;

/// <summary>`ncverify measure --report`, for one model, several, and epochs; and the options around it.</summary>
public sealed partial class MeasureReportTest
{
    private Scratch _scratch = null!;
    private string[] _dumps = [];

    [SetUp]
    public void SetUp()
    {
        _scratch = new Scratch();
        Matrix means = Frames.SimplexEtf(3, 4, new CounterRandom(1));
        _dumps = [.. new[] { 1, 10, 100 }.Select(epoch =>
        {
            Data data = Data.Around(means, [12, 12, 12], 1.0 / epoch, new CounterRandom((ulong)epoch));
            return _scratch.Write($"epoch-{epoch}.npz", ArchiveTest.Zip(
                CompressionLevel.Fastest,
                ("features.npy", FileBytes.Npy("<f8", "(36, 4)", FileBytes.Of<double>(data.H.Data))),
                ("labels.npy", FileBytes.Labels([.. data.Labels.Select(y => (long)y)])),
                ("weights.npy", FileBytes.Npy("<f8", "(3, 4)", FileBytes.Of<double>(means.Data))),
                ("test_features.npy", FileBytes.Npy("<f8", "(36, 4)", FileBytes.Of<double>(data.H.Data))),
                ("test_labels.npy", FileBytes.Labels([.. data.Labels.Select(y => (long)y)])),
                ("ood_features.npy", FileBytes.Npy("<f8", "(1, 4)", FileBytes.Of<double>([1, 2, 3, 4])))));
        })];
    }

    [TearDown]
    public void TearDown() => _scratch.Dispose();

    [Test]
    public void OneFileHoldsAllThatAMeasurementNeeds()
    {
        (int code, string output, string error) = Run([_dumps[2], "--json", "--full", "--bootstrap", "10", "--lambda-w", "1e-4", "--lambda-h", "1e-4"]);
        Assert.That((code, error), Is.EqualTo((0, string.Empty)));
        using var document = JsonDocument.Parse(output);
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "schemas", "measure.schema.json")));
        SmallSchema.Check(document.RootElement, schema.RootElement, "$");
        JsonElement[] metrics = [.. document.RootElement.GetProperty("metrics").EnumerateArray()];
        string[] ids = [.. metrics.Select(m => m.GetProperty("id").GetString()!)];
        Assert.That(ids, Is.Unique.And.SupersetOf(new[] { "nc3.duality.classmean", "nc1.vci.countweighted", "rank.numerical.mean", "test.ncc.error", "nc5.cosine.raw", "margin.cosine.min", "gnc2.onevsrest.weights" }));
        Assert.That(document.RootElement.GetProperty("geometries").GetArrayLength(), Is.EqualTo(5));
        JsonElement nc1 = metrics.First(m => m.GetProperty("id").GetString() == "nc1.pinv.classmean");
        Assert.That(nc1.GetProperty("low").GetDouble(), Is.Below(nc1.GetProperty("value").GetDouble()));
        Assert.That(nc1.GetProperty("high").GetDouble(), Is.GreaterThan(nc1.GetProperty("value").GetDouble()));
        Assert.That(document.RootElement.GetProperty("verdict").GetProperty("answer").GetString(), Does.StartWith("simplex ETF at distance"));
    }

    [TestCase(null, 1)]
    [TestCase("models", 3)]
    [TestCase("epochs", 3)]
    public void TheReportStandsAloneAndEveryLinkLeadsSomewhere(string? each, int models)
    {
        string folder = Path.Combine(_scratch.Folder, "report");
        string[] arguments = each is null ? [_dumps[2], "--full"] : [Path.Combine(_scratch.Folder, "epoch-*.npz"), "--each", each];
        (int code, string output, string error) = Run([.. arguments, "--report", folder]);
        Assert.That((code, error), Is.EqualTo((0, string.Empty)));
        Assert.That(output, Does.Contain("Report: " + Path.Combine(folder, "index.html")));
        string page = File.ReadAllText(Path.Combine(folder, "index.html"));
        string[] links = [.. Link().Matches(page).Select(m => m.Groups["to"].Value)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(links, Has.Length.GreaterThan(10));
            Assert.That(page, Does.Not.Contain("<script").And.Not.Contain("http://").And.Not.Contain("https://"));
            Assert.That(links.Where(l => !l.StartsWith('#') && !File.Exists(Path.Combine(folder, l))), Is.Empty);
            Assert.That(links.Where(l => l.StartsWith('#') && !page.Contains($"id=\"{l[1..]}\"", StringComparison.Ordinal)), Is.Empty);
            Assert.That(Directory.EnumerateFiles(folder, "measure.json", SearchOption.AllDirectories).Count(), Is.EqualTo(models));
            Assert.That(Directory.EnumerateFiles(folder, "figure-grams.svg", SearchOption.AllDirectories).Count(), Is.EqualTo(models));
            Assert.That(Id().Matches(page).Select(m => m.Value), Is.Unique);
            Assert.That(page, Does.Contain("collapsed").IgnoreCase.And.Contain("&#x2713;"), "never colour alone");
            Assert.That(page.Contains("over epochs", StringComparison.OrdinalIgnoreCase), Is.EqualTo(each == "epochs"));
        }
    }

    [Test]
    public void TheSameMeasurementGivesTheSameBytesAndReplacesTheOldReport()
    {
        string folder = Path.Combine(_scratch.Folder, "report");
        Run([_dumps[0], "--report", folder]);
        byte[] first = File.ReadAllBytes(Path.Combine(folder, "index.html"));
        Run([_dumps[0], "--report", folder]);
        Assert.That(File.ReadAllBytes(Path.Combine(folder, "index.html")), Is.EqualTo(first));
        Assert.That(Directory.EnumerateFileSystemEntries(_scratch.Folder).Where(f => f.Contains("writing", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void AFolderThatIsNotOursIsLeftAlone()
    {
        string folder = Path.Combine(_scratch.Folder, "mine");
        _scratch.Write("mine/data/precious.txt", [1]);
        (int code, _, string error) = Run([_dumps[0], "--report", folder]);
        Assert.That((code, File.Exists(Path.Combine(folder, "data", "precious.txt"))), Is.EqualTo((3, true)));
        Assert.That(error, Does.Contain("was not written by NCVerify"));
    }

    [Test]
    public void SeveralModelsAreOneJsonDocumentInTheOrderOfTheirNumbers()
    {
        (int code, string output, _) = Run([Path.Combine(_scratch.Folder, "epoch-*.npz"), "--each", "epochs", "--json"]);
        Assert.That(code, Is.Zero);
        using var document = JsonDocument.Parse(output);
        JsonElement[] models = [.. document.RootElement.GetProperty("models").EnumerateArray()];
        Assert.That(models.Select(m => m.GetProperty("name").GetString()), Is.EqualTo(new[] { "epoch-1.npz", "epoch-10.npz", "epoch-100.npz" }));
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "schemas", "measure.schema.json")));
        SmallSchema.Check(models[0].GetProperty("measure"), schema.RootElement, "$");
    }

    [Test]
    public void OptionsThatMakeNoSenseAreRefused()
    {
        string bare = _scratch.Write("bare.npy", FileBytes.Npy([1, 2, 3, 4], "(2, 2)"));
        (string[] Arguments, string Says)[] cases =
        [
            ([bare], "--labels"),
            ([_dumps[0], "--lambda-w", "0.1"], "--lambda-w and --lambda-h belong together"),
            ([_dumps[0], "--lambda-w", "-1", "--lambda-h", "1"], "positive and finite"),
            ([_dumps[0], "--bootstrap", "1"], "--bootstrap 1"),
            ([_dumps[0], "--each", "years"], "--each years"),
            ([_dumps[0], "--test-labels", bare], "--test-labels is given without"),
            ([_dumps[0], "--report", bare], "this is a file"),
            ([Path.Combine(_scratch.Folder, "none-*.npz")], "no file matches"),
        ];
        foreach ((string[] arguments, string says) in cases)
        {
            (int code, string output, string error) = Run(arguments);
            Assert.That((code, output), Is.EqualTo((2, string.Empty)), says);
            Assert.That(error, Does.Contain(says));
        }
    }

    private static (int Code, string Output, string Error) Run(string[] arguments)
    {
        using StringWriter output = new(Exact.Culture), error = new(Exact.Culture);
        int code = new RootCommand { MeasureCommand.Create() }.Parse(["measure", .. arguments]).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    [GeneratedRegex("href=\"(?<to>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(" id=\"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex Id();
}
