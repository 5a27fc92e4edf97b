using NCVerify.Numerics;

namespace NCVerify.Conformance;

/// <summary>The data of a figure; the report draws it.</summary>
public sealed record Figure : EvidenceRecord
{
    /// <summary>Claim id.</summary>
    public required string Claim { get; init; }

    /// <summary>Id within the claim, for file names: lower case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>What is seen; may contain $...$.</summary>
    public required string Caption { get; init; }

    /// <summary>What value, seen here, would refute the claim.</summary>
    public required string RefutedBy { get; init; }

    /// <summary>Heat maps, drawn side by side on one colour scale (Gram matrices predicted and measured); empty for a line figure.</summary>
    public IReadOnlyList<HeatMap> HeatMaps { get; init; } = [];

    /// <summary>A phase map, with the series drawn on top of it; null for other figures.</summary>
    public PhaseMap? Phases { get; init; }

    /// <summary>A table shown below the drawings, or in their place; null for none.</summary>
    public FigureTable? Table { get; init; }

    /// <summary>Curves and points; empty for a heat map.</summary>
    public IReadOnlyList<Series> Series { get; init; } = [];

    /// <summary>Vertical reference lines (thresholds), label and abscissa.</summary>
    public IReadOnlyDictionary<string, double> Thresholds { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Horizontal axis.</summary>
    public Axis X { get; init; } = new("");

    /// <summary>Vertical axis.</summary>
    public Axis Y { get; init; } = new("");
}

/// <summary>An axis.</summary>
/// <param name="Label">Label with unit; may contain $...$.</param>
/// <param name="Logarithmic">Whether the scale is logarithmic.</param>
public sealed record Axis(string Label, bool Logarithmic = false);

/// <summary>What a series is.</summary>
public enum SeriesRole
{
    /// <summary>From the closed form: drawn as a line.</summary>
    Predicted,

    /// <summary>Measured: drawn as points.</summary>
    Measured,

    /// <summary>A reference: drawn as a dashed line.</summary>
    Reference,
}

/// <summary>One curve or set of points, with a band around it where it comes from several seeds.</summary>
public sealed record Series(string Name, SeriesRole Role, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>Lower edge of the band, one ordinate per abscissa; null without a band.</summary>
    public IReadOnlyList<double>? Low { get; init; }

    /// <summary>Upper edge of the band; given with <see cref="Low"/> or not at all.</summary>
    public IReadOnlyList<double>? High { get; init; }
}

/// <summary>
/// A phase map: which of a few phases each point of a grid belongs to. The grid is the product of the abscissae and the
/// ordinates, each strictly increasing and positive on a logarithmic axis; cells end halfway between neighbours on the axis.
/// </summary>
/// <param name="Categories">Names of the phases, all different, at most <see cref="MostCategories"/>; may contain $...$.</param>
/// <param name="X">Abscissae of the cells' centres, at least two.</param>
/// <param name="Y">Ordinates of the cells' centres, at least two.</param>
/// <param name="Cells">One row per ordinate, from the least on; in it per abscissa the index of the phase in the list of names.</param>
public sealed record PhaseMap(IReadOnlyList<string> Categories, IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<IReadOnlyList<int>> Cells)
{
    /// <summary>The report has as many colours and signs.</summary>
    public const int MostCategories = 6;
}

/// <summary>One matrix drawn as a heat map.</summary>
public sealed record HeatMap(string Name, Matrix Values);
