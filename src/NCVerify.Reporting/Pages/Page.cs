using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>One HTML document of the report.</summary>
internal static partial class Page
{
    /// <summary>The document: outside Razor, since it keeps scripts out of components, and their text must be hashed to the byte.</summary>
    /// <param name="title">Title of the document.</param>
    /// <param name="body">Its body.</param>
    /// <param name="root">Way to the report's folder: empty, or "../".</param>
    /// <param name="script">Its script; empty for a page that has none.</param>
    public static string Render(string title, string body, string root, string script = "") => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{PageAssets.Policy(script)}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Visible(WebUtility.HtmlEncode(title))}</title>
        <link rel="stylesheet" href="{root}{SitePaths.Style}">
        </head>
        <body>
        {Visible(Compact(body))}
        {(script.Length > 0 ? $"<script>{script}</script>\n" : "")}</body>
        </html>

        """;

    // Evidence may come from anywhere: marks that turn the direction of text around would let it dress up as something else.
    internal static string Visible(string html) => DirectionMarks().Replace(html, "\uFFFD");

    // What HTML lets one leave out shows nowhere, and is a fifth of a page: indentation, end tags that the next tag implies,
    // quotes around plain attribute values, and the numbers of characters that can stand for themselves.
    // Header cells alone in their row, or first in it, are headers of column or row without saying so. A formula is read
    // out from its own elements, not from a text beside them.
    private static string Compact(string html)
    {
        string shorter = Tags().Replace(Characters(html), tag => Quoted().Replace(tag.Value, "=${value}"));
        shorter = TextsBeside().Replace(ImpliedEnds().Replace(shorter, ""), "");
        return Blocks().Replace(Indentation().Replace(Scopes().Replace(shorter, "<th"), "\n"), "");
    }

    // Characters beyond the first two hundred stand for themselves.
    internal static string Characters(string html) => Entities().Replace(html, Character);

    private static string Character(Match entity)
    {
        int code = int.Parse(entity.Groups["code"].ValueSpan, entity.Value[2] == 'x' ? NumberStyles.AllowHexSpecifier : NumberStyles.None, Exact.Culture);
        return code >= 0xA0 ? char.ConvertFromUtf32(code) : entity.Value;
    }

    [GeneratedRegex("[\u202A-\u202E\u2066-\u2069]|&#x(?:202[A-E]|206[6-9]);", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex DirectionMarks();

    [GeneratedRegex(@"\n[ \n]+", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Indentation();

    // A line end before a block shows no more than one within it.
    [GeneratedRegex(@"\n(?=</?(?:t[dhr]|tbody|thead|table|li|[uod]l|d[dt]|div|p|h[1-4]|section|article|header|figure|figcaption|details|nav|pre)[ >])", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Blocks();

    [GeneratedRegex("</(?:li|td|th|tr|dt|dd|tbody|thead)>", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex ImpliedEnds();

    [GeneratedRegex("<[a-z][^<>]*>", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Tags();

    [GeneratedRegex("<th scope=(?:col|row)", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Scopes();

    [GeneratedRegex(" alttext=(?:\"[^\"]*\"|[^ >\"]+)(?=>)", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex TextsBeside();

    [GeneratedRegex("=\"(?<value>[A-Za-z0-9_.#-]+)\"(?!/)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Quoted();

    [GeneratedRegex("&#(?:x(?<code>[0-9A-Fa-f]{2,5})|(?<code>[0-9]{3,6}));", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Entities();
}
