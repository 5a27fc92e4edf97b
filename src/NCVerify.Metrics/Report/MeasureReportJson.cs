using System.Text.Encodings.Web;
using System.Text.Json;

namespace NCVerify.Metrics;

/// <summary>Writes a <see cref="MeasureReport"/> as the JSON of docs/schemas/measure.schema.json, numbers round-trip exact.</summary>
public static class MeasureReportJson
{
    // For reading on a terminal: no \u0027 for an apostrophe. The document is never put into HTML as it is.
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole document, UTF-8, indented, without a final newline.</summary>
    public static void Write(MeasureReport report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var json = new Utf8JsonWriter(output, Options);
        Write(json, report);
    }

    /// <summary>Several measurements: {"models": [{"name", "measure"}]}.</summary>
    public static string Models(IReadOnlyList<(string Name, MeasureReport Report)> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            List(json, "models", models, m =>
            {
                json.WriteString("name", m.Name);
                json.WritePropertyName("measure");
                Write(json, m.Report);
            });
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>A measurement of a regression, as docs/schemas/measure-regression.schema.json has it.</summary>
    public static string Regression(RegressionReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("samples", report.Samples);
            json.WriteNumber("dimension", report.Dimension);
            json.WriteNumber("targets", report.Targets);
            Metrics(json, report.Metrics);
            Warnings(json, report.Warnings);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter json, MeasureReport report)
    {
        json.WriteStartObject();
        json.WriteNumber("samples", report.Samples);
        json.WriteNumber("dimension", report.Dimension);
        List(json, "classes", report.Classes, c =>
        {
            json.WriteNumber("label", c.Label);
            json.WriteNumber("count", c.Count);
        });
        Metrics(json, report.Metrics);
        List(json, "geometries", report.Geometries, g =>
        {
            json.WriteString("name", g.Name);
            json.WriteNumber("distance", g.Distance);
            Optional(json, "weights", g.Weights);
            Optional(json, "logits", g.Logits);
        });
        WriteVerdict(json, report.Verdict);
        Warnings(json, report.Warnings);
        json.WriteEndObject();
    }

    private static void Metrics(Utf8JsonWriter json, IReadOnlyList<Metric> metrics) => List(json, "metrics", metrics, m =>
    {
        json.WriteString("id", m.Id);
        json.WriteNumber("value", m.Value);
        json.WriteString("convention", m.Convention);
        Optional(json, "low", m.Interval?.Low);
        Optional(json, "high", m.Interval?.High);
    });

    private static void Warnings(Utf8JsonWriter json, IReadOnlyList<string> warnings)
    {
        json.WriteStartArray("warnings");
        foreach (string warning in warnings)
        {
            json.WriteStringValue(warning);
        }

        json.WriteEndArray();
    }

    private static void WriteVerdict(Utf8JsonWriter json, CollapseVerdict verdict)
    {
        json.WriteStartObject("verdict");
        json.WritePropertyName("collapsed");
        if (verdict.Collapsed is { } collapsed)
        {
            json.WriteBooleanValue(collapsed);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteString("because", verdict.Because);
        json.WriteString("nearest", verdict.Nearest);
        json.WriteString("answer", verdict.Answer);
        json.WriteStartObject("thresholds");
        json.WriteNumber("nc1.pinv.classmean", CollapseVerdict.VariabilityThreshold);
        json.WriteNumber("nc1.quotient", CollapseVerdict.VariabilityThreshold);
        json.WriteNumber("distance", CollapseVerdict.DistanceThreshold);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void List<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }
}
