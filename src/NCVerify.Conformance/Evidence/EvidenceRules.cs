using System.Text.RegularExpressions;
using NCVerify.Claims;

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
        }
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
}
