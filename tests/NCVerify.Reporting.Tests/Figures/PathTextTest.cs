using NCVerify.Conformance;

namespace NCVerify.Reporting.Tests;

/// <summary>What is drawn stands where the numbers say, to a tenth of a unit, however short the path is written.</summary>
public sealed class PathTextTest
{
    private static readonly double[] X = [.. Enumerable.Range(0, 200).Select(i => i / 7.0)];

    private static Figure Figure { get; } = new()
    {
        Claim = "HL-3",
        Id = "path",
        Title = "A path",
        Caption = "Of many points.",
        RefutedBy = "a point elsewhere",
        X = new("x"),
        Y = new("y"),
        Series = [new("curve", SeriesRole.Predicted, X, [.. X.Select(x => x == X[77] ? double.NaN : Math.Sin(x) * x)])],
    };

    [Test]
    public void RelativeStepsDoNotAddUpTheirRounding()
    {
        LineLayout layout = LineLayout.Of(Figure);
        var drawn = PathReader.Subpaths(layout.Path(Figure.Series[0]));
        (double X, double Y)[] places = [.. drawn.SelectMany(s => s)];
        (double X, double Y)[] expected = [.. X.Zip(Figure.Series[0].Y).Where(p => double.IsFinite(p.Second)).Select(p => (layout.X.Map(p.First), layout.Y.Map(p.Second)))];
        Assert.That(drawn.Select(s => s.Count), Is.EqualTo(new[] { 77, 122 }), "broken where a point has no place");
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.That(places[i].X, Is.EqualTo(expected[i].X).Within(0.0501));
            Assert.That(places[i].Y, Is.EqualTo(expected[i].Y).Within(0.0501));
        }
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    [TestCase(5)]
    public void EachMarkerStandsAroundItsPoint(int shape)
    {
        LineLayout layout = LineLayout.Of(Figure);
        var markers = PathReader.Subpaths(layout.Markers(Figure.Series[0], shape));
        var points = X.Zip(Figure.Series[0].Y).Where(p => double.IsFinite(p.Second)).ToArray();
        Assert.That(markers, Has.Count.EqualTo(points.Length));
        for (int i = 0; i < points.Length; i++)
        {
            // A circle is one arc from its leftmost place.
            double middle = shape == 0 ? markers[i][0].X + 4 : (markers[i].Min(p => p.X) + markers[i].Max(p => p.X)) / 2;
            Assert.That(middle, Is.EqualTo(layout.X.Map(points[i].First)).Within(0.0501));
            Assert.That(markers[i].Average(p => p.Y), Is.EqualTo(layout.Y.Map(points[i].Second)).Within(2));
        }
    }

    [Test]
    public void ABoxIsClosedAndAsLargeAsItSays() =>
        Assert.That(PathReader.Subpaths(PathText.Box(10, 20.5, 30, 4)).Single(), Is.EqualTo(new (double, double)[] { (10, 20.5), (40, 20.5), (40, 24.5), (10, 24.5) }));
}
