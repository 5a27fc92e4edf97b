using System.Text;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>An error in units of its tolerance on a logarithmic bar from a millionth to a million, with a tick at 1.</summary>
public static class BudgetLayout
{
    /// <summary>Steps of the bar's length; the tick at 1 stands at half of them.</summary>
    public const int Steps = 24;

    /// <summary>Decades on each side of 1.</summary>
    public const double Decades = 6;

    /// <summary>How many steps long the bar of a ratio is; beyond the ends of the scale, its end. Never across the tick by rounding.</summary>
    public static int Step(double ratio)
    {
        if (ratio <= 0 || double.IsNaN(ratio))
        {
            return 0;
        }

        double decades = double.IsPositiveInfinity(ratio) ? Decades : Math.Clamp(Math.Log10(ratio), -Decades, Decades);
        double steps = (decades + Decades) / (2 * Decades) * Steps;
        return (int)(ratio <= 1 ? Math.Floor(steps) : Math.Ceiling(steps));
    }

    /// <summary>Class of a table cell that shows the bar of a ratio above its text.</summary>
    public static string Class(double ratio) => "w" + Step(ratio).ToString(Exact.Culture);

    /// <summary>One rule per length, since the pages' policy allows no style in an element.</summary>
    public static string Css()
    {
        StringBuilder css = new();
        for (int step = 0; step <= Steps; step++)
        {
            // Stronger than the rule for all bars, whose colour those beyond the tick change.
            css.Append($"td[class].w{step.ToString(Exact.Culture)}::before{{--w:{Exact.Format(Math.Round(100.0 * step / Steps, 2))}%{(step > Steps / 2 ? ";--fill:var(--over)" : "")}}}\n");
        }

        return css.ToString();
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
