using System.Net;
using System.Text;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Reporting.Measuring;

namespace NCVerify.Reporting;

/// <summary>Writes the report of `ncverify measure`: a static page without scripts, and its data.</summary>
public static class MeasuringReportWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// Writes index.html and the folder data into <paramref name="directory"/>. Everything is made beside it and moved into
    /// place, so that a crash leaves the old report or the new one; other files in the folder are left alone.
    /// </summary>
    /// <returns>The path of index.html.</returns>
    /// <exception cref="IOException">The folder has a folder "data" that NCVerify did not write.</exception>
    public static string Write(MeasuringReport report, string directory)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentException.ThrowIfNullOrEmpty(directory);
        string target = Path.GetFullPath(directory);
        ReportWriter.CheckIsOurs(target);
        string work = target.TrimEnd(Path.DirectorySeparatorChar) + ".writing-" + Environment.ProcessId.ToString(Exact.Culture);
        try
        {
            foreach ((string file, string text) in Files(report))
            {
                string path = Path.Combine(work, file);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, text, Utf8);
            }

            ReportWriter.Swap(work, target);
        }
        finally
        {
            if (Directory.Exists(work))
            {
                Directory.Delete(work, recursive: true);
            }
        }

        return Path.Combine(target, "index.html");
    }

    /// <summary>The page.</summary>
    public static string Page(MeasuringReport report)
    {
        using ComponentRenderer renderer = new();
        return Page(report, renderer);
    }

    private static IEnumerable<(string File, string Text)> Files(MeasuringReport report)
    {
        using ComponentRenderer renderer = new();
        yield return ("index.html", Page(report, renderer));
        yield return ($"{SitePaths.Data}/README.txt", $"{ReportWriter.Marker}\nOne folder per model: measure.json (everything), metrics.csv, classes.csv, figures as CSV, JSON and SVG.\nNumbers are exact; the page rounds them.\n");
        foreach (MeasuredModel model in report.Models)
        {
            yield return ($"{SitePaths.Data}/{model.Id}/measure.json", model.Json);
            yield return ($"{SitePaths.Data}/{model.Id}/metrics.csv", Csv.Write([["id", "value", "low", "high", "convention"], .. model.Metrics.Select(m => new[] { m.Id, Exact.Format(m.Value), Text(m.Low), Text(m.High), m.Convention })]));
            yield return ($"{SitePaths.Data}/{model.Id}/classes.csv", Csv.Write([["label", "count", "variability", "norm", "neighbour", "neighbour_cosine", "misplaced", "alignment"], .. model.Classes.Select(Row)]));
        }

        if (report.Models.Count > 1)
        {
            string[] ids = [.. report.Models.SelectMany(m => m.Metrics).Select(m => m.Id).Distinct(StringComparer.Ordinal)];
            yield return ($"{SitePaths.Data}/comparison/comparison.csv", Csv.Write([["id", .. report.Models.Select(m => m.Name)], .. ids.Select(id => (string[])[id, .. report.Models.Select(m => Text(m[id]))])]));
        }

        foreach (Figure figure in report.Comparison.Concat(report.Models.SelectMany(m => m.Figures)))
        {
            foreach (string ending in FigureFiles.Drawings(figure))
            {
                yield return (SitePaths.Figure(figure.Claim, figure.Id, ending), FigureFiles.ToSvg(figure, ending, renderer));
            }

            yield return (SitePaths.Figure(figure.Claim, figure.Id, "csv"), FigureFiles.ToCsv(figure));
            yield return (SitePaths.Figure(figure.Claim, figure.Id, "json"), FigureFiles.ToJson(figure));
        }
    }

    private static string Page(MeasuringReport report, ComponentRenderer renderer) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src {PageAssets.Hash(PageAssets.StyleWithDrawings)}; base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="generator" content="NCVerify">
        <title>{WebUtility.HtmlEncode(MeasuringText.Title(report))} – NCVerify</title>
        <style>{PageAssets.StyleWithDrawings}</style>
        </head>
        <body>
        {Reporting.Page.Visible(renderer.Render<MeasuringPage>(("Report", report)))}
        </body>
        </html>

        """;

    private static string[] Row(MeasuredClass c) =>
        [c.Label.ToString(Exact.Culture), c.Count.ToString(Exact.Culture), Exact.Format(c.Variability), Exact.Format(c.Norm), c.Neighbour.ToString(Exact.Culture), Exact.Format(c.NeighbourCosine), Text(c.Misplaced), Text(c.Alignment)];

    private static string Text(double? value) => value is { } number ? Exact.Format(number) : string.Empty;
}
