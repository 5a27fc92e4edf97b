using System.Text;

namespace NCVerify.Reporting;

/// <summary>Someone who made the software.</summary>
/// <param name="Name">Name of an organisation or team; empty for a person.</param>
/// <param name="GivenNames">Given names of a person.</param>
/// <param name="FamilyNames">Family names of a person.</param>
/// <param name="Orcid">ORCID address, or empty.</param>
/// <param name="Affiliation">Affiliation, or empty.</param>
public sealed record CitationAuthor(string Name, string GivenNames, string FamilyNames, string Orcid, string Affiliation);

/// <summary>What CITATION.cff says of the software (Citation File Format 1.2.0).</summary>
/// <param name="Title">Title.</param>
/// <param name="Abstract">Abstract, or empty.</param>
/// <param name="Version">Version.</param>
/// <param name="License">SPDX identifier of the licence.</param>
/// <param name="Authors">Who made it.</param>
/// <param name="Keywords">Keywords.</param>
/// <param name="Repository">Address of the source, or empty.</param>
/// <param name="Doi">DOI, or empty.</param>
/// <param name="Released">Date of the release, or empty.</param>
public sealed record CitationFile(string Title, string Abstract, string Version, string License, IReadOnlyList<CitationAuthor> Authors, IReadOnlyList<string> Keywords, string Repository, string Doi, string Released)
{
    /// <summary>The file of this software, as it was built.</summary>
    public static CitationFile Own { get; } = Parse(OwnText());

    /// <summary>Reads the part of YAML that such files use: names with texts (plain, quoted or folded), and lists of texts or of such maps.</summary>
    /// <exception cref="FormatException">A line is something else, or title, version, licence or authors are missing; the message names the line or the field.</exception>
    public static CitationFile Parse(string text)
    {
        Dictionary<string, object> fields = YamlSubset.Read(text);
        string Text(string name) => fields.GetValueOrDefault(name) as string ?? "";
        string Needed(string name) => Text(name) is { Length: > 0 } value ? value : throw new FormatException($"CITATION.cff: {name}: a text is expected.");
        IEnumerable<object> List(string name) => fields.GetValueOrDefault(name) as List<object> ?? [];
        CitationAuthor[] authors = [.. List("authors").OfType<Dictionary<string, string>>().Select(Author)];
        return new(
            Needed("title"), Text("abstract"), Needed("version"), Needed("license"),
            authors.Length > 0 ? authors : throw new FormatException("CITATION.cff: authors: at least one is expected, with a name."),
            [.. List("keywords").OfType<string>()], Text("repository-code"), Text("doi"), Text("date-released"));
    }

    private static CitationAuthor Author(Dictionary<string, string> map)
    {
        string Of(string name) => map.GetValueOrDefault(name, "");
        return new(Of("name"), Of("given-names"), Of("family-names"), Of("orcid"), Of("affiliation"));
    }

    private static string OwnText()
    {
        using Stream stream = typeof(CitationFile).Assembly.GetManifestResourceStream("CITATION.cff") ?? throw new InvalidOperationException("The assembly has no resource 'CITATION.cff'.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
