using System.Text.Json;

namespace NCVerify.Theory;

/// <summary>A JSON object of which every field must be asked for: what nobody asked for is refused as unknown.</summary>
internal sealed class StrictJsonObject
{
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public StrictJsonObject(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw ProblemRules.Refuse("problem", Describe(element), "a JSON object");
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            _fields.Add(property.Name, property.Value);
        }
    }

    public bool Has(string field)
    {
        _known.Add(field);
        return _fields.TryGetValue(field, out JsonElement element) && element.ValueKind != JsonValueKind.Null;
    }

    public T Enumerated<T>(string field, IReadOnlyList<(string Name, T Value)> values, T? absent = null)
        where T : struct
    {
        string expected = string.Join(", ", values.Select(v => v.Name));
        if (!Has(field))
        {
            return absent ?? throw Missing(field, expected);
        }

        foreach ((string name, T value) in values)
        {
            if (_fields[field].ValueKind == JsonValueKind.String && _fields[field].ValueEquals(name))
            {
                return value;
            }
        }

        throw ProblemRules.Refuse(field, Describe(_fields[field]), $"one of {expected}");
    }

    public int Whole(string field, int? absent = null) =>
        Has(field) ? Whole(field, _fields[field]) : absent ?? throw Missing(field, "a whole number");

    public double Number(string field, double? absent = null) =>
        Has(field) ? Number(field, _fields[field]) : absent ?? throw Missing(field, "a number");

    public int[] WholeList(string field) => Has(field) ? List(field, Whole) : throw Missing(field, "a list of whole numbers");

    public double[] NumberList(string field) => Has(field) ? List(field, Number) : throw Missing(field, "a list of numbers");

    /// <summary>A list of numbers, or a single number standing for a list of one.</summary>
    public double[] NumberOrList(string field) =>
        Has(field) && _fields[field].ValueKind == JsonValueKind.Number ? [Number(field)] : NumberList(field);

    public void RefuseUnknown()
    {
        string? unknown = _fields.Keys.FirstOrDefault(name => !_known.Contains(name));
        if (unknown is not null)
        {
            string shown = unknown.Length > 60 ? string.Concat(unknown.AsSpan(0, 60), "...") : unknown;
            throw ProblemRules.Refuse(shown, "an unknown field", $"only {string.Join(", ", _known)}");
        }
    }

    private static ProblemException Missing(string field, string expected) => ProblemRules.Refuse(field, "nothing", expected);

    private T[] List<T>(string field, Func<string, JsonElement, T> read)
    {
        JsonElement element = _fields[field];
        if (element.ValueKind != JsonValueKind.Array)
        {
            throw ProblemRules.Refuse(field, Describe(element), "a list");
        }

        return [.. element.EnumerateArray().Select((item, i) => read($"{field}[{i}]", item))];
    }

    private static int Whole(string field, JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int value)
            ? value
            : throw ProblemRules.Refuse(field, Describe(element), "a whole number");

    private static double Number(string field, JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double value) && double.IsFinite(value)
            ? value
            : throw ProblemRules.Refuse(field, Describe(element), "a finite number");

    private static string Describe(JsonElement element)
    {
        string text = element.GetRawText();
        return text.Length > 60 ? string.Concat(text.AsSpan(0, 60), "...") : text;
    }
}
