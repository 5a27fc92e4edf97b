using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace NCVerify.Cli.Tests;

/// <summary>`ncverify` as a user gets it: packed, installed from the packed file alone, and run on a small dump.</summary>
[NonParallelizable]
public sealed class PackedToolTest
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(4);

    [Test]
    public void TheInstalledToolMeasuresADump()
    {
        using var directory = new TemporaryDirectory();
        string root = Root(), version = $"0.1.0-test{Environment.ProcessId}";
        string configuration = Path.GetFileName(Path.GetDirectoryName(typeof(CliHost).Assembly.Location))!.StartsWith("debug", StringComparison.Ordinal) ? "Debug" : "Release";
        Dotnet(root, directory, "pack", "src/NCVerify.Cli", "-c", configuration, "--no-build", "-p:BuildProjectReferences=false", "-o", directory.File("feed"), $"-p:PackageVersion={version}");

        // No other source than the packed file, and no cache of the user's.
        string sources = directory.Write("nuget.config", """<configuration><packageSources><clear /><add key="feed" value="feed" /></packageSources></configuration>""");
        Dotnet(directory.Path, directory, "tool", "install", "NCVerify.Cli", "--version", version, "--tool-path", directory.File("tools"), "--configfile", sources);

        string dump = directory.File("dump.npz");
        WriteDump(dump);
        string tool = directory.File(Path.Combine("tools", OperatingSystem.IsWindows() ? "ncverify.exe" : "ncverify"));
        string json = Run(tool, directory.Path, directory, exitCode: 0, "measure", dump, "--report", directory.File("report"), "--json");
        using var document = JsonDocument.Parse(json);
        Assert.That(document.RootElement.GetProperty("samples").GetInt64(), Is.EqualTo(12));
        Assert.That(document.RootElement.GetProperty("geometries")[0].GetProperty("name").GetString(), Is.EqualTo("orthogonal frame"));
        Assert.That(document.RootElement.GetProperty("verdict").GetProperty("collapsed").GetBoolean(), Is.True);
        Assert.That(File.ReadAllText(directory.File(Path.Combine("report", "index.html"))), Does.Contain("orthogonal frame"));

        // All of the text is there; only the length and the sum at the end of the compressed file are missing.
        string cut = directory.File("cut.csv.gz");
        File.WriteAllBytes(cut, Compressed("x,y,label\n1,0,0\n1,0.1,0\n0,1,1\n0.1,1,1\n")[..^8]);
        Assert.That(Run(tool, directory.Path, directory, exitCode: 2, "measure", cut, "--json"), Does.Contain("truncated"));
    }

    private static byte[] Compressed(string text)
    {
        var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.ASCII.GetBytes(text));
        }

        return target.ToArray();
    }

    // Three classes of four samples on three axes, each a little off on its own side.
    private static void WriteDump(string path)
    {
        float[] features = [.. Enumerable.Range(0, 12).SelectMany(i => Enumerable.Range(0, 4).Select(j => (j == i % 3 ? 1f : 0f) + (j == 3 ? (i / 3 % 2 == 0 ? 0.01f : -0.01f) : 0f)))];
        long[] labels = [.. Enumerable.Range(0, 12).Select(i => (long)(i % 3))];
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
        Array("features", "<f4", "(12, 4)", MemoryMarshal.AsBytes<float>(features));
        Array("labels", "<i8", "(12,)", MemoryMarshal.AsBytes<long>(labels));

        void Array(string name, string type, string shape, ReadOnlySpan<byte> data)
        {
            string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}".PadRight(117) + "\n";
            using Stream entry = archive.CreateEntry(name + ".npy").Open();
            entry.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header)]);
            entry.Write(data);
        }
    }

    private static string Root()
    {
        string folder = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(folder, "NCVerify.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside of the repository.");
        }

        return folder;
    }

    private static void Dotnet(string folder, TemporaryDirectory directory, params string[] arguments) => Run("dotnet", folder, directory, exitCode: 0, arguments);

    /// <summary>What a program prints; it must end with the exit code within some minutes.</summary>
    private static string Run(string program, string folder, TemporaryDirectory directory, int exitCode, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        if (arguments[0] != "pack")
        {
            start.Environment["NUGET_PACKAGES"] = directory.File("cache");
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(), output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(TimeLimit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} does not end.");
        }

        Assert.That(process.ExitCode, Is.EqualTo(exitCode), $"{program} {string.Join(' ', arguments)}\n{output.Result}{errors.Result}");
        return output.Result + errors.Result;
    }
}
