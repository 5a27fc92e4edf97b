namespace NCVerify.Conformance.Tests;

public sealed class EvidenceFileTest
{
    private string _path = "";

    [SetUp]
    public void UseAFolderOfOnesOwn() => _path = Path.Combine(Path.GetTempPath(), "ncverify-" + Guid.NewGuid().ToString("N"), "sub", "evidence.jsonl");

    [TearDown]
    public void RemoveIt()
    {
        string folder = Path.GetDirectoryName(Path.GetDirectoryName(_path))!;
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void WhatWasWrittenIsReadBack()
    {
        using (EvidenceFile file = new(_path))
        {
            file.Write(Samples.Header);
            file.Write(Samples.Claim());
            file.Write(Samples.Test());
            file.Write(Samples.Observation());
            file.Write(Samples.Figure);
        }

        Evidence evidence = EvidenceReader.Read(_path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(evidence.Complete);
            Assert.That(evidence.Warnings, Is.Empty);
            Assert.That(evidence.Footer!.Records, Is.EqualTo(5));
            Assert.That((evidence.Header!.Commit, evidence.Claims.Count, evidence.Tests.Count, evidence.Observations.Count, evidence.Figures.Count), Is.EqualTo(("abc", 1, 1, 1, 1)));
            Assert.That(evidence.Path, Is.EqualTo(_path));
        }
    }

    [Test]
    public void EachLineIsOnDiskBeforeTheNextIsWritten()
    {
        using EvidenceFile file = new(_path);
        file.Write(Samples.Header);
        file.Write(Samples.Claim());

        Evidence evidence = EvidenceReader.Read(_path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(evidence.Claims, Has.Count.EqualTo(1));
            Assert.That(evidence.Complete, Is.False);
            Assert.That(evidence.Warnings, Has.One.Contains("no footer"));
        }
    }

    [Test]
    public void AnAbandonedRunSaysThatItIsIncomplete()
    {
        using (EvidenceFile file = new(_path))
        {
            file.Write(Samples.Header);
            file.Abandon();
            Assert.That(() => file.Write(Samples.Claim()), Throws.TypeOf<ObjectDisposedException>());
        }

        Assert.That(EvidenceReader.Read(_path).Complete, Is.False);
    }

    [Test]
    public void CutAnywhereTheRestIsStillRead()
    {
        using (EvidenceFile file = new(_path))
        {
            file.Write(Samples.Header);
            file.Write(Samples.Claim() with { Title = "Gleichheit für alle λ" });
            file.Write(Samples.Observation());
        }

        byte[] whole = File.ReadAllBytes(_path);
        int header = Array.IndexOf(whole, (byte)'\n') + 1;
        for (int length = header; length < whole.Length - 1; length++)
        {
            File.WriteAllBytes(_path, whole[..length]);
            Evidence evidence = EvidenceReader.Read(_path);
            Assert.That(evidence.Complete, Is.False, $"cut to {length} bytes");
            Assert.That(evidence.Warnings, Is.Not.Empty);
        }

        // Without only the last line break every record is there.
        File.WriteAllBytes(_path, whole[..^1]);
        Assert.That(EvidenceReader.Read(_path).Complete);
    }

    [Test]
    public void AMalformedLineIsNamedWithFileAndLine()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        File.WriteAllText(_path, EvidenceJson.Line(Samples.Header) + "\n{\"kind\":\n" + EvidenceJson.Line(Samples.Claim()) + "\n");
        Assert.That(() => EvidenceReader.Read(_path), Throws.TypeOf<EvidenceException>().With.Message.StartsWith(_path + ":2: "));
    }

    [Test]
    public void OtherFaultsAreNamed()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        string header = EvidenceJson.Line(Samples.Header), claim = EvidenceJson.Line(Samples.Claim());
        string footer = EvidenceJson.Line(new RunFooter { Ended = "", Seconds = 1, Records = 1 });
        void Refused(string content, string words)
        {
            File.WriteAllText(_path, content);
            Assert.That(() => EvidenceReader.Read(_path), Throws.TypeOf<EvidenceException>().With.Message.Contains(words));
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => EvidenceReader.Read(_path + ".not"), Throws.TypeOf<EvidenceException>().With.Message.Contains("no such evidence file"));
            Refused("", "empty");
            Refused(claim + "\n", "header");
            Refused(header + "\n" + header + "\n", ":2: a second header");
            Refused(header + "\n" + footer + "\n" + claim + "\n", ":3: a record after the footer");
            File.WriteAllBytes(_path, [0xFF, 0xFE, 0x00, (byte)'\n']);
            Assert.That(() => EvidenceReader.Read(_path), Throws.TypeOf<EvidenceException>().With.Message.Contains(":1:"));
        }
    }

    [Test]
    public void AFooterThatCountsOtherwiseMeansIncomplete()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        File.WriteAllText(_path, EvidenceJson.Line(Samples.Header) + "\n" + EvidenceJson.Line(new RunFooter { Ended = "", Seconds = 1, Records = 7 }) + "\n");
        Evidence evidence = EvidenceReader.Read(_path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(evidence.Complete, Is.False);
            Assert.That(evidence.Warnings, Has.One.Contains("counts 7 records"));
        }
    }

    [Test]
    public void TheWriterRefusesRecordsOutOfPlace()
    {
        using EvidenceFile file = new(_path);
        Assert.That(() => file.Write(Samples.Claim()), Throws.TypeOf<EvidenceException>());
        file.Write(Samples.Header);
        Assert.That(() => file.Write(Samples.Header), Throws.TypeOf<EvidenceException>());
        Assert.That(() => file.Write(new RunFooter { Ended = "", Seconds = 0, Records = 0 }), Throws.TypeOf<EvidenceException>());
        Assert.That(() => file.Write(Samples.Figure with { Id = "Not Safe" }), Throws.TypeOf<EvidenceException>());
    }

    [Test]
    public void ManyThreadsWriteWholeLines()
    {
        using (EvidenceFile file = new(_path))
        {
            file.Write(Samples.Header);
            Task.WaitAll([.. Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            {
                for (int i = 0; i < 50; i++)
                {
                    file.Write(Samples.Observation());
                }
            }))]);
        }

        Assert.That(EvidenceReader.Read(_path).Observations, Has.Count.EqualTo(400));
    }

    [Test]
    public void OddEvidenceIsToldInWords()
    {
        Evidence evidence = Evidence.Of([Samples.Header, Samples.Claim(), Samples.Test(), Samples.Test(), Samples.Observation(claim: "GHOST-1"), Samples.Figure, Samples.Figure, Samples.Claim() with { Title = "Other" }]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(evidence.Warnings, Has.One.Contains("GHOST-1"));
            Assert.That(evidence.Warnings, Has.One.Contains("recorded 2 times; its"));
            Assert.That(evidence.Warnings, Has.One.Contains("different words"));
            Assert.That(evidence.Warnings, Has.One.Contains("Figure gap-1"));
        }
    }
}
