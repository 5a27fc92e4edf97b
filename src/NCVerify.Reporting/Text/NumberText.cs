using System.Net;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>Numbers for people: few digits, true minus signs, powers of ten. Exact values stand in the downloads.</summary>
public static class NumberText
{
    /// <summary>HTML: for instance 0.25, 1.23 × 10<sup>−9</sup>, NaN. The exact value is in the data element's value.</summary>
    public static string Html(double value, int digits = 6)
    {
        (string mantissa, int? exponent) = Parts(value, digits);
        string power = exponent is int e ? $"{Factor(mantissa)}10<sup>{Minus(e.ToString(Exact.Culture))}</sup>" : mantissa;
        return $"<data value=\"{WebUtility.HtmlEncode(Exact.Format(value))}\">{power}</data>";
    }

    /// <summary>One line of text: for instance 0.25, 1.23 × 10⁻⁹, NaN.</summary>
    public static string Plain(double value, int digits = 6)
    {
        (string mantissa, int? exponent) = Parts(value, digits);
        return exponent is int e ? $"{Factor(mantissa)}10{Superscript(e)}" : mantissa;
    }

    /// <summary>A number with a fixed count of decimals; "~0" for one that rounds to zero without being it.</summary>
    internal static string Fixed(double value, int decimals)
    {
        if (!double.IsFinite(value))
        {
            return Plain(value);
        }

        string text = Math.Round(value, decimals).ToString("F" + decimals.ToString(Exact.Culture), Exact.Culture);
        return value == 0 ? "0" : Math.Round(value, decimals) == 0 ? "~0" : Minus(text);
    }

    /// <summary>Seconds, with a unit.</summary>
    public static string Seconds(double seconds) => seconds switch
    {
        double.NaN => "NaN",
        < 0.0005 => "< 1 ms",
        < 1 => $"{Math.Round(seconds * 1000).ToString(Exact.Culture)} ms",
        < 120 => $"{Exact.Format(seconds, 3)} s",
        _ => $"{Exact.Format(Math.Round(seconds / 60, 1), 4)} min",
    };

    /// <summary>An integer in superscript characters.</summary>
    internal static string Superscript(int number) =>
        string.Concat(number.ToString(Exact.Culture).Select(c => c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']));

    /// <summary>How many, with the noun in the singular or plural.</summary>
    internal static string Count(int number, string noun) => $"{number.ToString(Exact.Culture)} {noun}{(number == 1 ? "" : "s")}";

    private static (string Mantissa, int? Exponent) Parts(double value, int digits)
    {
        if (!double.IsFinite(value))
        {
            return (double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞", null);
        }

        string text = value.ToString("E" + (digits - 1).ToString(Exact.Culture), Exact.Culture);
        int mark = text.IndexOf('E', StringComparison.Ordinal);
        int exponent = int.Parse(text.AsSpan(mark + 1), System.Globalization.NumberStyles.AllowLeadingSign, Exact.Culture);
        if (value == 0)
        {
            return ("0", null);
        }

        if (exponent is >= -3 and < 6)
        {
            return (Minus(Trimmed(Math.Round(value, Math.Clamp(digits - 1 - exponent, 0, 15)).ToString("F" + Math.Clamp(digits - 1 - exponent, 0, 15).ToString(Exact.Culture), Exact.Culture))), null);
        }

        return (Minus(Trimmed(text[..mark])), exponent);
    }

    // A power of ten needs no factor of one.
    private static string Factor(string mantissa) => mantissa switch { "1" => "", "−1" => "−", _ => mantissa + "\u2009×\u2009" };

    private static string Trimmed(string number) => number.Contains('.', StringComparison.Ordinal) ? number.TrimEnd('0').TrimEnd('.') : number;

    private static string Minus(string number) => number.Replace('-', '−');
}
