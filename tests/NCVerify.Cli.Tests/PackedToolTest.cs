using System.Diagnostics;

namespace NCVerify.Cli.Tests;

/// <summary>`ncverify` as a dotnet tool: packed, installed from a local folder, and run.</summary>
[NonParallelizable]
public sealed class PackedToolTest
{
    [Test]
    public void TheToolIsInstalledFromALocalFolderAndMeasures()
    {
        string root = TestContext.CurrentContext.TestDirectory, version = $"0.1.0-test{Environment.ProcessId}";
        while (!File.Exists(Path.Combine(root, "NCVerify.sln")))
        {
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The tests run outside of the repository.");
        }

        string folder = Directory.CreateTempSubdirectory("ncverify-tool-").FullName;
        try
        {
            (int code, string output) = Run(root, "dotnet", "pack", "src/NCVerify.Cli", "-c", "Release", "--no-build", "-p:BuildProjectReferences=false", "-o", folder, $"-p:PackageVersion={version}");
            Assert.That(code, Is.Zero, output);
            File.WriteAllText(Path.Combine(folder, "nuget.config"), "<configuration><packageSources><clear /><add key=\"packed\" value=\".\" /></packageSources></configuration>");
            (code, output) = Run(folder, "dotnet", "tool", "install", "NCVerify.Cli", "--tool-path", "tool", "--version", version, "--configfile", "nuget.config");
            Assert.That(code, Is.Zero, output);
            File.WriteAllText(Path.Combine(folder, "dump.csv"), "a,b,label\n1,0,0\n1.1,0,0\n0,1,1\n0,1.1,1\n0,0.9,1\n");
            (code, output) = Run(folder, Path.Combine(folder, "tool", "ncverify"), "measure", "dump.csv", "--json");
            Assert.That(code, Is.Zero, output);
            Assert.That(System.Text.Json.JsonDocument.Parse(output).RootElement.GetProperty("samples").GetInt32(), Is.EqualTo(5));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (int Code, string Output) Run(string directory, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
