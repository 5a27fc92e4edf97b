using System.Text.Json;
using NCVerify.Numerics;

namespace NCVerify.Claims.Tests;

/// <summary>One item of the reference values: computed in 30 to 40 digits by code that shares nothing with the product.</summary>
public sealed record ReferenceItem(string Claim, ParameterSet Parameters, JsonElement Quantities, string Name)
{
    public override string ToString() => Name;

    public static IEnumerable<ReferenceItem> All()
    {
        foreach (string path in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Reference"), "*.json").Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            foreach (JsonElement item in document.RootElement.EnumerateArray())
            {
                string claim = item.GetProperty("claim").GetString()!;
                JsonElement parameters = item.GetProperty("parameters");
                yield return new(claim, ParametersOf(parameters), item.GetProperty("quantities").Clone(), $"{claim} {parameters.GetRawText()}");
            }
        }
    }

    private static ParameterSet ParametersOf(JsonElement element)
    {
        var set = new ParameterSet();
        foreach (JsonProperty property in element.EnumerateObject())
        {
            set.Set(property.Name, property.Value.ValueKind switch
            {
                JsonValueKind.Number => property.Value.GetDouble(),
                JsonValueKind.Array => property.Value.EnumerateArray().Select(x => x.GetDouble()).ToArray(),
                JsonValueKind.String => property.Value.GetString(),
                JsonValueKind.Null => null,
                var kind => throw new InvalidOperationException($"{property.Name} is {kind}"),
            });
        }

        return set;
    }
}

/// <summary>Where a predicted quantity leaves its reference value.</summary>
public static class Deviation
{
    /// <summary>Lists every number off by more than max(1e-12, relative |v|): the accuracy promised for predictions.</summary>
    public static IEnumerable<string> Of(string name, Quantity actual, JsonElement expected, double relative)
    {
        switch (expected.ValueKind, actual)
        {
            case (JsonValueKind.Number, Quantity.Scalar scalar):
                return OfNumber(name, scalar.Value, expected.GetDouble(), relative);
            case (JsonValueKind.True or JsonValueKind.False, Quantity.Flag flag):
                return flag.Value == expected.GetBoolean() ? [] : [$"{name}: {flag.Value}"];
            case (JsonValueKind.String, Quantity.Text text):
                return text.Value == expected.GetString() ? [] : [$"{name}: {text.Value}, {expected.GetString()} expected"];
            case (JsonValueKind.Array, _):
                Quantity[] entries = [.. Entries(actual)];
                JsonElement[] values = [.. expected.EnumerateArray()];
                return entries.Length == values.Length
                    ? entries.SelectMany((q, i) => Of($"{name}[{i}]", q, values[i], relative))
                    : [$"{name}: {entries.Length} entries, {values.Length} expected"];
            case (JsonValueKind.Object, Quantity.Group group):
                return expected.EnumerateObject().SelectMany(p => group.Members.TryGetValue(p.Name, out Quantity? q)
                    ? Of($"{name}.{p.Name}", q, p.Value, relative)
                    : [$"{name}.{p.Name}: missing"]);
            default:
                return [$"{name}: {actual} where {expected.GetRawText()} is expected"];
        }
    }

    private static string[] OfNumber(string name, double actual, double expected, double relative)
    {
        double error = Math.Abs(actual - expected);
        return error <= Math.Max(1e-12, relative * Math.Abs(expected)) ? [] : [$"{name}: {Exact.Format(actual)}, reference {Exact.Format(expected)}, error {Exact.Format(error, 2)}"];
    }

    private static IEnumerable<Quantity> Entries(Quantity quantity) => quantity switch
    {
        Quantity.Vector v => v.Values.Select(x => (Quantity)x),
        Quantity.Flags f => f.Values.Select(x => (Quantity)x),
        Quantity.Texts t => t.Values.Select(x => (Quantity)x),
        Quantity.Table t => t.Values.ToRows().Select(row => (Quantity)row),
        _ => [quantity],
    };
}
