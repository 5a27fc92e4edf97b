namespace NCVerify.Reporting;

/// <summary>An error in units of its tolerance on a logarithmic bar from a millionth to a million, with a tick at 1.</summary>
public static class BudgetLayout
{
    /// <summary>Width of the drawing.</summary>
    public const double Width = 96;

    /// <summary>Decades on each side of 1.</summary>
    public const double Decades = 6;

    /// <summary>Where a ratio stands; beyond the ends of the scale, at its end.</summary>
    public static double Position(double ratio)
    {
        if (ratio <= 0)
        {
            return 0;
        }

        double decades = double.IsPositiveInfinity(ratio) ? Decades : Math.Clamp(Math.Log10(ratio), -Decades, Decades);
        return Math.Round((decades + Decades) / (2 * Decades) * Width, 2);
    }

    /// <summary>The ratio in words: "0.0012 of the tolerance", "3.4 times the tolerance".</summary>
    public static string Words(double ratio) => ratio switch
    {
        double.NaN => "error cannot be held against the tolerance",
        double.PositiveInfinity => "exceeds a tolerance of zero",
        <= 0 => "no error",
        <= 1 => $"{NumberText.Plain(ratio, 2)} of the tolerance",
        _ => $"{NumberText.Plain(ratio, 2)} times the tolerance",
    };
}
