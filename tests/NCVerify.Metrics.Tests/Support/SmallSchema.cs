using System.Text.Json;

namespace NCVerify.Metrics.Tests;

/// <summary>Checks JSON against the part of JSON Schema that our schemas use; an unknown keyword fails.</summary>
internal static class SmallSchema
{
    private static readonly string[] Known =
        ["$schema", "$id", "title", "description", "type", "required", "additionalProperties", "properties", "items", "minItems", "minimum", "maximum", "enum"];

    public static void Check(JsonElement value, JsonElement schema, string at)
    {
        Assert.That(schema.EnumerateObject().Select(p => p.Name), Is.SubsetOf(Known), at);
        if (schema.TryGetProperty("type", out JsonElement type))
        {
            string[] allowed = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(t => t.GetString()!)] : [type.GetString()!];
            Assert.That(allowed.Any(t => HasType(value, t)), Is.True, $"{at} is {value.ValueKind}, not {string.Join(" or ", allowed)}");
        }

        if (schema.TryGetProperty("enum", out JsonElement options))
        {
            Assert.That(options.EnumerateArray().Any(o => string.Equals(o.GetString(), value.GetString(), StringComparison.Ordinal)), Is.True, at);
        }

        if (schema.TryGetProperty("minimum", out JsonElement minimum))
        {
            Assert.That(value.GetDouble(), Is.GreaterThanOrEqualTo(minimum.GetDouble()), at);
        }

        if (schema.TryGetProperty("maximum", out JsonElement maximum))
        {
            Assert.That(value.GetDouble(), Is.NoMoreThan(maximum.GetDouble()), at);
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            string[] names = [.. value.EnumerateObject().Select(p => p.Name)];
            JsonElement properties = schema.GetProperty("properties");
            Assert.That(names, Is.SupersetOf(schema.GetProperty("required").EnumerateArray().Select(r => r.GetString()!).ToArray()), at);
            foreach (JsonProperty property in value.EnumerateObject())
            {
                Assert.That(properties.TryGetProperty(property.Name, out JsonElement inner), Is.True, $"{at}.{property.Name} is not in the schema");
                Check(property.Value, inner, $"{at}.{property.Name}");
            }
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            if (schema.TryGetProperty("minItems", out JsonElement least))
            {
                Assert.That(value.GetArrayLength(), Is.GreaterThanOrEqualTo(least.GetInt32()), at);
            }

            int index = 0;
            foreach (JsonElement item in value.EnumerateArray())
            {
                Check(item, schema.GetProperty("items"), $"{at}[{index++}]");
            }
        }
    }

    private static bool HasType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => false,
    };
}
