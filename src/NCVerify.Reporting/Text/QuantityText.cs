using System.Net;
using NCVerify.Claims;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>Quantities in a table cell: numbers and short lists in full, larger ones by size and range (the evidence has every entry).</summary>
public static class QuantityText
{
    private const int LongestList = 5;

    /// <summary>HTML of a quantity, with the exact value of each number in a data element.</summary>
    public static string Html(Quantity quantity) => Write(quantity, NumberText.Html, 6);

    /// <summary>HTML of a quantity in a table of many: fewer digits, and nothing but the digits.</summary>
    public static string Short(Quantity quantity) => Write(quantity, NumberText.Plain, 5);

    /// <summary>The shape of a vector or matrix, for instance "4x4 matrix".</summary>
    public static string Shape(Quantity quantity) => quantity switch
    {
        Quantity.Vector { Values: var values } => $"{values.Count.ToString(Exact.Culture)} numbers",
        Quantity.Flags { Values: var values } => $"{values.Count.ToString(Exact.Culture)} truth values",
        Quantity.Table { Values: var matrix } => $"{matrix.Rows.ToString(Exact.Culture)}x{matrix.Columns.ToString(Exact.Culture)} matrix",
        Quantity.Group { Members: var members } => string.Join(", ", members.Keys),
        _ => quantity?.GetType().Name.ToLowerInvariant() ?? "",
    };

    private static string Write(Quantity quantity, Func<double, int, string> number, int digits) => quantity switch
    {
        Quantity.Scalar(double value) => number(value, digits),
        Quantity.Flag(bool value) => value ? "true" : "false",
        Quantity.Vector { Values: [] } => "empty list",
        Quantity.Vector { Values: { Count: <= LongestList } values } => $"({string.Join(", ", values.Select(v => number(v, Math.Min(digits, 4))))})",
        Quantity.Vector { Values: var values } => $"{values.Count.ToString(Exact.Culture)} numbers{Range(values, number)}",
        Quantity.Flags { Values: { Count: <= LongestList } values } => $"({string.Join(", ", values.Select(v => v ? "true" : "false"))})",
        Quantity.Flags { Values: var values } => $"{values.Count(v => v).ToString(Exact.Culture)} of {values.Count.ToString(Exact.Culture)} true",
        Quantity.Text { Value: var text } => WebUtility.HtmlEncode(text),
        Quantity.Texts { Values: var texts } => $"({WebUtility.HtmlEncode(string.Join(", ", texts))})",
        Quantity.Table { Values: var matrix } => $"{matrix.Rows.ToString(Exact.Culture)}\u2009×\u2009{matrix.Columns.ToString(Exact.Culture)} matrix{Range(matrix.Data, number)}",
        Quantity.Group { Members: var members } => string.Join("<br>", members.Select(m => $"{WebUtility.HtmlEncode(m.Key)}: {Write(m.Value, number, digits)}")),
        _ => throw new ArgumentException($"No text for a quantity of type {quantity?.GetType().Name ?? "null"}.", nameof(quantity)),
    };

    private static string Range(IReadOnlyList<double> values, Func<double, int, string> number)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        int others = values.Count - finite.Length;
        string rest = others == 0 ? "" : $", {others.ToString(Exact.Culture)} {(others == 1 ? "entry" : "entries")} not finite";
        return finite.Length == 0 ? rest : $", {number(finite.Min(), 3)} to {number(finite.Max(), 3)}{rest}";
    }
}
