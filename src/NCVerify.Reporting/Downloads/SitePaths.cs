namespace NCVerify.Reporting;

/// <summary>
/// Where everything of a report lies, relative to its folder, with forward slashes. Claim and figure ids are safe in
/// paths: evidence is refused otherwise.
/// </summary>
public static class SitePaths
{
    /// <summary>Folder of the downloads and the style sheet.</summary>
    public const string Data = "data";

    /// <summary>Folder of the claims' pages.</summary>
    public const string Claims = "claims";

    /// <summary>The whole evidence.</summary>
    public const string Evidence = "evidence.jsonl";

    /// <summary>The whole evidence, compressed.</summary>
    public const string CompressedEvidence = Evidence + ".gz";

    /// <summary>The style sheet of all pages.</summary>
    public const string Style = Data + "/report.css";

    /// <summary>Folders that a report replaces as a whole.</summary>
    public static IReadOnlyList<string> Folders { get; } = [Claims, Data];

    /// <summary>A claim's page.</summary>
    public static string Claim(string claim) => $"{Claims}/{claim}.html";

    /// <summary>A claim's comparisons as CSV.</summary>
    public static string Comparisons(string claim) => $"{Data}/{claim}/comparisons.csv";

    /// <summary>A figure's data or drawing; <paramref name="extension"/> is csv, json or svg.</summary>
    public static string Figure(string claim, string figure, string extension) => $"{Data}/{claim}/figure-{figure}.{extension}";
}
