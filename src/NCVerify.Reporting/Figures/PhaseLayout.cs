using System.Text;
using NCVerify.Conformance;

namespace NCVerify.Reporting;

/// <summary>Where everything of a phase map stands, in user units. Colour, sign and letter each tell the phases apart.</summary>
public sealed class PhaseLayout
{
    private const double Left = 74, Right = 18, Bottom = 56, LegendLine = 22, PlotHeight = 360, LegendStart = 8;

    /// <summary>Width of the drawing.</summary>
    public const double Width = 640;

    private readonly double[] _x;
    private readonly double[] _y;

    private PhaseLayout(Figure figure, PhaseMap map)
    {
        (Figure, Map) = (figure, map);
        Legend = PlaceLegend();
        Top = Legend[^1].Y + 14;
        Height = Top + PlotHeight + Bottom;
        double[] x = Edges(map.X, figure.X.Logarithmic), y = Edges(map.Y, figure.Y.Logarithmic);
        X = AxisScale.Between(x[0], x[^1], figure.X.Logarithmic, Left, Width - Right);
        Y = AxisScale.Between(y[0], y[^1], figure.Y.Logarithmic, Base, Top);
        _x = [.. x.Select(X.Map)];
        _y = [.. y.Select(Y.Map)];
    }

    /// <summary>The figure.</summary>
    public Figure Figure { get; }

    /// <summary>Its phase map.</summary>
    public PhaseMap Map { get; }

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

    /// <summary>Horizontal scale; it ends where the cells do.</summary>
    public AxisScale X { get; }

    /// <summary>Vertical scale.</summary>
    public AxisScale Y { get; }

    /// <summary>Legend entries, phases first, then series: index among both, and where the entry stands.</summary>
    public IReadOnlyList<(int Index, double X, double Y)> Legend { get; }

    /// <summary>The layout of a figure that has a phase map.</summary>
    public static PhaseLayout Of(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return new(figure, figure.Phases ?? throw new ArgumentException($"Figure {figure.Id} has no phase map.", nameof(figure)));
    }

    /// <summary>Letter of a phase.</summary>
    public static string Letter(int category) => ((char)('A' + category)).ToString();

    /// <summary>The cells of a phase, as one path of runs.</summary>
    public string Area(int category)
    {
        StringBuilder path = new();
        for (int j = 0; j < Map.Y.Count; j++)
        {
            for (int i = 0, end; i < Map.X.Count; i = end)
            {
                for (end = i + 1; end < Map.X.Count && Map.Cells[j][end] == Map.Cells[j][i]; end++)
                {
                }

                if (Map.Cells[j][i] == category)
                {
                    path.Append('M').Append(AxisScale.Text(_x[i])).Append(' ').Append(AxisScale.Text(_y[j]))
                        .Append('H').Append(AxisScale.Text(_x[end])).Append('V').Append(AxisScale.Text(_y[j + 1])).Append('H').Append(AxisScale.Text(_x[i])).Append('z');
                }
            }
        }

        return path.ToString();
    }

    /// <summary>The sign of a phase in each of its cells.</summary>
    public string Signs(int category)
    {
        PathText path = new();
        for (int j = 0; j < Map.Y.Count; j++)
        {
            for (int i = 0; i < Map.X.Count; i++)
            {
                if (Map.Cells[j][i] == category)
                {
                    Sign(path, (_x[i] + _x[i + 1]) / 2, (_y[j] + _y[j + 1]) / 2, category);
                }
            }
        }

        return path.ToString();
    }

    /// <summary>A sign around a point: open strokes only, so that they differ from the markers of measurements.</summary>
    public static string Sign(double x, double y, int category)
    {
        PathText path = new();
        Sign(path, x, y, category);
        return path.ToString();
    }

    private static void Sign(PathText path, double x, double y, int category) => _ = category switch
    {
        0 => path.Shape(x - 0.9, y, "a.9 .9 0 1 1 0 .1"),
        1 => path.Strokes(x - 3, y + 3, "l6-6", 6, -6),
        2 => path.Strokes(x - 3, y + 3, "l6-6m-6 0 6 6", 6, 0),
        3 => path.Strokes(x - 3.5, y, "h7", 7, 0),
        4 => path.Strokes(x, y - 3.5, "v7", 0, 7),
        _ => path.Strokes(x - 3, y - 3, "l6 6", 6, 6),
    };

    /// <summary>A letter in the middle of each phase: the cell that is farthest from other phases and from the frame.</summary>
    public IEnumerable<(int Category, double X, double Y)> Letters()
    {
        var cells = (from j in Enumerable.Range(0, Map.Y.Count)
                     from i in Enumerable.Range(0, Map.X.Count)
                     select (Category: Map.Cells[j][i], X: (_x[i] + _x[i + 1]) / 2, Y: (_y[j] + _y[j + 1]) / 2)).ToArray();
        return from phase in cells.GroupBy(c => c.Category)
               orderby phase.Key
               let others = cells.Where(c => c.Category != phase.Key).ToArray()
               select phase.MaxBy(c => others.Select(o => Squared(c.X - o.X) + Squared(c.Y - o.Y))
                   .Append(Squared(Math.Min(c.X - Start, End - c.X)))
                   .Append(Squared(Math.Min(c.Y - Top, Base - c.Y))).Min());
    }

    /// <summary>Path of a curve over the map; what leaves the map is cut off by the drawing.</summary>
    public string Path(Series series) => LineLayout.Curve(series, X, Y);

    /// <summary>Markers of a measured series.</summary>
    public string Markers(Series series, int shape) => LineLayout.Markers(series, shape, X, Y);

    private static double Squared(double x) => x * x;

    // Halfway between neighbours on the axis; the outer cells are as far outwards as inwards.
    private static double[] Edges(IReadOnlyList<double> centres, bool logarithmic)
    {
        double[] at = [.. centres.Select(c => logarithmic ? Math.Log10(c) : c)];
        double[] edges = [at[0] - ((at[1] - at[0]) / 2), .. at.Zip(at.Skip(1), (a, b) => (a + b) / 2), at[^1] + ((at[^1] - at[^2]) / 2)];
        return [.. edges.Select(e => logarithmic ? Math.Pow(10, e) : e)];
    }

    private List<(int Index, double X, double Y)> PlaceLegend()
    {
        List<(int, double, double)> entries = [];
        double x = LegendStart, y = 15;
        foreach ((int index, string name) in Map.Categories.Concat(Figure.Series.Select(s => s.Name)).Index())
        {
            // A proportional font of 13 units averages about half an em.
            double width = 44 + (6.9 * (MathText.ToPlain(name).Length + 2)) + 14;
            if ((x > LegendStart && x + width > Width) || index == Map.Categories.Count)
            {
                (x, y) = (LegendStart, y + LegendLine);
            }

            entries.Add((index, x, y));
            x += width;
        }

        return entries;
    }
}
