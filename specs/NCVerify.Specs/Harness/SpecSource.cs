namespace NCVerify.Specs.Harness;

/// <summary>Where a spec stands, as the compiler knows it.</summary>
internal static class SpecSource
{
    private const string Folder = "/specs/NCVerify.Specs/";

    /// <summary>The path from the repository's root on, whatever folder (or none, in a build for others) the compiler was told of.</summary>
    public static string Of(string file)
    {
        string path = file.Replace('\\', '/');
        int at = path.LastIndexOf(Folder, StringComparison.Ordinal);
        return at < 0 ? "" : path[(at + 1)..];
    }
}
