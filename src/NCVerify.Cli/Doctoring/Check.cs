namespace NCVerify.Cli.Doctoring;

/// <summary>One thing that this machine has or lacks.</summary>
/// <param name="Name">What was looked for.</param>
/// <param name="Present">Whether it is there.</param>
/// <param name="Found">What was found, or that nothing was.</param>
/// <param name="Cost">What its absence costs; empty when present.</param>
/// <param name="Remedy">How to get it; empty when present.</param>
internal sealed record Check(string Name, bool Present, string Found, string Cost = "", string Remedy = "")
{
    /// <summary>Something is there.</summary>
    public static Check Ok(string name, string found) => new(name, true, found);

    /// <summary>Something is missing.</summary>
    public static Check Missing(string name, string found, string cost, string remedy) => new(name, false, found, cost, remedy);
}
