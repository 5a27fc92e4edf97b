namespace NCVerify.Conformance;

/// <summary>A table of numbers that the report shows openly: a row per thing compared, a column per quantity.</summary>
/// <param name="Corner">What the rows are; may contain $...$.</param>
/// <param name="Columns">Quantities, with units; may contain $...$.</param>
/// <param name="Rows">One or more, each with a cell per column.</param>
public sealed record FigureTable(string Corner, IReadOnlyList<string> Columns, IReadOnlyList<FigureRow> Rows);

/// <summary>A row of a table.</summary>
/// <param name="Name">What it is about; may contain $...$.</param>
/// <param name="Cells">A cell per column.</param>
public sealed record FigureRow(string Name, IReadOnlyList<FigureCell> Cells);

/// <summary>A number of a table.</summary>
/// <param name="Value">The number; NaN where there is none, shown as a dash.</param>
public sealed record FigureCell(double Value)
{
    /// <summary>Lower end of an interval around the number; null without one.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end; given with <see cref="Low"/> or not at all.</summary>
    public double? High { get; init; }
}
