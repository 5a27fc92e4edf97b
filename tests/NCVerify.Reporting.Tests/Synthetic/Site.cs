using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using NCVerify.Conformance;

namespace NCVerify.Reporting.Tests;

/// <summary>A report written to a folder of its own, read back as a browser without scripts reads it.</summary>
internal sealed class Site : IDisposable
{
    private readonly Dictionary<string, IHtmlDocument> _pages = new(StringComparer.Ordinal);

    public Site(Evidence evidence)
    {
        Root = Directory.CreateTempSubdirectory("ncverify-").FullName;
        Folder = Path.Combine(Root, "report");
        ReportWriter.Write(evidence, Folder);
    }

    /// <summary>The report of the synthetic run, written once.</summary>
    public static Site Synthetic { get; } = new(SyntheticEvidence.Evidence);

    public string Root { get; }

    public string Folder { get; }

    public IHtmlDocument Index => this["index.html"];

    /// <summary>Every page, relative to the folder.</summary>
    public IEnumerable<string> Pages => Directory.EnumerateFiles(Folder, "*.html", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f)).Order(StringComparer.Ordinal);

    public IHtmlDocument this[string page]
    {
        get
        {
            if (!_pages.TryGetValue(page, out IHtmlDocument? document))
            {
                document = new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(Text(page));
                _pages.Add(page, document);
            }

            return document;
        }
    }

    public string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public IHtmlDocument Claim(string id) => this[SitePaths.Claim(id)];

    public void Dispose()
    {
        foreach (IHtmlDocument page in _pages.Values)
        {
            page.Dispose();
        }

        Directory.Delete(Root, recursive: true);
    }
}

/// <summary>Removes the shared report after the last test.</summary>
[SetUpFixture]
public sealed class SiteLifetime
{
    [OneTimeTearDown]
    public void Remove() => Site.Synthetic.Dispose();
}
