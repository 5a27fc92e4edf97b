using System.Text;
using NCVerify.Conformance;

namespace NCVerify.Reporting;

/// <summary>Where everything of a line figure stands, in user units.</summary>
public sealed class LineLayout
{
    private const double Left = 74, Right = 18, Bottom = 56, LegendLine = 21, ThresholdLine = 19, PlotHeight = 280, LegendStart = 8;

    /// <summary>Width of the drawing.</summary>
    public const double Width = 640;

    private LineLayout(Figure figure)
    {
        Figure = figure;
        Legend = PlaceLegend(figure.Series);
        double legendHeight = Legend.Count == 0 ? 0 : Legend[^1].Y + LegendLine - 8;
        Top = 10 + legendHeight + (figure.Thresholds.Count * ThresholdLine);
        Height = Top + PlotHeight + Bottom;
        X = AxisScale.Fit(figure.Series.SelectMany(s => s.X).Concat(figure.Thresholds.Values), figure.X.Logarithmic, Left, Width - Right);
        Y = AxisScale.Fit(figure.Series.SelectMany(s => s.Y.Concat(s.Low ?? []).Concat(s.High ?? [])), figure.Y.Logarithmic, Top + PlotHeight, Top);
        Undrawn = figure.Series.Sum(s => s.X.Zip(s.Y).Count(p => !Drawable(p.First, p.Second)));
        Thresholds = PlaceThresholds(10 + legendHeight);
    }

    /// <summary>The figure.</summary>
    public Figure Figure { get; }

    /// <summary>Height of the drawing.</summary>
    public double Height { get; }

    /// <summary>Top of the plot.</summary>
    public double Top { get; }

    /// <summary>Bottom of the plot.</summary>
    public double Base => Top + PlotHeight;

    /// <summary>Left edge of the plot.</summary>
    public double Start => Left;

    /// <summary>Right edge of the plot.</summary>
    public double End => Width - Right;

    /// <summary>Horizontal scale.</summary>
    public AxisScale X { get; }

    /// <summary>Vertical scale.</summary>
    public AxisScale Y { get; }

    /// <summary>Points that have no place: not finite, or not positive on a logarithmic axis.</summary>
    public int Undrawn { get; }

    /// <summary>Legend entries: the series' index and where it stands.</summary>
    public IReadOnlyList<(int Series, double X, double Y)> Legend { get; }

    /// <summary>Thresholds: label, abscissa in user units, baseline of the label, and its anchor.</summary>
    public IReadOnlyList<(string Label, double X, double Y, string Anchor)> Thresholds { get; }

    /// <summary>The layout of a figure.</summary>
    public static LineLayout Of(Figure figure) => new(figure);

    /// <summary>Colour of a series: the k-th of each role shares one, so that a measurement has the colour of its prediction.</summary>
    public int Colour(int series)
    {
        SeriesRole role = Figure.Series[series].Role;
        return Figure.Series.Take(series).Count(s => s.Role == role) % 6;
    }

    /// <summary>Path of a curve; broken where a point has no place.</summary>
    public string Path(Series series)
    {
        ArgumentNullException.ThrowIfNull(series);
        StringBuilder path = new();
        bool pen = false;
        foreach ((double x, double y) in series.X.Zip(series.Y))
        {
            if (Drawable(x, y))
            {
                path.Append(pen ? 'L' : 'M').Append(At(x, y));
                pen = true;
            }
            else
            {
                pen = false;
            }
        }

        return path.ToString();
    }

    /// <summary>Closed outlines of a series' band, one per stretch in which both edges have a place; empty without a band.</summary>
    public string Band(Series series)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Low is not { } low || series.High is not { } high)
        {
            return "";
        }

        StringBuilder path = new();
        for (int start = 0; start < series.X.Count;)
        {
            int end = start;
            while (end < series.X.Count && Drawable(series.X[end], low[end]) && Drawable(series.X[end], high[end]))
            {
                end++;
            }

            if (end - start > 1)
            {
                IEnumerable<string> upper = Enumerable.Range(start, end - start).Select(i => At(series.X[i], high[i]));
                IEnumerable<string> lower = Enumerable.Range(start, end - start).Reverse().Select(i => At(series.X[i], low[i]));
                path.Append('M').AppendJoin('L', upper.Concat(lower)).Append('z');
            }

            start = end + 1;
        }

        return path.ToString();
    }

    /// <summary>One path of all markers of a series; each colour has a shape of its own, so that shape alone tells series apart.</summary>
    public string Markers(Series series, int shape)
    {
        ArgumentNullException.ThrowIfNull(series);
        return string.Concat(series.X.Zip(series.Y).Where(p => Drawable(p.First, p.Second)).Select(p => Marker(X.Map(p.First), Y.Map(p.Second), shape)));
    }

    /// <summary>A marker around a point.</summary>
    public static string Marker(double x, double y, int shape)
    {
        string at = $"M{AxisScale.Text(x)} {AxisScale.Text(y)}";
        return (shape % 6) switch
        {
            0 => at + "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
            1 => at + "m-3.5 -3.5h7v7h-7z",
            2 => at + "m0 -4.6l4.4 7.8h-8.8z",
            3 => at + "m0 -4.8l4.8 4.8l-4.8 4.8l-4.8 -4.8z",
            4 => at + "m0 4.6l4.4 -7.8h-8.8z",
            _ => at + "m-4.4 -1.4h3v-3h2.8v3h3v2.8h-3v3h-2.8v-3h-3z",
        };
    }

    private string At(double x, double y) => $"{AxisScale.Text(X.Map(x))} {AxisScale.Text(Y.Map(y))}";

    private bool Drawable(double x, double y) => AxisScale.Drawable(x, Figure.X.Logarithmic) && AxisScale.Drawable(y, Figure.Y.Logarithmic);

    private static List<(int Series, double X, double Y)> PlaceLegend(IReadOnlyList<Series> series)
    {
        List<(int, double, double)> entries = [];
        double x = LegendStart, y = 14;
        for (int i = 0; i < series.Count; i++)
        {
            double width = 42 + TextWidth(series[i].Name) + 18;
            if (x > LegendStart && x + width > Width)
            {
                (x, y) = (LegendStart, y + LegendLine);
            }

            entries.Add((i, x, y));
            x += width;
        }

        return entries;
    }

    private List<(string Label, double X, double Y, string Anchor)> PlaceThresholds(double top)
    {
        List<(string, double, double, string)> places = [];
        foreach ((string label, double value) in Figure.Thresholds.Where(t => AxisScale.Drawable(t.Value, Figure.X.Logarithmic)))
        {
            double x = X.Map(value), half = TextWidth(label) / 2;
            string anchor = x - half < 4 ? "start" : x + half > Width - 4 ? "end" : "middle";
            places.Add((label, x, top + (places.Count * ThresholdLine) + 8, anchor));
        }

        return places;
    }

    // A proportional font of 13 units averages about half an em.
    private static double TextWidth(string text) => 6.9 * MathText.ToPlain(text).Length;
}
