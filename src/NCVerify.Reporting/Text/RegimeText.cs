namespace NCVerify.Reporting;

/// <summary>A regime, split into what is done and where: "The solver finds it" and "n = 3x2, d = 3".</summary>
/// <param name="Method">What the test does.</param>
/// <param name="Setting">Its parameters; empty without any.</param>
internal readonly record struct RegimeText(string Method, string Setting)
{
    public static RegimeText Of(string regime)
    {
        int open = regime.IndexOf(" (", StringComparison.Ordinal);
        return open > 0 && regime.EndsWith(')') ? new(regime[..open], regime[(open + 2)..^1]) : new(regime, "");
    }
}
