using NCVerify.Conformance;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>Where everything of a heat-map figure stands: panels side by side on one diverging scale around zero.</summary>
public sealed class HeatLayout
{
    private const double Gap = 26, Title = 26, Margin = 22, LegendHeight = 58, LargestPanel = 250;

    /// <summary>Width of the drawing.</summary>
    public const double Width = 640;

    /// <summary>Largest number of rows or columns for which each cell shows its value.</summary>
    public const int LargestWithValues = 6;

    // Width of a digit in the cells' font of 11 units, with a little air.
    private const double DigitWidth = 6.4;

    private HeatLayout(Figure figure)
    {
        Figure = figure;
        double[] values = [.. figure.HeatMaps.SelectMany(m => m.Values.Data).Where(double.IsFinite).Select(Math.Abs)];
        Largest = values.Length == 0 || values.Max() == 0 ? 1 : values.Max();
        // Four stand two by two, so that predicted and measured are side by side.
        int across = figure.HeatMaps.Count == 4 ? 2 : Math.Clamp(figure.HeatMaps.Count, 1, 3);
        double side = Math.Min(LargestPanel, (Width - (2 * Margin) - ((across - 1) * Gap)) / across);
        double pitch = side + Title + Margin;
        double left = (Width - (across * side) - ((across - 1) * Gap)) / 2;
        Panels = [.. figure.HeatMaps.Select((map, i) => new Panel(map, left + (i % across * (side + Gap)), (i / across * pitch) + Title, side))];
        LegendTop = ((figure.HeatMaps.Count + across - 1) / across * pitch) + 4;
        Height = LegendTop + LegendHeight;
    }

    /// <summary>The figure.</summary>
    public Figure Figure { get; }

    /// <summary>Largest absolute value: the end of the scale.</summary>
    public double Largest { get; }

    /// <summary>Height of the drawing.</summary>
    public double Height { get; }

    /// <summary>Top of the legend.</summary>
    public double LegendTop { get; }

    /// <summary>Panels in order.</summary>
    public IReadOnlyList<Panel> Panels { get; }

    // Three significant digits of the largest value fit a cell; the same decimals everywhere make cells comparable.
    private int Decimals => Math.Clamp(2 - (int)Math.Floor(Math.Log10(Largest)), 0, 5);

    /// <summary>The layout of a figure.</summary>
    public static HeatLayout Of(Figure figure) => new(figure);

    /// <summary>Step of a value on the diverging scale; null when it is not finite.</summary>
    public int? Step(double value) => double.IsFinite(value) ? (int)Math.Round(value / Largest * Palette.Steps) : null;

    /// <summary>
    /// Runs of equal cells, one path per step of the scale, so that large matrices stay small files. In units of cells
    /// from the panel's corner; where a value is absent, in user units, since its outline must not be scaled.
    /// </summary>
    public IEnumerable<(string Class, string Path)> Cells(Panel panel, bool absent)
    {
        ArgumentNullException.ThrowIfNull(panel);
        Matrix values = panel.Map.Values;
        SortedDictionary<int, PathText> paths = [];
        for (int i = 0; i < values.Rows; i++)
        {
            for (int j = 0, run; j < values.Columns; j += run)
            {
                int? step = Step(values[i, j]);
                for (run = 1; j + run < values.Columns && Step(values[i, j + run]) == step; run++)
                {
                }

                if (step is null == absent)
                {
                    PathText path = paths.TryGetValue(step ?? 0, out PathText? known) ? known : paths[step ?? 0] = new();
                    _ = absent
                        ? path.Shape(panel.CellX(j), panel.CellY(i), $"h{AxisScale.Text(run * panel.CellWidth)}v{AxisScale.Text(panel.CellHeight)}h{AxisScale.Text(-run * panel.CellWidth)}")
                        : path.Shape(j, i, $"h{run.ToString(Exact.Culture)}v1h-{run.ToString(Exact.Culture)}");
                }
            }
        }

        return paths.Select(p => (absent ? "absent" : Palette.StepClass(p.Key), p.Value.ToString()));
    }

    /// <summary>Values to write into the cells, three significant digits or two; none when the matrix is large or they do not fit.</summary>
    public IEnumerable<(string Class, double X, double Y, string Text)> Labels(Panel panel)
    {
        ArgumentNullException.ThrowIfNull(panel);
        Matrix values = panel.Map.Values;
        if (values.Rows > LargestWithValues || values.Columns > LargestWithValues)
        {
            return [];
        }

        for (int decimals = Decimals; decimals >= Math.Max(0, Decimals - 1); decimals--)
        {
            if (values.Data.All(v => (NumberText.Fixed(v, decimals).Length * DigitWidth) + 4 <= panel.CellWidth))
            {
                return Labels(panel, decimals);
            }
        }

        return [];
    }

    private IEnumerable<(string Class, double X, double Y, string Text)> Labels(Panel panel, int decimals)
    {
        Matrix values = panel.Map.Values;
        return from i in Enumerable.Range(0, values.Rows)
               from j in Enumerable.Range(0, values.Columns)
               let step = Step(values[i, j])
               select (step is int s ? Palette.TextClass(s) : "absent-text", panel.CellX(j) + (panel.CellWidth / 2), panel.CellY(i) + (panel.CellHeight / 2), NumberText.Fixed(values[i, j], decimals));
    }
}

/// <summary>One heat map in its place.</summary>
public sealed record Panel(HeatMap Map, double X, double Y, double Side)
{
    /// <summary>Width of a cell. Cells are square unless the matrix is not.</summary>
    public double CellWidth => Side / Math.Max(1, Math.Max(Map.Values.Rows, Map.Values.Columns));

    /// <summary>Height of a cell.</summary>
    public double CellHeight => CellWidth;

    /// <summary>Left edge of a column.</summary>
    public double CellX(int column) => X + (column * CellWidth);

    /// <summary>Top edge of a row.</summary>
    public double CellY(int row) => Y + (row * CellHeight);
}
