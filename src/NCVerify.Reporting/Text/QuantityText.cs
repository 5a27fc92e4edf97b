using System.Net;
using NCVerify.Claims;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>Quantities in a table cell: numbers and short lists in full, larger ones by size and range (the downloads have every entry).</summary>
public static class QuantityText
{
    private const int LongestList = 5;

    /// <summary>HTML of a quantity.</summary>
    public static string Html(Quantity quantity) => quantity switch
    {
        Quantity.Scalar(double value) => NumberText.Html(value),
        Quantity.Flag(bool value) => value ? "true" : "false",
        Quantity.Vector { Values: [] } => "empty list",
        Quantity.Vector { Values: { Count: <= LongestList } values } => $"({string.Join(", ", values.Select(v => NumberText.Html(v, 4)))})",
        Quantity.Vector { Values: var values } => $"{values.Count.ToString(Exact.Culture)} numbers{Range(values)}",
        Quantity.Flags { Values: { Count: <= LongestList } values } => $"({string.Join(", ", values.Select(v => v ? "true" : "false"))})",
        Quantity.Flags { Values: var values } => $"{values.Count(v => v).ToString(Exact.Culture)} of {values.Count.ToString(Exact.Culture)} true",
        Quantity.Text { Value: var text } => WebUtility.HtmlEncode(text),
        Quantity.Texts { Values: var texts } => $"({WebUtility.HtmlEncode(string.Join(", ", texts))})",
        Quantity.Table { Values: var matrix } => $"{matrix.Rows.ToString(Exact.Culture)}\u2009×\u2009{matrix.Columns.ToString(Exact.Culture)} matrix{Range(matrix.Data)}",
        Quantity.Group { Members: var members } => string.Join("<br>", members.Select(m => $"{WebUtility.HtmlEncode(m.Key)}: {Html(m.Value)}")),
        _ => throw new ArgumentException($"No text for a quantity of type {quantity?.GetType().Name ?? "null"}.", nameof(quantity)),
    };

    private static string Range(IReadOnlyList<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        string others = finite.Length == values.Count ? "" : $", {NumberText.Count(values.Count - finite.Length, "entry")
            .Replace("entrys", "entries", StringComparison.Ordinal)} not finite";
        return finite.Length == 0 ? others : $", {NumberText.Html(finite.Min(), 3)} to {NumberText.Html(finite.Max(), 3)}{others}";
    }
}
