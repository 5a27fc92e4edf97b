using System.Net;
using System.Text.RegularExpressions;
using NCVerify.Reporting.Components;

namespace NCVerify.Reporting;

/// <summary>The report as one HTML document.</summary>
internal static partial class Page
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
        {Visible(renderer.Render<ReportPage>(("Model", model)))}
        <script>{PageAssets.Script}</script>
        </body>
        </html>

        """;

    // Evidence may come from anywhere: marks that turn the direction of text around would let it dress up as something else.
    internal static string Visible(string html) => DirectionMarks().Replace(html, "\uFFFD");

    [GeneratedRegex("[\u202A-\u202E\u2066-\u2069]|&#x(?:202[A-E]|206[6-9]);", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex DirectionMarks();
}
