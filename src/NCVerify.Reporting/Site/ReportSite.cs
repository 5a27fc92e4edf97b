using NCVerify.Reporting.Components;

namespace NCVerify.Reporting;

/// <summary>Every file of a report but the evidence, as text.</summary>
internal static class ReportSite
{
    private const string Suffix = "NCVerify conformance report";

    /// <summary>The files, relative to the report's folder.</summary>
    public static IEnumerable<(string File, string Text)> Files(ReportModel model, CoverageSummary? coverage)
    {
        using ComponentRenderer renderer = new();
        string title = ReportTitle.Of(model);
        yield return (SitePaths.Style, PageAssets.Style);
        yield return ($"{SitePaths.Data}/README.txt", $"{ReportWriter.Marker}\nOne folder per claim: comparisons.csv (measured against expected), figures as CSV, JSON and SVG.\nNumbers are exact; the pages round them. \"record\" is a line of {model.EvidenceFile}.\n");
        yield return ($"{SitePaths.Claims}/README.txt", $"{ReportWriter.Marker}\nOne page per claim.\n");
        yield return ("index.html", Page.Render($"{title} – {Suffix}", renderer.Render<IndexPage>(("Model", model)), "", PageAssets.ListScript));
        yield return ("geometries.html", Page.Render($"The geometries – {Suffix}", renderer.Render<GeometryPage>(), ""));
        yield return ("engine.html", Page.Render($"Engine and coverage – {Suffix}", renderer.Render<EnginePage>(("Model", model), ("Coverage", coverage)), ""));
        yield return ("artifact.html", Page.Render($"Artifact and citation – {Suffix}", renderer.Render<ArtifactPage>(("Model", model)), ""));
        yield return ("compare.html", Page.Render($"Compare two runs – {Suffix}", renderer.Render<ComparePage>(), "", PageAssets.CompareScript));
        foreach (GeometryPicture picture in GeometryPicture.All)
        {
            foreach ((string File, string Text) file in GeometryFiles.Of(picture, renderer))
            {
                yield return file;
            }
        }

        foreach ((string File, string Text) file in Claims(model, renderer))
        {
            yield return file;
        }
    }

    private static IEnumerable<(string File, string Text)> Claims(ReportModel model, ComponentRenderer renderer)
    {
        var papers = model.Papers.SelectMany(p => p.Claims.Select(c => (c.Id, Paper: p))).ToDictionary(p => p.Id, p => p.Paper, StringComparer.Ordinal);
        for (int i = 0; i < model.Claims.Count; i++)
        {
            ClaimSection claim = model.Claims[i];
            yield return (SitePaths.Claim(claim.Id), Page.Render(
                $"{claim.Id}: {MathText.ToPlain(claim.Record.Title)} – {claim.VerdictWords}",
                renderer.Render<ClaimPage>(
                    ("Section", claim),
                    ("Paper", papers[claim.Id]),
                    ("Tier", model.Evidence.Header?.Tier ?? ""),
                    ("Previous", i > 0 ? model.Claims[i - 1] : null),
                    ("Next", i + 1 < model.Claims.Count ? model.Claims[i + 1] : null)),
                "../"));
            if (claim.AllObservations.Count > 0)
            {
                yield return (SitePaths.Comparisons(claim.Id), ComparisonFile.Csv(claim));
            }

            foreach (Conformance.Figure figure in claim.Figures)
            {
                yield return (SitePaths.Figure(claim.Id, figure.Id, "csv"), FigureFiles.ToCsv(figure));
                yield return (SitePaths.Figure(claim.Id, figure.Id, "json"), FigureFiles.ToJson(figure));
                foreach (string ending in FigureFiles.Drawings(figure))
                {
                    yield return (SitePaths.Figure(claim.Id, figure.Id, ending), FigureFiles.ToSvg(figure, ending, renderer));
                }
            }
        }
    }
}
