using System.Text.Json;
using NCVerify.Conformance;

namespace NCVerify.Cli.Tests;

/// <summary>
/// Checks documents against our published schemas. Knows the keywords that these use and refuses any other, so that no
/// keyword is silently ignored.
/// </summary>
internal sealed class Schema
{
    private static readonly string[] Annotations = ["$schema", "$id", "$defs", "title", "description", "default", "then"];
    private readonly JsonElement _root;

    private Schema(JsonElement root) => _root = root;

    public static Schema Load(string name) =>
        new(JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryLayout.Find().Root, "docs", "schemas", name + ".schema.json"))).RootElement);

    public IReadOnlyList<string> Problems(JsonElement document) => [.. Check(_root, document, "$")];

    private IEnumerable<string> Check(JsonElement schema, JsonElement value, string path) => schema.ValueKind switch
    {
        JsonValueKind.True => [],
        JsonValueKind.False => [$"{path}: not allowed"],
        _ => schema.EnumerateObject().Where(k => !Annotations.Contains(k.Name, StringComparer.Ordinal)).SelectMany(k => Keyword(schema, k, value, path)),
    };

    private IEnumerable<string> Keyword(JsonElement schema, JsonProperty keyword, JsonElement value, string path)
    {
        JsonElement rule = keyword.Value;
        bool isObject = value.ValueKind == JsonValueKind.Object;
        switch (keyword.Name)
        {
            case "$ref":
                return Check(_root.GetProperty("$defs").GetProperty(rule.GetString()!["#/$defs/".Length..]), value, path);
            case "type":
                string[] types = rule.ValueKind == JsonValueKind.Array ? [.. rule.EnumerateArray().Select(t => t.GetString()!)] : [rule.GetString()!];
                return types.Any(t => IsOfType(value, t)) ? [] : [$"{path}: {value.ValueKind} is not {string.Join(" or ", types)}"];
            case "enum":
                return rule.EnumerateArray().Any(x => JsonElement.DeepEquals(x, value)) ? [] : [$"{path}: {value.GetRawText()} is not in the enumeration"];
            case "const":
                return JsonElement.DeepEquals(rule, value) ? [] : [$"{path}: {value.GetRawText()} is not {rule.GetRawText()}"];
            case "anyOf":
                return rule.EnumerateArray().Any(s => !Check(s, value, path).Any())
                    ? [] : [$"{path}: no alternative holds ({string.Join("; ", rule.EnumerateArray().Select(s => Check(s, value, path).First()))})"];
            case "required":
                return isObject ? rule.EnumerateArray().Select(n => n.GetString()!).Where(n => !value.TryGetProperty(n, out _)).Select(n => $"{path}.{n}: missing") : [];
            case "properties":
                return isObject ? rule.EnumerateObject().Where(p => value.TryGetProperty(p.Name, out _)).SelectMany(p => Check(p.Value, value.GetProperty(p.Name), $"{path}.{p.Name}")) : [];
            case "additionalProperties":
                return isObject ? value.EnumerateObject().Where(p => !IsDeclared(schema, p.Name)).SelectMany(p => Check(rule, p.Value, $"{path}.{p.Name}")) : [];
            case "items":
                return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Index().SelectMany(x => Check(rule, x.Item, $"{path}[{x.Index}]")) : [];
            case "minLength":
                return value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= rule.GetInt32() ? [] : [$"{path}: too short"];
            case "allOf":
                return rule.EnumerateArray().SelectMany(s => Check(s, value, path));
            case "if":
                return Check(rule, value, path).Any() ? [] : Check(schema.GetProperty("then"), value, path);
            case "minItems":
                return value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.GetInt32() ? [] : [$"{path}: too few"];
            case "maxItems":
                return value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= rule.GetInt32() ? [] : [$"{path}: too many"];
            case "maximum":
                return value.ValueKind != JsonValueKind.Number || value.GetDouble() <= rule.GetDouble() ? [] : [$"{path}: too large"];
            case "minimum":
                return value.ValueKind != JsonValueKind.Number || value.GetDouble() >= rule.GetDouble() ? [] : [$"{path}: too small"];
            default:
                throw new NotSupportedException($"The schema uses '{keyword.Name}', which this check does not know.");
        }
    }

    private static bool IsDeclared(JsonElement schema, string name) =>
        schema.TryGetProperty("properties", out JsonElement properties) && properties.TryGetProperty(name, out _);

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() == Math.Floor(value.GetDouble()),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException(type),
    };
}
