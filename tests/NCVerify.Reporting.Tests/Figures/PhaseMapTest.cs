using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using NCVerify.Conformance;

namespace NCVerify.Reporting.Tests;

/// <summary>A phase map is drawn where it belongs, and every phase can be told by its sign and its letter.</summary>
public sealed class PhaseMapTest
{
    private static Figure Figure { get; } = new()
    {
        Claim = "HL-3",
        Id = "phases",
        Title = "Phases over $R$ and $\\lambda$",
        Caption = "Certified cells; lines predicted.",
        RefutedBy = "a cell of another phase",
        X = new("$R$", Logarithmic: true),
        Y = new("$\\lambda$"),
        Phases = new(["all distinct", "merged, $w_m = w_{m'}$"], [1, 10, 100], [1, 2], [[0, 0, 1], [0, 1, 1]]),
        Series = [new("$\\sqrt{R}$", SeriesRole.Predicted, [1, 10, 1000], [1, 2, 3])],
    };

    [Test]
    public void CellsEndHalfwayBetweenNeighboursOnTheAxis()
    {
        PhaseLayout layout = PhaseLayout.Of(Figure);
        double width = (layout.End - layout.Start) / 3, middle = (layout.Top + layout.Base) / 2;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(layout.X.Map(10), Is.EqualTo((layout.Start + layout.End) / 2).Within(0.01));
            Assert.That(layout.Y.Map(1.5), Is.EqualTo(middle).Within(0.01));
            Assert.That(layout.Area(0), Is.EqualTo(
                $"M{AxisScale.Text(layout.Start)} {AxisScale.Text(layout.Base)}H{AxisScale.Text(Math.Round(layout.Start + (2 * width), 2))}V{AxisScale.Text(middle)}H{AxisScale.Text(layout.Start)}z" +
                $"M{AxisScale.Text(layout.Start)} {AxisScale.Text(middle)}H{AxisScale.Text(Math.Round(layout.Start + width, 2))}V{AxisScale.Text(layout.Top)}H{AxisScale.Text(layout.Start)}z"));
        }
    }

    [Test]
    public void EachPhaseHasItsSignAndItsLetterInACellOfItsOwn()
    {
        PhaseLayout layout = PhaseLayout.Of(Figure);
        var letters = layout.Letters().ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Enumerable.Range(0, PhaseMap.MostCategories).Select(c => PhaseLayout.Sign(0, 0, c)).Distinct(), Has.Exactly(PhaseMap.MostCategories).Items);
            Assert.That(PathReader.Subpaths(layout.Signs(0)), Has.Count.EqualTo(3));
            Assert.That(letters.Select(l => l.Category), Is.EqualTo(new[] { 0, 1 }));
            Assert.That(letters[0].X, Is.Below(layout.X.Map(20)));
            Assert.That(letters[1].X, Is.GreaterThan(layout.X.Map(5)));
        }
    }

    [Test]
    public void ThePageHasLegendAndTableAndTheDownloadsThePhaseOfEachCell()
    {
        string directory = Directory.CreateTempSubdirectory("ncverify-").FullName;
        try
        {
            string file = ReportWriter.Write(Evidence.Of([.. SyntheticEvidence.Records.SkipLast(1), Figure]), Path.Combine(directory, "report"));
            string data = Path.Combine(directory, "report", "data", "HL-3");
            string json = Directory.GetFiles(data, "*phases.json").Single(), csv = Path.ChangeExtension(json, "csv"), svg = Path.ChangeExtension(json, "svg");
            using IDocument page = new HtmlParser().ParseDocument(File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "claims", "HL-3.html")));
            using IDocument drawing = new HtmlParser().ParseDocument(File.ReadAllText(svg));
            IElement figure = page.GetElementById("_figure-phases")!;
            string[] rows = File.ReadAllLines(csv);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(figure.QuerySelectorAll("img.plot"), Has.Exactly(1).Items, "the curves are drawn on the map, not beside it");
                Assert.That(drawing.QuerySelectorAll("path.boundary"), Has.Exactly(2).Items, "in the legend and on the map");
                Assert.That(drawing.QuerySelector("svg.plot")!.TextContent, Does.Contain("A: all distinct").And.Contain("B: merged"));
                Assert.That(figure.QuerySelectorAll("details table").Single(t => t.TextContent.Contains("all distinct", StringComparison.Ordinal)).QuerySelectorAll("tbody td").Select(t => t.TextContent), Is.EqualTo(new[] { "A", "B", "B", "A", "A", "B" }), "the largest ordinate first, as drawn");
                Assert.That(rows[1], Is.EqualTo("phase,all distinct,,1,1,0"));
                Assert.That(rows[6], Is.EqualTo("phase,\"merged, $w_m = w_{m'}$\",,100,2,1"));
                Assert.That(File.ReadAllText(json), Does.Contain("\"categories\""));
                Assert.That(System.Xml.Linq.XElement.Parse(File.ReadAllText(svg)).ToString(), Does.Contain("boundary").And.Contain(".f1").And.Not.Contain("url("));
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
