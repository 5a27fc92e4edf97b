using System.Net;
using System.Text;
using NCVerify.Conformance;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>
/// Many comparisons as rows of one table: what rows share (quantity, method, oracle, reason of the tolerance) is said once
/// above them. Written by hand, since thousands of them are most of a report.
/// </summary>
internal static class ComparisonRows
{
    public const int Columns = 8;

    public static string Html(ClaimSection section, IEnumerable<Observation> observations)
    {
        StringBuilder html = new();
        foreach (var quantity in observations.GroupBy(o => (o.Quantity, o.Comparison)))
        {
            html.Append(Exact.Culture, $"<tbody><tr class=\"quantity\"><th colspan=\"{Columns}\" scope=\"rowgroup\">{WebUtility.HtmlEncode(MathText.ToPlain(quantity.Key.Quantity))}{Sense(quantity.Key.Comparison)}</th></tr>\n");
            foreach (var method in quantity.GroupBy(o => (RegimeText.Of(section.RegimeOf(o)).Method, o.Oracle, o.Reason)))
            {
                html.Append(Exact.Culture, $"<tr class=\"method\"><th colspan=\"{Columns}\" scope=\"rowgroup\">{MathText.ToHtmlOrSource(method.Key.Method)} · {Words.Of(method.Key.Oracle)}{Why(method.Key.Reason)}</th></tr>\n");
                foreach (Observation o in method)
                {
                    Row(html, section, o);
                }
            }

            html.Append("</tbody>\n");
        }

        return html.ToString();
    }

    private static void Row(StringBuilder html, ClaimSection section, Observation o)
    {
        string setting = RegimeText.Of(section.RegimeOf(o)).Setting;
        html.Append(o.Holds == o.Control ? "<tr class=\"fails\">" : "<tr>")
            .Append("<th scope=\"row\">").Append(setting.Length > 0 ? MathText.ToHtmlOrSource(setting) : "one setting")
            .Append("<td>").Append(QuantityText.Short(o.Measured))
            .Append("<td>").Append(QuantityText.Short(o.Expected))
            .Append("<td>").Append(NumberText.Plain(o.Error, 3))
            .Append("<td>").Append(NumberText.Plain(o.Tolerance, 3))
            .Append("<td>").Append(Mark(o)).Append(o.Speaks() ? NumberText.Plain(o.Ratio(), 2) : "no number")
            .Append("<td>").Append(o.Seed?.ToString(Exact.Culture) ?? "")
            .Append("<td>").Append(section.RecordOf(o)).Append("</tr>\n");
    }

    // Marked where it is not what one wishes: a check that fails, or one of a control that does not.
    private static string Mark(Observation o) => (o.Control, o.Holds) switch
    {
        (false, false) => "✗ ",
        (true, _) => o.FailsDecisively ? "✓ " : "✗ ",
        _ => "",
    };

    private static string Sense(Comparison comparison) => comparison switch { Comparison.AtMost => " at most", Comparison.AtLeast => " at least", _ => "" };

    private static string Why(string reason) => reason.Length == 0 ? "" : $" · tolerance: {MathText.ToHtmlOrSource(reason)}";
}
