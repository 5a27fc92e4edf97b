using System.Diagnostics;
using System.Security.Cryptography;

namespace NCVerify.Cli.Tests;

/// <summary>The same evidence gives the same report, to the byte, whatever the machine is set to.</summary>
public sealed class ReportBytesTest
{
    [Test]
    public void FolderLanguageTimeZoneAndThreadCountChangeNothing()
    {
        using var directory = new TemporaryDirectory();
        string evidence = directory.File("run.jsonl");
        SampleEvidence.Write(evidence, 0.125, complete: true);
        var plain = Report(evidence, directory.File("a"), "C.UTF-8", "UTC", "1");
        var other = Report(evidence, Path.Combine(directory.File("b"), "deeper"), "tr_TR.UTF-8", "Pacific/Chatham", "7");
        Assert.That(plain.Keys, Does.Contain("index.html").And.Contain("compare.html").And.Contain("data/report.css"));
        Assert.That(other, Is.EqualTo(plain));
    }

    private static SortedDictionary<string, string> Report(string evidence, string folder, string language, string zone, string threads)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "ncverify.dll"), "report", evidence, "-o", folder]) { RedirectStandardOutput = true, UseShellExecute = false };
        (start.Environment["LC_ALL"], start.Environment["LANG"], start.Environment["TZ"], start.Environment["DOTNET_PROCESSOR_COUNT"]) = (language, language, zone, threads);
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.AnyOf(ExitCode.Done, ExitCode.Failed), output);
        return new(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f))), StringComparer.Ordinal), StringComparer.Ordinal);
    }
}
