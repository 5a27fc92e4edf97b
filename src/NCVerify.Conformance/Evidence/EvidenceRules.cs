using System.Text.RegularExpressions;
using NCVerify.Claims;
using NCVerify.Numerics;

namespace NCVerify.Conformance;

/// <summary>What holds of every record beyond its types: ids that are safe in file names and links, series of equal lengths.</summary>
internal static partial class EvidenceRules
{
    /// <summary>Refuses a record that breaks a rule.</summary>
    /// <exception cref="EvidenceException">The record breaks a rule; the message names the field.</exception>
    public static void Check(EvidenceRecord record)
    {
        switch (record)
        {
            case RunHeader header:
                Require(header.Schema is >= 1 and <= EvidenceJson.Schema, $"schema is {header.Schema}; this version reads up to {EvidenceJson.Schema}. A newer NCVerify wrote the file.");
                break;
            case ClaimRecord claim:
                CheckClaim(claim.Claim);
                break;
            case Observation observation:
                CheckClaim(observation.Claim);
                CheckComparable("measured", observation.Measured);
                CheckComparable("expected", observation.Expected);
                break;
            case TestRecord test:
                CheckClaim(test.Claim);
                Require(test.Source.Length == 0 || SourcePath().IsMatch(test.Source), $"source \"{test.Source}\" must be a relative path of letters, digits, spaces, hyphens, dots and underscores between forward slashes, without '..'.");
                Require(test.Line >= 0, $"line is {test.Line}; it is counted from 1, and 0 stands for none.");
                break;
            case Figure figure:
                CheckClaim(figure.Claim);
                CheckFigure(figure);
                break;
            default:
                break;
        }
    }

    // A prediction may hold a text; what is measured or expected is compared, so it is made of numbers and truth values.
    private static void CheckComparable(string field, Quantity quantity)
    {
        if (quantity is Quantity.Text or Quantity.Texts)
        {
            throw new EvidenceException($"'{field}' is a text; a number is expected, or \"NaN\", \"Infinity\" or \"-Infinity\".");
        }
    }

    private static void CheckClaim(string id) =>
        Require(ClaimId().IsMatch(id), $"claim id \"{id}\" must be letters, digits, hyphens, dots and underscores, begin with a letter and be at most 64 long.");

    private static void CheckFigure(Figure figure)
    {
        Require(FigureId().IsMatch(figure.Id), $"figure id \"{figure.Id}\" must be lower case letters, digits and hyphens, at most 64.");
        foreach (Series series in figure.Series)
        {
            Require(series.X.Count == series.Y.Count, $"figure {figure.Id}: series \"{series.Name}\" has {series.X.Count} abscissae and {series.Y.Count} ordinates.");
            Require(series.Low is null == series.High is null, $"figure {figure.Id}: series \"{series.Name}\" has one edge of a band; 'low' and 'high' go together.");
            Require((series.Low?.Count ?? series.X.Count) == series.X.Count && (series.High?.Count ?? series.X.Count) == series.X.Count, $"figure {figure.Id}: series \"{series.Name}\" has {series.X.Count} abscissae; 'low' and 'high' must have as many numbers.");
        }

        if (figure.Phases is { } map)
        {
            CheckPhases(figure, map);
        }

        if (figure.Table is { } table)
        {
            Require(table.Rows.Count > 0 && table.Rows.All(r => r.Cells.Count == table.Columns.Count), $"figure {figure.Id}: the table has {table.Columns.Count} columns; every row, one at least, must have as many cells.");
            Require(table.Rows.All(r => r.Cells.All(c => c.Low is null == c.High is null)), $"figure {figure.Id}: a cell of the table has one end of an interval; 'low' and 'high' go together.");
        }
    }

    private static void CheckPhases(Figure figure, PhaseMap map)
    {
        string where = $"figure {figure.Id}: the phase map";
        Require(map.Categories.Count is >= 1 and <= PhaseMap.MostCategories, $"{where} has {map.Categories.Count} categories; 1 to {PhaseMap.MostCategories} are expected.");
        Require(map.Categories.Distinct(StringComparer.Ordinal).Count() == map.Categories.Count, $"{where} has two categories of the same name.");
        CheckCentres($"{where}'s x", map.X, figure.X.Logarithmic);
        CheckCentres($"{where}'s y", map.Y, figure.Y.Logarithmic);
        Require(map.Cells.Count == map.Y.Count && map.Cells.All(row => row.Count == map.X.Count), $"{where} has {map.X.Count} abscissae and {map.Y.Count} ordinates; 'cells' must have one row per ordinate and one number per abscissa.");
        Require(map.Cells.All(row => row.All(c => c >= 0 && c < map.Categories.Count)), $"{where} has a cell that is not the index of one of its {map.Categories.Count} categories, counted from 0.");
    }

    private static void CheckCentres(string name, IReadOnlyList<double> values, bool logarithmic)
    {
        Require(values.Count >= 2, $"{name} has {values.Count} values; at least two are expected, from which the cells get their size.");
        Require(values.All(double.IsFinite) && values.Zip(values.Skip(1)).All(p => p.First < p.Second), $"{name} must be finite and strictly increasing.");
        Require(!logarithmic || values[0] > 0, $"{name} begins at {Exact.Format(values[0])}; on a logarithmic axis all must be positive.");
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new EvidenceException(message);
        }
    }

    // \z, not $: a trailing line break would pass $ and end up in a file name.
    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ClaimId();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FigureId();

    [GeneratedRegex(@"\A(?!.*\.\.)[A-Za-z0-9_][A-Za-z0-9_. -]*(?:/[A-Za-z0-9_.][A-Za-z0-9_. -]*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex SourcePath();
}
