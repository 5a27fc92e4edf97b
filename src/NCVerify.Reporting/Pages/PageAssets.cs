using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace NCVerify.Reporting;

/// <summary>The pages' one style sheet and their scripts, from the assembly.</summary>
public static partial class PageAssets
{
    /// <summary>Rules of drawings, without colours.</summary>
    public static string FigureRules { get; } = Read("figure.css");

    /// <summary>The style sheet of all pages.</summary>
    public static string Style { get; } = "\n" + Palette.Css() + Read("report.css") + BudgetLayout.Css();

    /// <summary>The style sheet of a page with drawings in it, which keeps their rules to them.</summary>
    public static string StyleWithDrawings { get; } = Style + Palette.Fill() + Selectors().Replace(FigureRules, ".plot .");

    /// <summary>The script of the main page: filters and sorts the list of claims.</summary>
    public static string ListScript { get; } = "\n" + Read("list.js");

    /// <summary>The script of the page that compares two evidence files.</summary>
    public static string CompareScript { get; } = "\n" + Read("verdicts.js") + Read("compare.js");

    /// <summary>The source expression of a content-security policy that allows exactly this inline text.</summary>
    public static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    /// <summary>
    /// The policy of a page: style and drawings from beside it (named twice, since not every browser counts a file on disk
    /// as 'self'), its own script, and nothing else from anywhere.
    /// </summary>
    public static string Policy(string script) =>
        $"default-src 'none'; style-src 'self' file:; img-src 'self' file:; {(string.IsNullOrEmpty(script) ? "" : $"script-src {Hash(script)}; ")}base-uri 'none'; form-action 'none'";

    [GeneratedRegex(@"(?<=^|\} )\.(?!plot\{|s\d)", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Selectors();

    private static string Read(string name)
    {
        using Stream stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly has no resource '{name}'.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
