using System.Text.Json;
using System.Text.RegularExpressions;

namespace NCVerify.Reporting.Tests;

/// <summary>What is wrong with a value, at which place.</summary>
internal delegate IEnumerable<string> Rule(JsonElement value, string path);

/// <summary>Structural rules of JSON formats, written down from their public specifications.</summary>
internal static partial class Rules
{
    public static Rule Text { get; } = Of(v => v.ValueKind == JsonValueKind.String, "a text");

    public static Rule Named { get; } = Of(v => v.ValueKind == JsonValueKind.String && v.GetString()!.Length > 0, "a text that is not empty");

    public static Rule Whole { get; } = Of(v => v.ValueKind == JsonValueKind.Number && v.TryGetInt64(out _), "a whole number");

    public static Rule Flag { get; } = Of(v => v.ValueKind is JsonValueKind.True or JsonValueKind.False, "true or false");

    public static Rule Uuid { get; } = Matching(UuidForm());

    public static Rule Time { get; } = Matching(TimeForm());

    public static Rule Address { get; } = Of(v => v.ValueKind == JsonValueKind.String && Uri.IsWellFormedUriString(v.GetString() is ['#', ..] and { } fragment ? "https://x/" + fragment : v.GetString(), UriKind.RelativeOrAbsolute), "a well-formed URI reference");

    public static Rule AtLeast(int least) => Of(v => v.ValueKind == JsonValueKind.Number && v.TryGetInt64(out long n) && n >= least, $"a whole number from {least} on");

    public static Rule Exactly(string text) => Of(v => v.ValueKind == JsonValueKind.String && v.GetString() == text, $"\"{text}\"");

    public static Rule OneOf(params string[] words) => Of(v => v.ValueKind == JsonValueKind.String && words.Contains(v.GetString(), StringComparer.Ordinal), string.Join(" or ", words));

    public static Rule Either(Rule one, Rule other) => (v, p) => one(v, p).Any() ? other(v, p) : [];

    public static Rule Matching(Regex form) => Of(v => v.ValueKind == JsonValueKind.String && form.IsMatch(v.GetString()!), form.ToString());

    public static Rule List(Rule item, int least = 0) => (v, p) => v.ValueKind != JsonValueKind.Array ? [$"{p}: a list is expected"]
        : [.. v.GetArrayLength() < least ? [$"{p}: at least {least} are expected"] : Array.Empty<string>(), .. v.EnumerateArray().SelectMany((x, i) => item(x, $"{p}[{i}]"))];

    /// <summary>An object with these fields (a final '?' marks one that may be absent) and no others, unless open.</summary>
    public static Rule Fields(bool open, params (string Name, Rule Rule)[] fields) => (v, p) => v.ValueKind != JsonValueKind.Object ? [$"{p}: an object is expected"] : Check(v, p, open, fields);

    public static Rule Fields(params (string Name, Rule Rule)[] fields) => Fields(open: false, fields);

    private static IEnumerable<string> Check(JsonElement value, string path, bool open, (string Name, Rule Rule)[] fields)
    {
        foreach ((string name, Rule rule) in fields)
        {
            string field = name.TrimEnd('?');
            if (value.TryGetProperty(field, out JsonElement found))
            {
                foreach (string problem in rule(found, $"{path}.{field}"))
                {
                    yield return problem;
                }
            }
            else if (!name.EndsWith('?'))
            {
                yield return $"{path}.{field}: missing";
            }
        }

        string[] known = [.. fields.Select(f => f.Name.TrimEnd('?'))];
        foreach (JsonProperty unknown in value.EnumerateObject().Where(f => !open && !known.Contains(f.Name, StringComparer.Ordinal)))
        {
            yield return $"{path}.{unknown.Name}: not a field of the format";
        }

        foreach (IGrouping<string, JsonProperty> twice in value.EnumerateObject().GroupBy(f => f.Name, StringComparer.Ordinal).Where(g => g.Skip(1).Any()))
        {
            yield return $"{path}.{twice.Key}: twice";
        }
    }

    private static Rule Of(Func<JsonElement, bool> holds, string expected) => (v, p) => holds(v) ? [] : [$"{p}: {v.GetRawText()} is not {expected}"];

    [GeneratedRegex(@"\A[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\z")]
    private static partial Regex UuidForm();

    [GeneratedRegex(@"\A[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9](\.[0-9]+)?Z\z", RegexOptions.ExplicitCapture)]
    private static partial Regex TimeForm();
}
