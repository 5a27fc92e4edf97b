using System.Diagnostics;
using System.IO.Compression;

namespace NCVerify.Metrics.Tests.Packaging;

/// <summary>The library as a user gets it: packed to files, referenced by a project that knows nothing of this repository, built and run.</summary>
[NonParallelizable]
public sealed class PackedLibraryTest
{
    private static readonly string[] Packages = ["NCVerify.Numerics", "NCVerify.Theory", "NCVerify.Metrics"];

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <RestorePackagesPath>packages</RestorePackagesPath>
            <RestoreFallbackFolders>FALLBACK</RestoreFallbackFolders>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="NCVerify.Metrics" Version="VERSION" />
          </ItemGroup>
        </Project>
        """;

    [Test]
    public void TheSampleBuildsAndRunsAgainstThePackedFiles()
    {
        string root = Root(), version = $"0.1.0-test{Environment.ProcessId}";
        using var scratch = new Scratch();
        string packed = Path.Combine(scratch.Folder, "packed");
        foreach (string name in Packages)
        {
            (int exit, string text) = Run(root, "pack", $"src/{name}", "-c", "Release", "--no-build", "-p:BuildProjectReferences=false", "-o", packed, $"-p:PackageVersion={version}", $"-p:Version={version}");
            Assert.That(exit, Is.Zero, text);
            using ZipArchive archive = ZipFile.OpenRead(Path.Combine(packed, $"{name}.{version}.nupkg"));
            Assert.That(archive.Entries.Select(e => e.FullName), Does.Contain($"lib/net10.0/{name}.dll").And.Contain($"lib/net10.0/{name}.xml"), "assembly and documentation");
        }

        string cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(Path.Combine(scratch.Folder, "Sample.csproj"), Project.Replace("VERSION", version, StringComparison.Ordinal).Replace("FALLBACK", cache, StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(scratch.Folder, "nuget.config"), "<configuration><packageSources><add key=\"packed\" value=\"packed\" /></packageSources></configuration>");
        File.WriteAllText(Path.Combine(scratch.Folder, "Directory.Build.props"), "<Project />");
        File.Copy(Path.Combine(root, "samples", "NCVerify.Sample.Metrics", "Program.cs"), Path.Combine(scratch.Folder, "Program.cs"));
        (int code, string output) = Run(scratch.Folder, "restore");
        if (code != 0 && output.Contains("NU1301", StringComparison.Ordinal))
        {
            Assert.Ignore("not run: packages that are not in the cache cannot be reached");
        }

        Assert.That(code, Is.Zero, output);
        (code, output) = Run(scratch.Folder, "run", "-c", "Release", "--no-restore", "-p:UseSharedCompilation=false");
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("800 samples in 4 classes").And.Contain("nc1.pinv.classmean = ").And.Contain("at distance"));
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

    private static (int Code, string Output) Run(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
