using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>An opaque sRGB colour.</summary>
public readonly record struct Colour(byte R, byte G, byte B)
{
    /// <summary>Reads "#rrggbb".</summary>
    public static Colour Parse(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        int value = Convert.ToInt32(hex.TrimStart('#'), 16);
        return new((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }

    /// <summary>"#rrggbb".</summary>
    public override string ToString() => "#" + ((R << 16) | (G << 8) | B).ToString("x6", Exact.Culture);

    /// <summary>Relative luminance as the Web Content Accessibility Guidelines define it, 0 to 1.</summary>
    public double Luminance => (0.2126 * Linear(R)) + (0.7152 * Linear(G)) + (0.0722 * Linear(B));

    /// <summary>Contrast ratio of two colours as the same guidelines define it, 1 to 21.</summary>
    public static double Contrast(Colour a, Colour b) =>
        (Math.Max(a.Luminance, b.Luminance) + 0.05) / (Math.Min(a.Luminance, b.Luminance) + 0.05);

    /// <summary>The colour a fraction <paramref name="t"/> of the way from a to b, in the perceptual space OKLab.</summary>
    public static Colour Mix(Colour a, Colour b, double t)
    {
        (double l, double m, double s) = a.Lab();
        (double l2, double m2, double s2) = b.Lab();
        return FromLab(l + (t * (l2 - l)), m + (t * (m2 - m)), s + (t * (s2 - s)));
    }

    private (double L, double A, double B) Lab()
    {
        double r = Linear(R), g = Linear(G), b = Linear(B);
        double l = Math.Cbrt((0.4122214708 * r) + (0.5363325363 * g) + (0.0514459929 * b));
        double m = Math.Cbrt((0.2119034982 * r) + (0.6806995451 * g) + (0.1073969566 * b));
        double s = Math.Cbrt((0.0883024619 * r) + (0.2817188376 * g) + (0.6299787005 * b));
        return (
            (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s),
            (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s),
            (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s));
    }

    private static Colour FromLab(double lightness, double a, double b)
    {
        double l = Cube(lightness + (0.3963377774 * a) + (0.2158037573 * b));
        double m = Cube(lightness - (0.1055613458 * a) - (0.0638541728 * b));
        double s = Cube(lightness - (0.0894841775 * a) - (1.2914855480 * b));
        return new(
            Byte((4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s)),
            Byte((-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s)),
            Byte((-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s)));
    }

    private static double Cube(double x) => x * x * x;

    private static double Linear(byte channel)
    {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }

    private static byte Byte(double linear)
    {
        double c = linear <= 0.0031308 ? 12.92 * linear : (1.055 * Math.Pow(linear, 1 / 2.4)) - 0.055;
        return (byte)Math.Clamp(Math.Round(255 * c), 0, 255);
    }
}
