using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NCVerify.Mutation;

/// <summary>
/// The assembly with all mutants in it, each behind a switch. Stryker puts it beside the tests while it runs them and takes it
/// away again; here it is given one test that covers none of it, and the assembly is copied while that test runs. Mutants in
/// static initialisers are run with every test, so some hundred are tried with that one before the report is written.
/// </summary>
internal static class MutatedAssembly
{
    private const string Name = "NCVerify.Theory.dll";
    private static readonly string[] Tests = ["NCVerify.Theory.Tests", "NCVerify.Claims.Tests"];

    /// <summary>Returns a folder with the tests and the mutated assembly; the list of mutants is in reports/mutation-report.json beside it.</summary>
    public static string Build(string root, string folder)
    {
        string eng = Path.Combine(root, "eng"), config = Path.Combine(folder, "list.json"), tests = Path.Combine(folder, "tests");
        JsonNode settings = JsonNode.Parse(File.ReadAllText(Path.Combine(eng, "stryker-config.json")))!;
        JsonNode inner = settings["stryker-config"]!;
        inner["test-case-filter"] = "FullyQualifiedName~ObjectiveTests.ZeroCostsLogK";
        inner["reporters"] = new JsonArray("json");
        inner["thresholds"]!["break"] = 0;
        inner["additional-timeout"] = 1000;
        File.WriteAllText(config, settings.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));

        string built = Path.Combine(root, "artifacts", "bin", "NCVerify.Theory.Tests", "release", Name), kept = built + ".stryker-unchanged", copy = Path.Combine(folder, Name);
        File.Delete(kept);
        using Process stryker = Process.Start(new ProcessStartInfo("dotnet", ["stryker", "-f", config, "-O", folder]) { WorkingDirectory = eng })!;
        while (!stryker.WaitForExit(100))
        {
            // The original is set aside first, then the mutated one, about twice its size, is written.
            if (!File.Exists(copy) && Length(built) > 3 * Length(kept) / 2 && Length(kept) > 0)
            {
                Thread.Sleep(500);
                File.Copy(built, copy);
            }
        }

        if (!File.Exists(copy))
        {
            throw new InvalidOperationException("Stryker left no mutated assembly; its messages are above.");
        }

        Directory.CreateDirectory(tests);
        foreach (string project in Tests)
        {
            Copy(Path.Combine(root, "artifacts", "bin", project, "release"), tests);
        }

        File.Copy(copy, Path.Combine(tests, Name), overwrite: true);
        return tests;
    }

    private static long Length(string file) => new FileInfo(file) is { Exists: true } there ? there.Length : 0;

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
