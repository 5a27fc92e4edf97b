using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>An arrow of a picture, in user units, with its label; farther ones are drawn first.</summary>
public readonly record struct Arrow(int Class, bool Mean, double X, double Y, double LabelX, double LabelY, double Depth)
{
    /// <summary>Its name; a classifier that ends where its class mean does bears both, and the mean none.</summary>
    public string Label { get; init; } = "";
}

/// <summary>Where the arrows of a geometry stand: an orthographic view, the first axis upright.</summary>
public sealed class GeometryLayout
{
    private const double Azimuth = 0.62, Elevation = 0.36, Header = 26;

    // Room that a label takes: half of "w, h", and a letter with its index.
    private const double HalfPair = 14, Letter = 18;

    private GeometryLayout(GeometryPicture picture)
    {
        Side = Width / picture.Columns;
        Height = (int)Math.Ceiling(picture.Panels.Count / (double)picture.Columns) * (Side + Header);
        Panels = [.. picture.Panels.Select((p, i) => new Placed(p, (Side * (i % picture.Columns)) + (Side / 2), ((Side + Header) * (i / picture.Columns)) + Header + (Side / 2), Arrows(p)))];
    }

    /// <summary>A panel, its centre and its arrows.</summary>
    public readonly record struct Placed(GeometryPanel Panel, double X, double Y, IReadOnlyList<Arrow> Arrows);

    /// <summary>Width of all panels.</summary>
    public const double Width = 640;

    /// <summary>Room for labels left and right of them.</summary>
    public const double Margin = 28;

    /// <summary>Height of the drawing.</summary>
    public double Height { get; }

    /// <summary>Side of a panel.</summary>
    public double Side { get; }

    /// <summary>Length of a vector of length 1 that lies in the plane of the drawing.</summary>
    public double Unit => (Side / 2) - 30;

    /// <summary>The panels.</summary>
    public IReadOnlyList<Placed> Panels { get; }

    /// <summary>The layout of a picture.</summary>
    public static GeometryLayout Of(GeometryPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return new(picture);
    }

    private List<Arrow> Arrows(GeometryPanel panel) =>
    [
        .. Enumerable.Range(0, panel.Classifiers.Rows)
            .SelectMany(k => Named(Place(panel.Classifiers, k, mean: false), Place(panel.Means, k, mean: true)))
            .OrderBy(a => a.Depth).ThenBy(a => a.Mean),
    ];

    private static Arrow[] Named(Arrow classifier, Arrow mean)
    {
        string k = (classifier.Class + 1).ToString(Exact.Culture);
        if (Math.Abs(classifier.X - mean.X) + Math.Abs(classifier.Y - mean.Y) < 4)
        {
            // The longer label is centred at its place: it must keep clear of the tip by half its length.
            double aside = classifier.X / Math.Max(1, Math.Sqrt((classifier.X * classifier.X) + (classifier.Y * classifier.Y))) * HalfPair;
            return [classifier with { Label = $"$w_{k}, h_{k}$", LabelX = mean.LabelX + aside, LabelY = mean.LabelY }, mean];
        }

        bool collide = Math.Abs(classifier.LabelX - mean.LabelX) < Letter && Math.Abs(classifier.LabelY - mean.LabelY) < Letter;
        return [classifier with { Label = $"$w_{k}$" }, (collide ? Beside(mean, classifier) : mean) with { Label = $"$h_{k}$" }];
    }

    // Across the arrow and away from the other one.
    private static Arrow Beside(Arrow arrow, Arrow other) => Math.Abs(arrow.X) > Math.Abs(arrow.Y)
        ? arrow with { LabelX = arrow.X, LabelY = arrow.Y + 4 + Math.CopySign(Letter - 4, arrow.Y - other.Y) }
        : arrow with { LabelX = arrow.X + Math.CopySign(Letter, arrow.X - other.X), LabelY = arrow.Y + 4 };

    private Arrow Place(Matrix vectors, int k, bool mean)
    {
        double Entry(int i) => i < vectors.Columns ? vectors[k, i] : 0;

        // In the plane: drawn flat, the first axis up. In space: turned, then seen from above.
        (double right, double up, double towards) = vectors.Columns < 3
            ? (Entry(1), Entry(0), 0.0)
            : Seen(Entry(0), (Math.Cos(Azimuth) * Entry(1)) - (Math.Sin(Azimuth) * Entry(2)), (Math.Sin(Azimuth) * Entry(1)) + (Math.Cos(Azimuth) * Entry(2)));
        double length = Math.Sqrt((right * right) + (up * up)), offset = mean ? 22 : 13;
        (double dx, double dy) = length > 0.05 ? (right / length, up / length) : (0.7, 0.7);
        return new(k, mean, Unit * right, -Unit * up, (Unit * right) + (offset * dx), (-Unit * up) - (offset * dy) + 4, towards);
    }

    private static (double Right, double Up, double Towards) Seen(double vertical, double across, double away) =>
        (across, (Math.Cos(Elevation) * vertical) + (Math.Sin(Elevation) * away), (Math.Sin(Elevation) * vertical) - (Math.Cos(Elevation) * away));
}
