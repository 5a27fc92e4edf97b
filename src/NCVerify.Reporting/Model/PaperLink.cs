using System.Text.RegularExpressions;

namespace NCVerify.Reporting;

/// <summary>Where a paper is found.</summary>
public static partial class PaperLink
{
    /// <summary>Address of a DOI ("10.48550/...") or arXiv id ("2410.23169", "arXiv:2410.23169"), or null.</summary>
    public static string? Of(string identifier)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        string id = identifier.Trim();
        if (Doi().Match(id) is { Success: true } doi)
        {
            return "https://doi.org/" + doi.Groups["id"].Value;
        }

        return ArXiv().Match(id) is { Success: true } arXiv ? "https://arxiv.org/abs/" + arXiv.Groups["id"].Value : null;
    }

    [GeneratedRegex(@"\A(?:doi:|https://doi\.org/)?(?<id>10\.[0-9]{4,9}/[-A-Za-z0-9._;()/:]+)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Doi();

    [GeneratedRegex(@"\A(?:arxiv:\s*|https://arxiv\.org/abs/)?(?<id>[0-9]{4}\.[0-9]{4,5}(?:v[0-9]+)?)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ArXiv();
}
