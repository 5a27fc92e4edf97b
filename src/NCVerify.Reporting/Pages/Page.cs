using System.Net;
using NCVerify.Reporting.Components;

namespace NCVerify.Reporting;

/// <summary>The report as one HTML document.</summary>
internal static class Page
{
    // Outside Razor, since it keeps scripts out of components, and their text must be hashed to the byte.
    public static string Render(ReportModel model, ComponentRenderer renderer) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{WebUtility.HtmlEncode(PageAssets.Policy).Replace("&#39;", "'", StringComparison.Ordinal)}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="generator" content="NCVerify">
        <title>{WebUtility.HtmlEncode(ReportTitle.Of(model))} – NCVerify conformance report</title>
        <style>{PageAssets.Style}</style>
        </head>
        <body>
        {renderer.Render<ReportPage>(("Model", model))}
        <script>{PageAssets.Script}</script>
        </body>
        </html>

        """;
}
