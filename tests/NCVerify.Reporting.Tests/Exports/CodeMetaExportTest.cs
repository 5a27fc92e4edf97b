using System.Text.Json;
using NCVerify.Conformance;
using static NCVerify.Reporting.Tests.Rules;

namespace NCVerify.Reporting.Tests;

/// <summary>CodeMeta 3.0: context and type, terms of its vocabulary, persons and organisations; and the file in the repository is the one made from CITATION.cff.</summary>
public sealed class CodeMetaExportTest
{
    private static readonly string Root = RepositoryLayout.Find().Root;

    private static readonly Rule Organization = Fields(("@type", Exactly("Organization")), ("@id?", Address), ("name", Named));

    private static readonly Rule Person = Fields(("@type", Exactly("Person")), ("@id?", Address), ("givenName?", Named), ("familyName", Named), ("affiliation?", Organization));

    private static readonly Rule Format = Fields(
        ("@context", Exactly("https://w3id.org/codemeta/3.0")), ("@type", Exactly("SoftwareSourceCode")), ("name", Named), ("description?", Named), ("version", Named), ("license", Address),
        ("codeRepository?", Address), ("identifier?", Address), ("datePublished?", Named), ("author", List(Either(Person, Organization), 1)), ("keywords?", List(Named)));

    [Test]
    public void TheFileInTheRepositoryIsTheOneMadeFromTheCitationFile()
    {
        string text = CodeMetaExport.Write(CitationFile.Parse(File.ReadAllText(Path.Combine(Root, "CITATION.cff"))));
        Assert.That(Format(JsonDocument.Parse(text).RootElement, "$"), Is.Empty);
        Assert.That(File.ReadAllText(Path.Combine(Root, "codemeta.json")), Is.EqualTo(text), "make it again: ncverify report EVIDENCE -o . --format codemeta");
        Assert.That(CitationFile.Own.Version, Is.EqualTo(typeof(CitationFile).Assembly.GetName().Version!.ToString(3)), "CITATION.cff names the version that is built");
    }

    [Test]
    public void PersonsTeamsAndEveryFieldFindTheirTerms()
    {
        JsonElement json = JsonDocument.Parse(CodeMetaExport.Write(CitationFile.Parse("""
            cff-version: 1.2.0
            # A comment.
            title: 'It''s a title'
            version: "2.0"
            license: Apache-2.0
            doi: 10.5281/zenodo.1
            repository-code: "https://example.org/x"
            date-released: 2026-01-02
            abstract: >-
              Two lines
              become one.
            authors:
              - family-names: Curie
                given-names: "Marie: S."
                orcid: https://orcid.org/0000-0002-1825-0097
                affiliation: Sorbonne
              - name: A team
            keywords:
              - one
              - "two: three"
            """))).RootElement;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Format(json, "$"), Is.Empty);
            Assert.That(json.GetProperty("name").GetString(), Is.EqualTo("It's a title"));
            Assert.That(json.GetProperty("description").GetString(), Is.EqualTo("Two lines become one."));
            Assert.That(json.GetProperty("identifier").GetString(), Is.EqualTo("https://doi.org/10.5281/zenodo.1"));
            Assert.That(json.GetProperty("author")[0].GetProperty("givenName").GetString(), Is.EqualTo("Marie: S."));
            Assert.That(json.GetProperty("author")[1].GetProperty("@type").GetString(), Is.EqualTo("Organization"));
            Assert.That(json.GetProperty("keywords")[1].GetString(), Is.EqualTo("two: three"));
        }
    }

    [TestCase("title: x\nversion: 1\nlicense: MIT\n", "authors")]
    [TestCase("title: x\nlicense: MIT\nauthors:\n  - name: y\n", "version")]
    [TestCase("title: {a: b}\n", "line 1")]
    [TestCase("title: x\nkeywords: [a, b]\n", "line 2")]
    [TestCase("title: x\n\ttabs: 1\n", "line 2")]
    [TestCase("title: x\n  more: 1\n", "line 2")]
    [TestCase("title: |\n  kept\n", "line 1")]
    public void WhatIsMissingOrNotUnderstoodIsRefused(string text, string where) =>
        Assert.That(() => CitationFile.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains("CITATION.cff: " + where));
}
