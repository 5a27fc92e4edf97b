using System.Text.Json.Nodes;
using NCVerify.Conformance;

namespace NCVerify.Reporting;

/// <summary>CodeMeta 3.0 of the software, from its citation file alone.</summary>
public static class CodeMetaExport
{
    /// <summary>The file's text.</summary>
    public static string Write(CitationFile citation)
    {
        ArgumentNullException.ThrowIfNull(citation);
        var document = new JsonObject { ["@context"] = "https://w3id.org/codemeta/3.0", ["@type"] = "SoftwareSourceCode" };
        void Add(string name, string value)
        {
            if (value.Length > 0)
            {
                document[name] = value;
            }
        }

        Add("name", citation.Title);
        Add("description", citation.Abstract);
        Add("version", citation.Version);
        Add("license", License(citation));
        Add("codeRepository", citation.Repository);
        Add("identifier", citation.Doi.Length > 0 ? "https://doi.org/" + citation.Doi : "");
        Add("datePublished", citation.Released);
        document["author"] = new JsonArray([.. citation.Authors.Select(Author)]);
        document["keywords"] = new JsonArray([.. citation.Keywords.Select(k => JsonValue.Create(k))]);
        return document.ToJsonString(EvidenceJson.Indented) + "\n";
    }

    /// <summary>Address of the licence.</summary>
    internal static string License(CitationFile citation) => $"https://spdx.org/licenses/{citation.License}";

    /// <summary>A person, or an organisation where only a name is known.</summary>
    internal static JsonObject Author(CitationAuthor author)
    {
        var node = new JsonObject { ["@type"] = author.Name.Length > 0 ? "Organization" : "Person" };
        (string Name, string Value)[] fields =
        [
            ("@id", author.Orcid), ("name", author.Name), ("givenName", author.GivenNames), ("familyName", author.FamilyNames),
        ];
        foreach ((string name, string value) in fields.Where(f => f.Value.Length > 0))
        {
            node[name] = value;
        }

        if (author.Affiliation.Length > 0)
        {
            node["affiliation"] = new JsonObject { ["@type"] = "Organization", ["name"] = author.Affiliation };
        }

        return node;
    }
}
