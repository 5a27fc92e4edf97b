namespace NCVerify.Conformance;

/// <summary>Where things are in a checkout.</summary>
/// <param name="Root">The folder of NCVerify.sln.</param>
/// <param name="LatestReport">Where the report of the latest run goes.</param>
public sealed record RepositoryLayout(string Root, string LatestReport)
{
    /// <summary>Environment variable that moves the report elsewhere.</summary>
    public const string ReportVariable = "NCVERIFY_REPORT_DIR";

    /// <summary>The evidence of the latest run, beside its report.</summary>
    public string LatestEvidence => Path.Combine(LatestReport, "evidence.jsonl");

    /// <summary>The layout of the checkout that the running program was built in.</summary>
    /// <exception cref="DirectoryNotFoundException">The program does not run from inside a checkout.</exception>
    public static RepositoryLayout Find() => TryFind(AppContext.BaseDirectory) ?? throw new DirectoryNotFoundException(
        $"No NCVerify.sln in {AppContext.BaseDirectory} or above it: run from a build inside a checkout of NCVerify, or name the files to use.");

    /// <summary>The layout of the checkout around <paramref name="start"/>, or null outside one.</summary>
    public static RepositoryLayout? TryFind(string start)
    {
        DirectoryInfo? folder = new(start);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "NCVerify.sln")))
        {
            folder = folder.Parent;
        }

        string? elsewhere = Environment.GetEnvironmentVariable(ReportVariable);
        return folder is null
            ? null
            : new(folder.FullName, string.IsNullOrWhiteSpace(elsewhere) ? Path.Combine(folder.FullName, "reports", "latest") : Path.GetFullPath(elsewhere));
    }
}
