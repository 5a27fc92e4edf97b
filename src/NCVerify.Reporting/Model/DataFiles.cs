namespace NCVerify.Reporting;

/// <summary>Paths of the downloads, relative to the report. Claim and figure ids are safe in paths: evidence is refused otherwise.</summary>
public static class DataFiles
{
    /// <summary>Folder of the downloads.</summary>
    public const string Folder = "data";

    /// <summary>The whole evidence.</summary>
    public const string Evidence = "evidence.jsonl";

    /// <summary>A claim's comparisons as CSV.</summary>
    public static string Comparisons(string claim) => $"{Folder}/{claim}/comparisons.csv";

    /// <summary>Everything about a claim as JSON.</summary>
    public static string Claim(string claim) => $"{Folder}/{claim}/claim.json";

    /// <summary>A figure's data or drawing; <paramref name="extension"/> is csv, json or svg.</summary>
    public static string Figure(string claim, string figure, string extension) => $"{Folder}/{claim}/figure-{figure}.{extension}";
}
