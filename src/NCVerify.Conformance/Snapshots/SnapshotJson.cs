using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NCVerify.Numerics;

namespace NCVerify.Conformance;

/// <summary>A snapshot file is not readable; the message says what is wrong and where.</summary>
public sealed class SnapshotException(string message) : Exception(message);

/// <summary>
/// Snapshots as JSON text (docs/schemas/snapshot.schema.json): line feeds only, numbers round-trip exact, NaN and
/// infinities as the strings "NaN", "Infinity", "-Infinity". A list without lists in it stands on one line.
/// </summary>
public static class SnapshotJson
{
    private const int Schema = 1;
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a snapshot file, ending with a line feed.</summary>
    public static string Write(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("schema", Schema);
            writer.WriteStartArray("quantities");
            foreach (SnapshotEntry entry in snapshot.Entries)
            {
                writer.WriteStartObject();
                writer.WriteString("quantity", entry.Quantity);
                writer.WritePropertyName("value");
                writer.WriteRawValue(Render(entry.Value, "      "));
                writer.WriteNumber("absolute", entry.Absolute);
                writer.WriteNumber("relative", entry.Relative);
                writer.WriteString("reason", entry.Reason);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>Reads a snapshot file's text.</summary>
    /// <exception cref="SnapshotException">The text is no snapshot; the message says what is wrong and where.</exception>
    public static Snapshot Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return ReadRoot(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new SnapshotException($"not valid JSON: {e.Message}");
        }
        catch (ArgumentException e)
        {
            throw new SnapshotException(e.Message);
        }
    }

    private static Snapshot ReadRoot(JsonElement root)
    {
        RequireFields(root, "the document", ["schema", "quantities"]);
        JsonElement schema = root.GetProperty("schema"), quantities = root.GetProperty("quantities");
        if (schema.ValueKind != JsonValueKind.Number || !schema.TryGetInt32(out int version) || version != Schema)
        {
            throw new SnapshotException($"'schema' is {schema.GetRawText()}; this version reads {Schema.ToString(Exact.Culture)}.");
        }

        if (quantities.ValueKind != JsonValueKind.Array)
        {
            throw new SnapshotException("'quantities' must be a list.");
        }

        var snapshot = new Snapshot();
        int index = 0;
        foreach (JsonElement entry in quantities.EnumerateArray())
        {
            string place = $"quantities[{(index++).ToString(Exact.Culture)}]";
            RequireFields(entry, place, ["quantity", "value", "absolute", "relative", "reason"]);
            snapshot.Add(
                ReadText(entry, place, "quantity"),
                ReadValue(entry.GetProperty("value"), place),
                ReadNumber(entry, place, "absolute"),
                ReadNumber(entry, place, "relative"),
                ReadText(entry, place, "reason"));
        }

        return snapshot;
    }

    private static void RequireFields(JsonElement element, string place, string[] fields)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new SnapshotException($"{place} must be an object; it is {element.ValueKind}.");
        }

        string? wrong = fields.FirstOrDefault(f => !element.TryGetProperty(f, out _)) is { } missing
            ? $"field '{missing}' is missing"
            : element.EnumerateObject().Select(p => p.Name).FirstOrDefault(n => !fields.Contains(n, StringComparer.Ordinal)) is { } unknown ? $"field '{unknown}' is unknown" : null;
        if (wrong is not null)
        {
            throw new SnapshotException($"{place}: {wrong}; its fields are {string.Join(", ", fields)}.");
        }
    }

    private static string ReadText(JsonElement entry, string place, string field) =>
        entry.GetProperty(field) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : throw new SnapshotException($"{place}: '{field}' must be a text.");

    private static double ReadNumber(JsonElement entry, string place, string field) =>
        entry.GetProperty(field) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : throw new SnapshotException($"{place}: '{field}' must be a number.");

    private static SnapshotValue ReadValue(JsonElement value, string place) => value.ValueKind switch
    {
        JsonValueKind.Number when double.IsFinite(value.GetDouble()) => value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            string text => text,
            null => throw new SnapshotException($"{place}: 'value' is null."),
        },
        JsonValueKind.Array => new SnapshotValue.List([.. value.EnumerateArray().Select(item => ReadValue(item, place))]),
        _ => throw new SnapshotException($"{place}: 'value' must be a finite number, a truth value, a text or a list of these; it is {value.GetRawText()}."),
    };

    // A list of lists stands indented, any other value on one line: matrices stay readable in a diff.
    private static string Render(SnapshotValue value, string indent) => value is SnapshotValue.List list && list.Items.Any(x => x is SnapshotValue.List)
        ? $"[\n{string.Join(",\n", list.Items.Select(item => $"{indent}  {Render(item, indent + "  ")}"))}\n{indent}]"
        : OneLine(value);

    private static string OneLine(SnapshotValue value) => value switch
    {
        SnapshotValue.Number { Value: var x } when double.IsFinite(x) => JsonSerializer.Serialize(x),
        SnapshotValue.Number { Value: var x } => double.IsNaN(x) ? "\"NaN\"" : x > 0 ? "\"Infinity\"" : "\"-Infinity\"",
        SnapshotValue.Truth { Value: var x } => x ? "true" : "false",
        SnapshotValue.Text { Value: var x } => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(x)}\"",
        SnapshotValue.List { Items: var items } => $"[{string.Join(", ", items.Select(OneLine))}]",
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };
}
