using System.IO.Compression;
using NCVerify.Conformance;

namespace NCVerify.Reporting.Tests;

/// <summary>A report from compressed evidence is that from the plain file, but for the name of its evidence.</summary>
public sealed class CompressedEvidenceTest
{
    private string _root = "";

    private string Plain => Path.Combine(_root, "a.jsonl");

    private string Packed => Path.Combine(_root, "a.jsonl.gz");

    [SetUp]
    public void Write()
    {
        _root = Directory.CreateTempSubdirectory("ncverify-").FullName;
        EvidenceRecord[] all = [.. SyntheticEvidence.Records];
        File.WriteAllLines(Plain, all.Select(r => EvidenceJson.Line(r is RunFooter footer ? footer with { Records = all.Length - 1 } : r)));
        File.WriteAllBytes(Packed, EvidenceStream.Compress(File.ReadAllBytes(Plain)));
    }

    [TearDown]
    public void Remove() => Directory.Delete(_root, recursive: true);

    [Test]
    public void ItHoldsTheSameRecordsAndNoDifferenceIsSeen()
    {
        Evidence plain = EvidenceReader.Read(Plain), packed = EvidenceReader.Read(Packed);
        EvidenceDiff diff = EvidenceDiff.Of(plain, packed);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(packed.Records.Select(EvidenceJson.Line), Is.EqualTo(plain.Records.Select(EvidenceJson.Line)));
            Assert.That(packed.Compressed && !plain.Compressed && packed.Complete);
            Assert.That(diff.Verdicts, Is.Empty);
            Assert.That(diff.Moved, Is.Empty);
        }
    }

    [Test]
    public void ItsPagesNameTheFileThatLiesBesideThem()
    {
        string folder = Path.Combine(_root, "report");
        ReportWriter.Write(EvidenceReader.Read(Plain), folder);
        string before = File.ReadAllText(Path.Combine(folder, "claims", "SELI-05.html"));
        ReportWriter.Write(EvidenceReader.Read(Packed), folder);
        string after = File.ReadAllText(Path.Combine(folder, "claims", "SELI-05.html"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Path.Combine(folder, "evidence.jsonl"), Does.Not.Exist, "one form alone");
            Assert.That(File.ReadAllBytes(Path.Combine(folder, "evidence.jsonl.gz")), Is.EqualTo(File.ReadAllBytes(Packed)));
            Assert.That(after, Does.Contain("href=\"../evidence.jsonl.gz\"").And.Contain("gzip -cd evidence.jsonl.gz | sed -n "));
            Assert.That(before, Does.Contain("href=\"../evidence.jsonl\"").And.Not.Contain(".gz"));
            Assert.That(File.ReadAllText(Path.Combine(folder, RoCrateExport.File)), Does.Contain("evidence.jsonl.gz").And.Not.Contain("\"evidence.jsonl\""));
        }

        ReportWriter.Write(EvidenceReader.Read(Plain), folder, compress: true);
        Assert.That(File.ReadAllText(Path.Combine(folder, "claims", "SELI-05.html")), Is.EqualTo(after));
    }

    [Test]
    public void ABrokenFileAndOneThatBurstsAreRefused()
    {
        byte[] broken = File.ReadAllBytes(Packed);
        for (int i = 40; i < 80; i++)
        {
            broken[i] ^= 0x5A;
        }

        File.WriteAllBytes(Packed, broken);
        Assert.That(() => EvidenceReader.Read(Packed), Throws.TypeOf<EvidenceException>());

        // A gigabyte without a line end in a megabyte: refused for its first line, long before it is unpacked.
        using (GZipStream bomb = new(File.Create(Packed), CompressionLevel.Fastest))
        {
            byte[] block = new byte[1 << 20];
            for (int i = 0; i < 80; i++)
            {
                bomb.Write(block);
            }
        }

        Assert.That(() => EvidenceReader.Read(Packed), Throws.TypeOf<EvidenceException>().With.Message.Contains("longer than"));
    }
}
