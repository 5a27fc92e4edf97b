using System.Diagnostics;
using System.Text.Json;

namespace NCVerify.Conformance.Tests.Gate;

/// <summary>The kit as a user gets it: packed to a file, referenced by a project that knows nothing of this repository, built and run.</summary>
[NonParallelizable]
public sealed class PackedKitTest
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <RestorePackagesPath>packages</RestorePackagesPath>
            <RestoreFallbackFolders>FALLBACK</RestoreFallbackFolders>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="NCVerify.Conformance.NUnit" Version="VERSION" />
            <PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />
            <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
          </ItemGroup>
        </Project>
        """;

    // Beside the sources that the machine has configured.
    private const string Sources = """
        <configuration>
          <packageSources><add key="packed" value="packed" /></packageSources>
        </configuration>
        """;

    [Test]
    public void AProjectWithTheSampleFixtureGatesItsSolver()
    {
        string root = RepositoryLayout.Find().Root, version = $"0.1.0-test{Environment.ProcessId}";
        string directory = Directory.CreateTempSubdirectory("ncverify-kit-").FullName;
        try
        {
            (int code, string output) = Run(root, "pack", "src/NCVerify.Conformance.NUnit", "-c", "Release", "--no-build", "-p:BuildProjectReferences=false", "-o", Path.Combine(directory, "packed"), $"-p:PackageVersion={version}");
            Assert.That(code, Is.Zero, output);
            string cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
            File.WriteAllText(Path.Combine(directory, "Solver.csproj"), Project.Replace("VERSION", version, StringComparison.Ordinal).Replace("FALLBACK", cache, StringComparison.Ordinal));
            File.WriteAllText(Path.Combine(directory, "nuget.config"), Sources);
            File.WriteAllText(Path.Combine(directory, "Directory.Build.props"), "<Project />");
            foreach (string file in Directory.GetFiles(Path.Combine(root, "samples", "NCVerify.Sample.SolverTests"), "*.cs"))
            {
                File.Copy(file, Path.Combine(directory, Path.GetFileName(file)));
            }

            (code, output) = Run(directory, "restore");
            if (code != 0 && output.Contains("NU1301", StringComparison.Ordinal))
            {
                Assert.Ignore("not run: packages that are not in the cache cannot be reached");
            }

            Assert.That(code, Is.Zero, output);
            (code, output) = Run(directory, "build", "-t:Conformance", "-c", "Release", "--no-restore", "-p:UseSharedCompilation=false");
            Assert.That(code, Is.Zero, output);
            Assert.That(output, Does.Contain(Path.Combine("GradientDescentConformance", "gate.html")).And.Not.Contain("::error"));
            string[] written = [.. Directory.GetFiles(Path.Combine(directory, "conformance", "GradientDescentConformance")).Select(f => Path.GetFileName(f)!)];
            Assert.That(written, Is.EquivalentTo((string[])["gate.html", "gate.json", "gate.md", "gate.sarif", "gate-badge.json", "gate-annotations.txt", "gate-evidence.jsonl"]));
            string result = Path.Combine(directory, "conformance", "GradientDescentConformance", "gate.json");
            Assert.That(File.Exists(result), output);
            JsonElement gate = JsonDocument.Parse(File.ReadAllText(result)).RootElement;
            Assert.That((gate.GetProperty("verdict").GetString(), gate.GetProperty("problems").GetArrayLength()), Is.EqualTo(("passed", 37)));

            // The same project with a solver that forgets the sign: the build target fails.
            string solver = Path.Combine(directory, "GradientDescent.cs");
            File.WriteAllText(solver, File.ReadAllText(solver).Replace("new Candidate([x.W],", "new Candidate([x.W.Scale(-1)],", StringComparison.Ordinal));
            (code, output) = Run(directory, "build", "-t:Conformance", "-c", "Release", "--no-restore", "-p:UseSharedCompilation=false", "-p:ConformanceAnnotations=true");
            Assert.That(code, Is.Not.Zero);
            Assert.That(output, Does.Contain("sign of W turned").And.Contain("does not conform"));
            Assert.That(output, Does.Match(@"(^|\n)\s*::error file=GradientDescentConformance\.cs,line=14,title=easy-balanced%3A gap::the relative gap is .*(?<!\r)\n"), "annotations where the fixture calls the solver");
            Assert.That(output, Does.Contain("::error title=more::").And.Contain("problems failed"));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static (int Code, string Output) Run(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (string inherited in (string[])["NCVERIFY_GATE_DIR", "NCVERIFY_GATE_ROOT", "GITHUB_ACTIONS", "GITHUB_WORKSPACE"])
        {
            start.Environment.Remove(inherited);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
