using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>
/// A claim's comparisons as CSV, exact, one row per comparison. "record" is the line of the evidence file, where the
/// entries of vectors and matrices stand, and the reason of the tolerance.
/// </summary>
internal static class ComparisonFile
{
    public static string Csv(ClaimSection section) => Reporting.Csv.Write(
    [
        ["record", "regime", "oracle", "control", "quantity", "comparison", "measured", "expected", "error", "tolerance", "holds", "seed"],
        .. section.AllObservations.Select(o => new[]
        {
            section.RecordOf(o), section.RegimeOf(o), Words.Of(o.Oracle), Flag(o.Control), o.Quantity, Word(o.Comparison),
            Value(o.Measured), Value(o.Expected), Exact.Format(o.Error), Exact.Format(o.Tolerance), Flag(o.Holds), o.Seed?.ToString(Exact.Culture) ?? "",
        }),
    ]);

    private static string Value(Quantity quantity) => quantity switch
    {
        Quantity.Scalar(double value) => Exact.Format(value),
        Quantity.Flag(bool value) => Flag(value),
        _ => QuantityText.Shape(quantity),
    };

    private static string Word(Comparison comparison) => comparison switch { Comparison.AtMost => "at most", Comparison.AtLeast => "at least", _ => "equal" };

    private static string Flag(bool value) => value ? "true" : "false";
}
