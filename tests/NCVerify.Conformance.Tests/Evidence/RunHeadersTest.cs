namespace NCVerify.Conformance.Tests;

public sealed class RunHeadersTest
{
    [Test]
    public void TheHeaderSaysWhatThisMachineIs()
    {
        RunHeader header = RunHeaders.Collect("default");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(header.Tier, Is.EqualTo("default"));
            Assert.That(header.Version, Does.Match(@"\A\d+\.\d+\.\d+\z"));
            Assert.That(header.Started, Does.Match(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\z"));
            Assert.That(header.Runtime, Does.StartWith(".NET "));
            Assert.That(header.OperatingSystem, Is.Not.Empty);
            Assert.That(header.Processor, Is.Not.Empty);
            Assert.That(header.Simd, Is.Not.Empty);
            Assert.That(header.Threads, Is.EqualTo(Environment.ProcessorCount));
            Assert.That(header.Commit, Does.Match(@"\A([0-9a-f]{40,64})?\z"));
            Assert.That(header.LockDigest, Does.Match(@"\A[0-9a-f]{64}\z"));
            Assert.That(header.Environment.Keys, Does.Contain("data: mnist"));
        }
    }

    [Test]
    public void TheLockDigestSeesContentAndNameButNotLineEndingsOrBuildOutput()
    {
        string root = Directory.CreateTempSubdirectory("ncverify-").FullName;
        void Put(string file, string text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, file))!);
            File.WriteAllText(Path.Combine(root, file), text);
        }

        try
        {
            string none = RunHeaders.LockDigest(root);
            Put("a/packages.lock.json", "{\n}\n");
            string one = RunHeaders.LockDigest(root);
            Put("a/packages.lock.json", "{\r\n}\r\n");
            string crlf = RunHeaders.LockDigest(root);
            Put("artifacts/obj/packages.lock.json", "{}");
            string built = RunHeaders.LockDigest(root);
            Put("a/packages.lock.json", "{ }\n");
            string edited = RunHeaders.LockDigest(root);
            Directory.Move(Path.Combine(root, "a"), Path.Combine(root, "b"));
            string moved = RunHeaders.LockDigest(root);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(none, Is.Empty);
                Assert.That(crlf, Is.EqualTo(one));
                Assert.That(built, Is.EqualTo(one));
                Assert.That(edited, Is.Not.EqualTo(one));
                Assert.That(moved, Is.Not.EqualTo(edited));
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Test]
    public void TheReportGoesWhereTheVariableSays()
    {
        string? before = Environment.GetEnvironmentVariable(RepositoryLayout.ReportVariable);
        try
        {
            Environment.SetEnvironmentVariable(RepositoryLayout.ReportVariable, null);
            RepositoryLayout usual = RepositoryLayout.Find();
            Environment.SetEnvironmentVariable(RepositoryLayout.ReportVariable, Path.GetTempPath());
            RepositoryLayout moved = RepositoryLayout.Find();
            using (Assert.EnterMultipleScope())
            {
                Assert.That(usual.LatestEvidence, Is.EqualTo(Path.Combine(usual.Root, "reports", "latest", "evidence.jsonl")));
                Assert.That(moved.LatestReport, Is.EqualTo(Path.GetFullPath(Path.GetTempPath())));
                Assert.That(RepositoryLayout.TryFind(Path.GetPathRoot(Path.GetTempPath())!), Is.Null);
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable(RepositoryLayout.ReportVariable, before);
        }
    }
}
