using System.Net;
using NCVerify.Conformance;
using NCVerify.Conformance.Gate;
using NCVerify.Reporting.Gating;

namespace NCVerify.Reporting;

/// <summary>Writes the report of a trial at the gate: one page without scripts, and the files that machines read.</summary>
public static class GateReportWriter
{
    /// <summary>Name of the page.</summary>
    public const string File = "gate.html";

    /// <summary>Writes the page and every file of <see cref="GateFiles"/>, each whole or not at all.</summary>
    /// <param name="report">The report.</param>
    /// <param name="directory">Folder; created where it is absent.</param>
    /// <param name="source">Path of the solver's source relative to the repository's root.</param>
    /// <param name="line">Line in it.</param>
    public static void Write(GateReport report, string directory, string source, int line = 1)
    {
        GateFiles.Write(report, directory, source, line);
        AtomicFile.WriteText(Path.Combine(directory, File), Page(report));
    }

    /// <summary>The page.</summary>
    public static string Page(GateReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using ComponentRenderer renderer = new();
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src {PageAssets.Hash(PageAssets.Style)}; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="generator" content="NCVerify">
            <title>{WebUtility.HtmlEncode(GateText.Title(report))} – NCVerify gate</title>
            <style>{PageAssets.Style}</style>
            </head>
            <body>
            {Reporting.Page.Visible(renderer.Render<GatePage>(("Report", report)))}
            </body>
            </html>

            """;
    }
}
