using System.Globalization;

namespace NCVerify.Numerics;

/// <summary>The one place where numbers become text and back: round-trip exact, the same in every culture.</summary>
public static class Exact
{
    /// <summary>The culture in which every number of the product is written and read.</summary>
    public static IFormatProvider Culture => CultureInfo.InvariantCulture;

    /// <summary>Shortest text that reads back to exactly the same double.</summary>
    public static string Format(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Text for people: <paramref name="digits"/> significant digits, not meant to be read back.</summary>
    public static string Format(double value, int digits) =>
        value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Reads a double as written by <see cref="Format(double)"/>; false when the text is no number.</summary>
    public static bool TryParse(string? text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
