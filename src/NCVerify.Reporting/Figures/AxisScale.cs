using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>A tick: its place in user units and its label (empty for a minor one).</summary>
public readonly record struct Tick(double Position, string Label);

/// <summary>Maps values of an axis to user units of a drawing, linearly or logarithmically, and chooses round ticks.</summary>
public sealed class AxisScale
{
    private const double Indistinct = 1e-9;
    private readonly double _from;
    private readonly double _to;
    private readonly double _start;
    private readonly double _end;

    private AxisScale(double from, double to, double start, double end, bool logarithmic)
    {
        (_from, _to, _start, _end, Logarithmic) = (from, to, start, end, logarithmic);
        Ticks = logarithmic ? LogarithmicTicks() : LinearTicks();
    }

    /// <summary>Whether the scale is logarithmic.</summary>
    public bool Logarithmic { get; }

    /// <summary>Ticks within the axis.</summary>
    public IReadOnlyList<Tick> Ticks { get; }

    /// <summary>A scale that shows all drawable values with a small margin, from <paramref name="start"/> to <paramref name="end"/> in user units.</summary>
    public static AxisScale Fit(IEnumerable<double> values, bool logarithmic, double start, double end)
    {
        double[] shown = [.. values.Where(v => Drawable(v, logarithmic)).Select(v => logarithmic ? Math.Log10(v) : v)];
        (double least, double most) = shown.Length == 0 ? (0, 1) : (shown.Min(), shown.Max());

        // Ticks of six digits tell no smaller differences apart, and steps near rounding would not advance.
        if (most - least <= Indistinct * Math.Max(Math.Abs(least), Math.Abs(most)))
        {
            double half = logarithmic || least == 0 ? 0.5 : Math.Abs(least) * 0.1;
            (least, most) = (least - half, most + half);
        }

        double margin = 0.04 * (most - least);
        return new(least - margin, most + margin, start, end, logarithmic);
    }

    /// <summary>A scale that ends exactly at the two values, from <paramref name="start"/> to <paramref name="end"/> in user units.</summary>
    public static AxisScale Between(double least, double most, bool logarithmic, double start, double end) =>
        logarithmic ? new(Math.Log10(least), Math.Log10(most), start, end, logarithmic) : new(least, most, start, end, logarithmic);

    /// <summary>Whether a value has a place on such an axis: finite, and positive on a logarithmic one.</summary>
    public static bool Drawable(double value, bool logarithmic) => double.IsFinite(value) && (!logarithmic || value > 0);

    /// <summary>The place of a value, in user units.</summary>
    public double Map(double value) => Place(Logarithmic ? Math.Log10(value) : value);

    // A value already on the scale: on a logarithmic axis, an exponent of ten.
    private double Place(double v) => Math.Round(_start + ((v - _from) / (_to - _from) * (_end - _start)), 2);

    private List<Tick> LinearTicks()
    {
        double step = Step((_to - _from) / 6.5);
        int decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 15);
        List<Tick> ticks = [];
        for (double k = Math.Ceiling(_from / step); k * step <= _to; k++)
        {
            // Rounded, so that 3 x 0.1 is labelled 0.3 and stands there.
            double value = Math.Round(k * step, decimals);
            ticks.Add(new(Map(value), NumberText.Plain(value, 6)));
        }

        return ticks;
    }

    private List<Tick> LogarithmicTicks()
    {
        int first = (int)Math.Ceiling(_from - 1e-9), last = (int)Math.Floor(_to + 1e-9);
        int decades = last - first;
        if (decades < 1)
        {
            return ShortLogarithmicTicks();
        }

        int every = Math.Max(1, (int)Math.Ceiling(decades / 7.0));
        List<Tick> ticks = [];
        for (int e = first; e <= last; e += every > 3 ? every : 1)
        {
            string label = (e - first) % every != 0 ? "" : e switch { 0 => "1", 1 => "10", _ => "10" + NumberText.Superscript(e) };
            ticks.Add(new(Place(e), label));
        }

        if (decades <= 3)
        {
            ticks.AddRange(from e in Enumerable.Range(first - 1, decades + 2)
                           from m in Enumerable.Range(2, 8)
                           let v = Math.Log10(m) + e
                           where v >= _from && v <= _to
                           select new Tick(Place(v), ""));
        }

        return ticks;
    }

    // Less than a decade: round values, as on a linear axis.
    private List<Tick> ShortLogarithmicTicks()
    {
        double low = Math.Pow(10, _from), high = Math.Pow(10, _to), step = Step((high - low) / 5);
        List<Tick> ticks = [];
        for (double k = Math.Ceiling(low / step); k * step <= high; k++)
        {
            ticks.Add(new(Map(k * step), NumberText.Plain(k * step, 3)));
        }

        return ticks;
    }

    // The next of 1, 2, 5 times a power of ten.
    private static double Step(double least)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double ratio = least / power;
        return power * (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10);
    }

    /// <summary>A coordinate as text.</summary>
    public static string Text(double coordinate) => Exact.Format(Math.Round(coordinate, 1));
}
