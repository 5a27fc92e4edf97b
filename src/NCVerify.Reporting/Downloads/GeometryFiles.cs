using System.Text.Json;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Reporting.Components;

namespace NCVerify.Reporting;

/// <summary>A picture of geometries as files: vectors as CSV, Gram matrices as JSON, drawing as SVG.</summary>
internal static class GeometryFiles
{
    public static IEnumerable<(string File, string Text)> Of(GeometryPicture picture, ComponentRenderer renderer)
    {
        yield return (picture.File("svg"), FigureFiles.Alone(renderer.Render<GeometryPlot>(("Picture", picture))));
        yield return (picture.File("csv"), Csv.Write(
        [
            ["geometry", "kind", "class", "x", "y", "z"],
            .. picture.Panels.SelectMany(p => Rows(p.Title, "classifier", p.Classifiers).Concat(Rows(p.Title, "class mean", p.Means))),
        ]));
        yield return (picture.File("json"), JsonSerializer.Serialize(picture.Panels.Select(p => new { p.Title, p.Geometry.Name, p.Geometry.ClassifierGram, p.Geometry.MeanGram, p.Geometry.Logits }), EvidenceJson.Options) + "\n");
    }

    private static IEnumerable<string[]> Rows(string title, string kind, Matrix vectors) => Enumerable.Range(0, vectors.Rows)
        .Select(k => (string[])[title, kind, (k + 1).ToString(Exact.Culture), .. Enumerable.Range(0, 3).Select(i => Exact.Format(i < vectors.Columns ? vectors[k, i] : 0))]);
}
