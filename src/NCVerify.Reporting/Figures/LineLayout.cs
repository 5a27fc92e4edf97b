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
        Undrawn = figure.Series.Sum(s => s.X.Zip(s.Y).Count(p => !Drawable(p.First, p.Second, X, Y)));
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
    public string Path(Series series) => Curve(series, X, Y);

    /// <summary>Path of a curve between two scales; broken where a point has no place.</summary>
    internal static string Curve(Series series, AxisScale x, AxisScale y)
    {
        ArgumentNullException.ThrowIfNull(series);
        PathText path = new();
        bool pen = false;
        foreach ((double at, double value) in series.X.Zip(series.Y))
        {
            bool drawn = Drawable(at, value, x, y);
            if (drawn)
            {
                _ = pen ? path.LineTo(x.Map(at), y.Map(value)) : path.MoveTo(x.Map(at), y.Map(value));
            }

            pen = drawn;
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

        PathText path = new();
        for (int start = 0; start < series.X.Count;)
        {
            int end = start;
            while (end < series.X.Count && Drawable(series.X[end], low[end], X, Y) && Drawable(series.X[end], high[end], X, Y))
            {
                end++;
            }

            if (end - start > 1)
            {
                double fromX = X.Map(series.X[start]), fromY = Y.Map(high[start]);
                path.MoveTo(fromX, fromY);
                IEnumerable<(int At, double Edge)> upper = Enumerable.Range(start + 1, end - start - 1).Select(i => (i, high[i]));
                IEnumerable<(int At, double Edge)> lower = Enumerable.Range(start, end - start).Reverse().Select(i => (i, low[i]));
                foreach ((int at, double edge) in upper.Concat(lower))
                {
                    path.LineTo(X.Map(series.X[at]), Y.Map(edge));
                }

                path.Close(fromX, fromY);
            }

            start = end + 1;
        }

        return path.ToString();
    }

    /// <summary>One path of all markers of a series; each colour has a shape of its own, so that shape alone tells series apart.</summary>
    public string Markers(Series series, int shape) => Markers(series, shape, X, Y);

    /// <summary>One path of all markers of a series between two scales.</summary>
    internal static string Markers(Series series, int shape, AxisScale x, AxisScale y)
    {
        ArgumentNullException.ThrowIfNull(series);
        PathText path = new();
        foreach ((double at, double value) in series.X.Zip(series.Y).Where(p => Drawable(p.First, p.Second, x, y)))
        {
            Mark(path, x.Map(at), y.Map(value), shape);
        }

        return path.ToString();
    }

    /// <summary>A marker around a point.</summary>
    public static string Marker(double x, double y, int shape)
    {
        PathText path = new();
        Mark(path, x, y, shape);
        return path.ToString();
    }

    // The circle is one arc, all but a tenth of the way around.
    private static void Mark(PathText path, double x, double y, int shape) => _ = (shape % 6) switch
    {
        0 => path.Shape(x - 4, y, "a4 4 0 1 1 0 .1"),
        1 => path.Shape(x - 3.5, y - 3.5, "h7v7h-7"),
        2 => path.Shape(x, y - 4.6, "l4.4 7.8h-8.8"),
        3 => path.Shape(x, y - 4.8, "l4.8 4.8-4.8 4.8-4.8-4.8"),
        4 => path.Shape(x, y + 4.6, "l4.4-7.8h-8.8"),
        _ => path.Shape(x - 4.4, y - 1.4, "h3v-3h2.8v3h3v2.8h-3v3h-2.8v-3h-3"),
    };

    private static bool Drawable(double at, double value, AxisScale x, AxisScale y) => AxisScale.Drawable(at, x.Logarithmic) && AxisScale.Drawable(value, y.Logarithmic);

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
