using System.Security.Cryptography;
using System.Text;

namespace NCVerify.Reporting;

/// <summary>The page's one style sheet and one script, from the assembly.</summary>
public static class PageAssets
{
    /// <summary>The style sheet of the page.</summary>
    public static string Style { get; } = "\n" + Palette.Css() + Read("figure.css") + Read("report.css");

    /// <summary>The style sheet of a drawing that stands alone: light, since papers are.</summary>
    public static string FigureStyle { get; } = "\n" + Palette.LightCss() + Read("figure.css") + ".plot { background: var(--paper); }\n";

    /// <summary>The script of the page.</summary>
    public static string Script { get; } = "\n" + Read("report.js");

    /// <summary>The source expression of a content-security policy that allows exactly this inline text.</summary>
    public static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    /// <summary>The policy: nothing from anywhere, but this style and this script.</summary>
    public static string Policy =>
        $"default-src 'none'; style-src {Hash(Style)}; script-src {Hash(Script)}; base-uri 'none'; form-action 'none'";

    private static string Read(string name)
    {
        using Stream stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly has no resource '{name}'.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
