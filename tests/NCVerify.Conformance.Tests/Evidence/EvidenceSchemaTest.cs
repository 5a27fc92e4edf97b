using System.Text.Json;

namespace NCVerify.Conformance.Tests;

/// <summary>The published schema says what the code writes: same kinds, properties, required fields and words.</summary>
public sealed class EvidenceSchemaTest
{
    private static readonly JsonElement Schema = JsonDocument.Parse(File.ReadAllText(
        Path.Combine(RepositoryLayout.Find().Root, "docs", "schemas", "evidence.schema.json"))).RootElement;

    private static readonly EvidenceRecord[] Records =
    [
        Samples.Header, Samples.Claim(oracles: Claims.OracleKind.ClosedForm), Samples.Observation(), Samples.Test(), Samples.Figure,
        new RunFooter { Ended = "2026-01-02T03:04:06Z", Seconds = 1.5, Records = 5 },
    ];

    [Test]
    public void TheSchemaKnowsExactlyTheKindsThatAreWritten() =>
        Assert.That(Schema.GetProperty("oneOf").EnumerateArray().Select(e => e.GetProperty("$ref").GetString()), Is.EqualTo(EvidenceJson.Kinds.Keys.Select(k => "#/$defs/" + k)));

    [TestCaseSource(nameof(Records))]
    public void EveryPropertyWrittenIsInTheSchemaAndEveryRequiredOneIsWritten(EvidenceRecord record)
    {
        JsonElement line = JsonDocument.Parse(EvidenceJson.Line(record)).RootElement;
        JsonElement definition = Schema.GetProperty("$defs").GetProperty(line.GetProperty("kind").GetString()!);
        string[] written = [.. line.EnumerateObject().Select(p => p.Name)];
        string[] known = [.. definition.GetProperty("properties").EnumerateObject().Select(p => p.Name)];
        string[] required = [.. definition.GetProperty("required").EnumerateArray().Select(e => e.GetString()!)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(written, Is.EquivalentTo(known), "the samples fill in every property");
            Assert.That(required, Is.SubsetOf(written));
            Check(line, definition, "line");
        }
    }

    [TestCaseSource(nameof(Records))]
    public void WithoutARequiredFieldTheReaderRefuses(EvidenceRecord record)
    {
        var line = System.Text.Json.Nodes.JsonNode.Parse(EvidenceJson.Line(record))!.AsObject();
        JsonElement definition = Schema.GetProperty("$defs").GetProperty((string)line["kind"]!);
        foreach (string field in definition.GetProperty("required").EnumerateArray().Select(e => e.GetString()!))
        {
            var without = line.DeepClone().AsObject();
            without.Remove(field);
            Assert.That(() => EvidenceJson.Parse(without.ToJsonString()), Throws.TypeOf<EvidenceException>(), field);
        }
    }

    // The part of JSON Schema that ours uses: $ref, anyOf, enum, const, type, required, properties, items, additionalProperties.
    private static void Check(JsonElement value, JsonElement schema, string at) => Assert.That(Accepts(value, schema), $"{at}: {value} is not {schema}");

    private static bool Accepts(JsonElement value, JsonElement schema) => schema.EnumerateObject().All(rule => rule.Name switch
    {
        "$ref" => Accepts(value, Schema.GetProperty("$defs").GetProperty(rule.Value.GetString()!.Split('/')[^1])),
        "anyOf" => rule.Value.EnumerateArray().Any(s => Accepts(value, s)),
        "enum" => rule.Value.EnumerateArray().Any(v => JsonElement.DeepEquals(v, value)),
        "const" => JsonElement.DeepEquals(rule.Value, value),
        "type" => IsOfType(value, rule.Value.GetString()!),
        "required" => value.ValueKind != JsonValueKind.Object || rule.Value.EnumerateArray().All(n => value.TryGetProperty(n.GetString()!, out _)),
        "properties" => value.ValueKind != JsonValueKind.Object || value.EnumerateObject().All(p => !rule.Value.TryGetProperty(p.Name, out JsonElement s) || Accepts(p.Value, s)),
        "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.Value.GetInt32(),
        "items" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().All(e => Accepts(e, rule.Value)),
        "additionalProperties" => value.ValueKind != JsonValueKind.Object || value.EnumerateObject().All(p => Accepts(p.Value, rule.Value)),
        "pattern" => value.ValueKind != JsonValueKind.String || System.Text.RegularExpressions.Regex.IsMatch(value.GetString()!, rule.Value.GetString()!, default, TimeSpan.FromSeconds(1)),
        "minimum" => value.GetDouble() >= rule.Value.GetDouble(),
        "description" or "format" => true,
        _ => throw new NotSupportedException($"The schema uses '{rule.Name}', which this test does not know."),
    });

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && Math.Floor(value.GetDouble()) == value.GetDouble(),
        _ => throw new NotSupportedException(type),
    };
}
