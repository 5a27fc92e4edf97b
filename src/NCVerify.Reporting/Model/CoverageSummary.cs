using System.Text.Json;

namespace NCVerify.Reporting;

/// <summary>Coverage of one assembly by the tests.</summary>
/// <param name="Name">The assembly.</param>
/// <param name="Lines">Lines covered and coverable.</param>
/// <param name="Branches">Branches covered and in all.</param>
public sealed record CoveredAssembly(string Name, (int Covered, int Total) Lines, (int Covered, int Total) Branches);

/// <summary>The code coverage measured beside a report, by `dotnet msbuild eng/Coverage.proj`.</summary>
/// <param name="Commit">The commit it was measured at; empty when it does not say.</param>
/// <param name="Link">ReportGenerator's report, relative to ours.</param>
/// <param name="Assemblies">The assemblies of the product.</param>
public sealed record CoverageSummary(string Commit, string Link, IReadOnlyList<CoveredAssembly> Assemblies)
{
    /// <summary>The command that measures it.</summary>
    public const string Command = "dotnet msbuild eng/Coverage.proj";

    /// <summary>Lines covered and coverable, in all.</summary>
    public (int Covered, int Total) Lines => (Assemblies.Sum(a => a.Lines.Covered), Assemblies.Sum(a => a.Lines.Total));

    /// <summary>Branches covered and in all.</summary>
    public (int Covered, int Total) Branches => (Assemblies.Sum(a => a.Branches.Covered), Assemblies.Sum(a => a.Branches.Total));

    /// <summary>The summary in the folder "coverage" beside a report's folder, or null. One that cannot be read counts as absent.</summary>
    public static CoverageSummary? Beside(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        string? parent = Path.GetDirectoryName(Path.GetFullPath(directory).TrimEnd(Path.DirectorySeparatorChar));
        string file = Path.Combine(parent ?? "", "coverage", "Summary.json");
        if (parent is null || !File.Exists(file))
        {
            return null;
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(file));
            string named = Path.Combine(parent, "coverage", "commit.txt");
            string commit = File.Exists(named) ? File.ReadAllText(named).Trim() : "";
            return new(commit, "../coverage/index.html", [.. json.RootElement.GetProperty("coverage").GetProperty("assemblies").EnumerateArray().Select(Assembly)]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static CoveredAssembly Assembly(JsonElement a) => new(
        a.GetProperty("name").GetString() ?? "",
        (a.GetProperty("coveredlines").GetInt32(), a.GetProperty("coverablelines").GetInt32()),
        (a.GetProperty("coveredbranches").GetInt32(), a.GetProperty("totalbranches").GetInt32()));
}
