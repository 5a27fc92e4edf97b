using System.Net;
using NCVerify.Conformance;
using NCVerify.Reporting.Components;

namespace NCVerify.Reporting;

/// <summary>What changed between two runs, as one page that stands alone.</summary>
public static class DiffPage
{
    /// <summary>The page.</summary>
    /// <param name="before">The earlier run.</param>
    /// <param name="after">The later run.</param>
    /// <param name="names">What the two are called, for instance their files.</param>
    public static string Render(Evidence before, Evidence after, (string Before, string After) names)
    {
        using ComponentRenderer renderer = new();
        string body = renderer.Render<DiffView>(("Diff", EvidenceDiff.Of(before, after)), ("Before", before.Header), ("After", after.Header), ("Names", names));
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src {PageAssets.Hash(PageAssets.Style)}; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Page.Visible(WebUtility.HtmlEncode($"What changed from {names.Before} to {names.After} – NCVerify"))}</title>
            <style>{PageAssets.Style}</style>
            </head>
            <body>
            {Page.Visible(body)}
            </body>
            </html>

            """;
    }
}
