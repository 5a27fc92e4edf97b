using System.Text.Json;
using System.Xml.Linq;
using NCVerify.Conformance;

namespace NCVerify.Reporting.Tests;

public sealed class ReportWriterTest
{
    private string _directory = "";

    [SetUp]
    public void UseAFolderOfOnesOwn() => _directory = Path.Combine(Directory.CreateTempSubdirectory("ncverify-").FullName, "report");

    [TearDown]
    public void RemoveIt() => Directory.Delete(Path.GetDirectoryName(_directory)!, recursive: true);

    [Test]
    public void TheSameEvidenceGivesTheSameBytes()
    {
        ReportWriter.Write(SyntheticEvidence.Evidence, _directory);
        var first = Contents();
        ReportWriter.Write(Evidence.Of(SyntheticEvidence.Records), _directory);
        Assert.That(Contents(), Is.EqualTo(first));
    }

    [Test]
    public void ReadBackFromItsOwnEvidenceItIsTheSameReport()
    {
        string file = Path.Combine(Path.GetDirectoryName(_directory)!, "run.jsonl");
        using (EvidenceFile evidence = new(file))
        {
            foreach (EvidenceRecord record in SyntheticEvidence.Records.SkipLast(1))
            {
                evidence.Write(record);
            }
        }

        string page = ReportWriter.Write(EvidenceReader.Read(file), _directory);
        byte[] first = File.ReadAllBytes(page);
        string copy = Path.Combine(_directory, "evidence.jsonl");
        Assert.That(File.ReadAllBytes(copy), Is.EqualTo(File.ReadAllBytes(file)));

        // From the copy inside the folder that is being replaced.
        ReportWriter.Write(EvidenceReader.Read(copy), _directory);
        Assert.That(File.ReadAllBytes(page), Is.EqualTo(first));
        Assert.That(File.Exists(copy));
    }

    [Test]
    public void DownloadsAreWellFormedAndExact()
    {
        ReportWriter.Write(SyntheticEvidence.Evidence, _directory);
        foreach (string file in Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories))
        {
            string text = File.ReadAllText(file);
            switch (Path.GetExtension(file))
            {
                case ".json":
                    Assert.That(() => JsonDocument.Parse(text), Throws.Nothing, file);
                    break;
                case ".svg":
                    XElement svg = XElement.Parse(text);
                    Assert.That(svg.Name.NamespaceName, Is.EqualTo("http://www.w3.org/2000/svg"), file);
                    Assert.That(text, Does.Not.Contain("<script").And.Not.Contain("url("));
                    break;
                default:
                    break;
            }
        }

        string[] csv = File.ReadAllLines(Path.Combine(_directory, "data/MSE-C3/comparisons.csv"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(csv, Has.Length.EqualTo(4));
            Assert.That(csv[1], Does.Contain(",certificate,false,objective at the root,equal,0.069,0,0.069,1E-12,false,"));
        }
    }

    [Test]
    public void OtherFilesInTheFolderAreLeftAlone()
    {
        Directory.CreateDirectory(_directory);
        File.WriteAllText(Path.Combine(_directory, "notes.txt"), "mine");
        ReportWriter.Write(SyntheticEvidence.Evidence, _directory);
        ReportWriter.Write(Evidence.Of([SyntheticEvidence.Header]), _directory);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(File.ReadAllText(Path.Combine(_directory, "notes.txt")), Is.EqualTo("mine"));
            Assert.That(Directory.EnumerateDirectories(Path.Combine(_directory, "data")), Has.Exactly(1).Items, "downloads of the earlier report are gone");
            Assert.That(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(_directory)!), Has.Exactly(1).Items, "nothing half-written stays beside it");
        }
    }

    [TestCase("data")]
    [TestCase("claims")]
    public void AForeignFolderIsRefusedUntouched(string folder)
    {
        string file = Path.Combine(_directory, folder, "results.csv");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "mine");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => ReportWriter.Write(SyntheticEvidence.Evidence, _directory), Throws.TypeOf<IOException>().With.Message.Contains("another folder"));
            Assert.That(File.ReadAllText(file), Is.EqualTo("mine"));
            Assert.That(File.Exists(Path.Combine(_directory, "index.html")), Is.False);
        }
    }

    private SortedDictionary<string, string> Contents() => new(
        Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(_directory, f), f => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f))), StringComparer.Ordinal),
        StringComparer.Ordinal);
}
