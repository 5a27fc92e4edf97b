using System.Text.Json;
using System.Text.RegularExpressions;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Reporting.Components;

namespace NCVerify.Reporting;

/// <summary>A figure as files: data as CSV and JSON, drawing as SVG.</summary>
internal static partial class FigureFiles
{
    public static string ToCsv(Figure figure)
    {
        bool band = figure.Series.Any(s => s.Low is not null) || figure.Table?.Rows.Any(r => r.Cells.Any(c => c.Low is not null)) == true;
        string[] edges = band ? ["low", "high"] : [], none = band ? ["", ""] : [];
        return Csv.Write(
        [
            ["kind", "name", "role", "x_or_row", "y_or_column", "value", .. edges],
            .. figure.HeatMaps.SelectMany(m => m.Values.ToRows().SelectMany((row, i) => row.Select((v, j) => (string[])["heat-map", m.Name, "", Text(i), Text(j), Exact.Format(v), .. none]))),
            .. Phases(figure.Phases).Select(row => (string[])[.. row, .. none]),
            .. figure.Series.SelectMany(s => s.X.Select((x, i) => (string[])["series", s.Name, s.Role.ToString().ToLowerInvariant(), Exact.Format(x), Exact.Format(s.Y[i]), "", .. band ? [Edge(s.Low, i), Edge(s.High, i)] : none])),
            .. Cells(figure.Table).Select(c => (string[])["table", "", "", c.Row, c.Column, Exact.Format(c.Cell.Value), .. band ? [Edge(c.Cell.Low), Edge(c.Cell.High)] : none]),
            .. figure.Thresholds.Select(t => (string[])["threshold", t.Key, "", Exact.Format(t.Value), "", "", .. none]),
        ]);
    }

    public static string ToJson(Figure figure) => JsonSerializer.Serialize<EvidenceRecord>(figure, EvidenceJson.Options) + "\n";

    /// <summary>Endings of the figure's drawings: heat maps first, then curves or phases.</summary>
    public static IEnumerable<string> Drawings(Figure figure)
    {
        if (figure.HeatMaps.Count > 0)
        {
            yield return "svg";
        }

        if (figure.Phases is not null || figure.Series.Count > 0)
        {
            yield return figure.HeatMaps.Count > 0 ? "curves.svg" : "svg";
        }
    }

    public static string ToSvg(Figure figure, string ending, ComponentRenderer renderer) => Alone(figure.HeatMaps.Count > 0 && ending == "svg"
        ? renderer.Render<HeatMaps>(("Figure", figure))
        : figure.Phases is not null
        ? renderer.Render<PhasePlot>(("Figure", figure))
        : renderer.Render<LinePlot>(("Figure", figure)));

    /// <summary>A drawing of the page as a file of its own, with its style.</summary>
    public static string Alone(string drawing)
    {
        drawing = Page.Visible(Page.Characters(Lines().Replace(Empty().Replace(drawing, "/>"), "")));
        int inside = drawing.IndexOf('>', StringComparison.Ordinal) + 1;
        return drawing[..(inside - 1)].Replace("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ", StringComparison.Ordinal) + $"><style>\n{DrawingStyle.Of(drawing)}</style>" + drawing[inside..] + "\n";
    }

    // The name of the phase in each cell; the cell's centre stands where a series has its point.
    private static IEnumerable<string[]> Phases(PhaseMap? map) => map is null
        ? []
        : map.Cells.SelectMany((row, j) => row.Select((c, i) => new[] { "phase", map.Categories[c], "", Exact.Format(map.X[i]), Exact.Format(map.Y[j]), Text(c) }));

    private static IEnumerable<(string Row, string Column, FigureCell Cell)> Cells(FigureTable? table) => table is null
        ? []
        : table.Rows.SelectMany(row => row.Cells.Zip(table.Columns, (cell, column) => (row.Name, column, cell)));

    private static string Edge(IReadOnlyList<double>? edge, int i) => Edge(edge?[i]);

    private static string Edge(double? edge) => edge is { } number ? Exact.Format(number) : "";

    private static string Text(int number) => number.ToString(Exact.Culture);

    [GeneratedRegex("></(?:path|rect|circle)>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Empty();

    // Spaces between elements show nowhere; those within a text begin with no line end.
    [GeneratedRegex(@"(?<=>)\s*\n\s*(?=<)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Lines();
}
