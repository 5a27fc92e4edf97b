using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using NCVerify.Conformance;
using NCVerify.Theory;

namespace NCVerify.Reporting.Tests;

/// <summary>Figures on the page and as files.</summary>
public sealed class FigurePageTest
{
    [Test]
    public void EachHasDrawingCaptionRefutationAndDownloads()
    {
        IElement[] figures = [.. Site.Synthetic.Pages.SelectMany(p => Site.Synthetic[p].QuerySelectorAll("article figure"))];
        Assert.That(figures, Has.Length.EqualTo(3));
        foreach (IElement figure in figures)
        {
            using (Assert.EnterMultipleScope())
            {
                Assert.That(figure.QuerySelectorAll("img.plot"), Has.Exactly(1).Items);
                Assert.That(figure.QuerySelector("figcaption")!.TextContent, Does.Contain("Would be refuted by:"));
                Assert.That(figure.QuerySelectorAll("a[download]").Select(a => a.TextContent), Is.EqualTo(new[] { "CSV", "JSON", "SVG" }));
            }
        }

        Assert.That(figures.Select(f => f.TextContent), Has.Exactly(1).Contains("1 point not drawn"), "a zero has no place on a logarithmic axis");
    }

    [Test]
    public void DrawingsMarkThresholdsValuesAndWhatIsAbsent()
    {
        using var curves = Drawing("HL-3", "contrast");
        using var small = Drawing("SELI-05", "grams");
        using var large = Drawing("SELI-05", "large");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(curves.QuerySelectorAll("path.threshold"), Has.Exactly(2).Items);
            Assert.That(curves.QuerySelectorAll("path.curve"), Is.Not.Empty, "the curve of the theory");
            Assert.That(small.QuerySelectorAll(".cell text"), Has.Exactly(48).Items, "3 x 16 values in cells");
            Assert.That(small.QuerySelector("path.absent"), Is.Not.Null, "a NaN is marked");
            Assert.That(large.QuerySelectorAll(".cell text"), Is.Empty);
            foreach (var drawing in new[] { curves, small, large })
            {
                Assert.That(drawing.QuerySelector("svg > title")!.TextContent, Is.Not.Empty);
                Assert.That(drawing.QuerySelector("svg > desc")!.TextContent, Is.Not.Empty);
            }
        }
    }

    [Test]
    public void AStyleHasEveryRuleThatItsDrawingNeedsInBothSchemes()
    {
        string svg = Site.Synthetic.Text("data/HL-3/figure-contrast.svg");
        Assert.That(svg, Does.Contain(".curve{").And.Contain(".threshold{").And.Contain("--ink:#1b2330").And.Contain("prefers-color-scheme:dark").And.Contain("--ink:#e7e4dd"));
        Assert.That(svg, Does.Not.Contain(".p10{").And.Not.Contain(".arrow{"), "and none that it does not");
    }

    [Test]
    public void ABandOverSeedsIsTheMedianBetweenTheLeastAndTheLargest()
    {
        Series band = SeedBand.Of("NC1", [1, 2, 3], [[9, 1, 4], [1, 2, double.NaN], [3, 8, 5], [2, 4, 6]]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(band.Y, Is.EqualTo(new[] { 2.5, 3, double.NaN }));
            Assert.That(band.Low, Is.EqualTo(new[] { 1, 1, double.NaN }));
            Assert.That(band.High, Is.EqualTo(new[] { 9, 8, double.NaN }));
            Assert.That(band.Name, Does.EndWith("median of 4 seeds, 87.5 % band"), "1 - 2 * (1/2)^4");
            Assert.That(() => SeedBand.Of("NC1", [1], [[1]]), Throws.ArgumentException);
        }
    }

    [Test]
    public void ABandIsDrawnTabulatedAndDownloadable()
    {
        Series band = SeedBand.Of("NC1", [1, 2, 5, 10, 20], [[1, 0.5, 0.1, 0.01, 0.001], [2, 0.7, 0.05, 0.02, 0], [1.5, 0.6, 0.2, 0.005, 0.002]]);
        Figure figure = new()
        {
            Claim = "SELI-05",
            Id = "epochs",
            Title = "NC1 over epochs",
            Caption = "Three seeds.",
            RefutedBy = "a band that does not fall",
            X = new("epoch", Logarithmic: true),
            Y = new("NC1", Logarithmic: true),
            Series = [band, new("theory", SeriesRole.Predicted, [1, 20], [2, 0.001])],
        };
        using Site site = new(Evidence.Of([.. SyntheticEvidence.Records.SkipLast(1), figure]));
        using var svg = new HtmlParser().ParseDocument(site.Text("data/SELI-05/figure-epochs.svg"));
        string outline = svg.QuerySelectorAll("path.band")[1].GetAttribute("d")!;
        string[] csv = site.Text("data/SELI-05/figure-epochs.csv").Split('\n');
        using (Assert.EnterMultipleScope())
        {
            Assert.That(PathReader.Subpaths(outline).Single(), Has.Count.EqualTo(8), "four abscissae, there and back: at the last the lower edge is zero and has no place");
            Assert.That(outline, Does.EndWith("z"));
            Assert.That(csv[0], Does.EndWith(",low,high"));
            Assert.That(csv[2], Is.EqualTo("series,\"NC1, median of 3 seeds, 75 % band\",measured,2,0.6,,0.5,0.7"));
            Assert.That(site.Claim("SELI-05").GetElementById("_figure-epochs")!.TextContent, Does.Contain("band from"));
            Assert.That(EvidenceJson.Line(figure), Does.Contain("\"low\":["));
            Assert.That(() => EvidenceJson.Parse(EvidenceJson.Line(figure).Replace("\"low\":[", "\"low\":[1,", StringComparison.Ordinal)), Throws.TypeOf<EvidenceException>().With.Message.Contains("'low' and 'high'"));
        }
    }

    [Test]
    public void ATableIsShownOpenlyWithItsIntervals()
    {
        Figure figure = new()
        {
            Claim = "SELI-05",
            Id = "methods",
            Title = "Two methods",
            Caption = "Means over seeds.",
            RefutedBy = "an interval beyond one half",
            Table = new("method", ["accuracy", "$d$"], [new("plain", [new(0.5) { Low = 0.4, High = 0.625 }, new(1)]), new("contrast", [new(double.NaN), new(0.25)])]),
        };
        using Site site = new(Evidence.Of([.. SyntheticEvidence.Records.SkipLast(1), figure]));
        IElement shown = site.Claim("SELI-05").GetElementById("_figure-methods")!;
        string line = EvidenceJson.Line(figure);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(shown.QuerySelectorAll("tbody tr").Select(r => r.TextContent), Is.EqualTo(new[] { "plain0.50.4 to 0.6251", "contrast–0.25" }));
            Assert.That(shown.QuerySelectorAll("details"), Is.Empty, "the table is not folded away twice");
            Assert.That(shown.TextContent, Does.Not.Contain("no data"));
            Assert.That(site.Text("data/SELI-05/figure-methods.csv").Split('\n')[1], Is.EqualTo("table,,,plain,accuracy,0.5,0.4,0.625"));
            Assert.That(EvidenceJson.Line(EvidenceJson.Parse(line)), Is.EqualTo(line));
            Assert.That(() => EvidenceJson.Parse(line.Replace("\"low\":0.4,", "", StringComparison.Ordinal)), Throws.TypeOf<EvidenceException>().With.Message.Contains("'low' and 'high'"));
            Assert.That(() => EvidenceJson.Parse(line.Replace("[\"accuracy\",", "[", StringComparison.Ordinal)), Throws.TypeOf<EvidenceException>().With.Message.Contains("as many cells"));
        }
    }

    [Test]
    public void PicturesOfGeometriesHaveTheAnglesAndLengthsOfTheTheory()
    {
        foreach (GeometryPanel panel in GeometryPicture.All.SelectMany(p => p.Panels))
        {
            Same(panel.Classifiers, panel.Geometry.ClassifierGram, panel.Title);
            Same(panel.Means, panel.Geometry.MeanGram, panel.Title);
        }

        // The control: vectors of another geometry are not passed off as these.
        GeometryPanel seli = GeometryPicture.All[1].Panels[2];
        Assert.That(() => Same(seli.Classifiers, new SimplexEtf(4).ClassifierGram, "SELI as an ETF"), Throws.TypeOf<AssertionException>());
    }

    [Test]
    public void EveryVectorOfAPictureLiesWithinItsSphere()
    {
        foreach (GeometryPicture picture in GeometryPicture.All)
        {
            GeometryLayout layout = GeometryLayout.Of(picture);
            Assert.That(layout.Panels.SelectMany(p => p.Arrows).Select(a => Math.Sqrt((a.X * a.X) + (a.Y * a.Y))), Is.All.NoMoreThan(layout.Unit * (1 + 1e-12)));
        }
    }

    // Gram matrices agree up to one positive factor.
    private static void Same(Numerics.Matrix vectors, Numerics.Matrix gram, string name)
    {
        double Dot(int i, int j) => Enumerable.Range(0, vectors.Columns).Sum(c => vectors[i, c] * vectors[j, c]);
        double scale = Dot(0, 0) / gram[0, 0];
        for (int i = 0; i < gram.Rows; i++)
        {
            for (int j = 0; j < gram.Rows; j++)
            {
                Assert.That(Dot(i, j), Is.EqualTo(scale * gram[i, j]).Within(1e-12), name);
            }
        }
    }

    private static AngleSharp.Html.Dom.IHtmlDocument Drawing(string claim, string figure) => new HtmlParser().ParseDocument(Site.Synthetic.Text(SitePaths.Figure(claim, figure, "svg")));
}
