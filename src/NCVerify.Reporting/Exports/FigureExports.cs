using System.Text.Json;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Reporting.Components;

namespace NCVerify.Reporting;

/// <summary>A figure as files: data as CSV and JSON, drawing as SVG.</summary>
internal static class FigureExports
{
    public static string ToCsv(Figure figure) => Csv.Write(
    [
        ["kind", "name", "role", "x_or_row", "y_or_column", "value"],
        .. figure.HeatMaps.SelectMany(m => m.Values.ToRows().SelectMany((row, i) => row.Select((v, j) => new[] { "heat-map", m.Name, "", Text(i), Text(j), Exact.Format(v) }))),
        .. Phases(figure.Phases),
        .. figure.Series.SelectMany(s => s.X.Zip(s.Y, (x, y) => new[] { "series", s.Name, s.Role.ToString().ToLowerInvariant(), Exact.Format(x), Exact.Format(y), "" })),
        .. figure.Thresholds.Select(t => new[] { "threshold", t.Key, "", Exact.Format(t.Value), "", "" }),
    ]);

    public static string ToJson(Figure figure) => JsonSerializer.Serialize<EvidenceRecord>(figure, EvidenceJson.Indented) + "\n";

    public static string ToSvg(Figure figure, ComponentRenderer renderer)
    {
        string drawing = figure.HeatMaps.Count > 0
            ? renderer.Render<HeatMaps>(("Figure", figure), ("Id", figure.Id))
            : figure.Phases is not null
            ? renderer.Render<PhasePlot>(("Figure", figure), ("Id", figure.Id))
            : renderer.Render<LinePlot>(("Figure", figure), ("Id", figure.Id));
        int inside = drawing.IndexOf('>', StringComparison.Ordinal) + 1;
        return drawing[..(inside - 1)].Replace("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ", StringComparison.Ordinal) + $"><style>{PageAssets.FigureStyle}</style>" + drawing[inside..] + "\n";
    }

    // The name of the phase in each cell; the cell's centre stands where a series has its point.
    private static IEnumerable<string[]> Phases(PhaseMap? map) => map is null
        ? []
        : map.Cells.SelectMany((row, j) => row.Select((c, i) => new[] { "phase", map.Categories[c], "", Exact.Format(map.X[i]), Exact.Format(map.Y[j]), Text(c) }));

    private static string Text(int number) => number.ToString(Exact.Culture);
}
