using System.Text.Json;
using NCVerify.Claims;
using NCVerify.Numerics;

namespace NCVerify.Cli.Commands;

/// <summary>Parameters of predictions, as given by --set NAME=VALUE or in JSON.</summary>
internal static class Assignments
{
    /// <summary>Parses NAME=VALUE; a value is a number, a list of numbers (with or without brackets), null or a text.</summary>
    public static OrderedDictionary<string, object?> Parse(IEnumerable<string> assignments)
    {
        var parameters = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (string assignment in assignments)
        {
            int equals = assignment.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new CliException($"--set takes NAME=VALUE, for instance n=6,5,3,2; '{assignment}' has no {(equals < 0 ? "'='" : "name before '='")}.");
            }

            string name = assignment[..equals], value = assignment[(equals + 1)..];
            if (!parameters.TryAdd(name, Value(name, value)))
            {
                throw new CliException($"--set {name} is given twice.");
            }
        }

        return parameters;
    }

    /// <summary>Reads a JSON object of parameters.</summary>
    public static OrderedDictionary<string, object?> Read(JsonElement parameters)
    {
        var result = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (JsonProperty property in parameters.EnumerateObject())
        {
            result.Add(property.Name, property.Value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => property.Value.GetString(),
                JsonValueKind.Number => Finite(property.Name, property.Value),
                JsonValueKind.Array when property.Value.EnumerateArray().All(x => x.ValueKind == JsonValueKind.Number) => property.Value.EnumerateArray().Select(x => Finite(property.Name, x)).ToArray(),
                _ => throw new CliException($"Parameter '{property.Name}' must be a number, a list of numbers, a text or null; it is {property.Value.GetRawText()}."),
            });
        }

        return result;
    }

    /// <summary>The parameters as a claim takes them.</summary>
    public static ParameterSet ToSet(OrderedDictionary<string, object?> parameters) =>
        parameters.Aggregate(new ParameterSet(), (set, p) => set.Set(p.Key, p.Value));

    private static object? Value(string name, string text)
    {
        string inner = text.Trim();
        bool bracketed = inner.StartsWith('[') && inner.EndsWith(']');
        if (inner.Length == 0)
        {
            throw new CliException($"--set {name}= has no value; give a number, a list of numbers, null or a text.");
        }

        if (inner == "null")
        {
            return null;
        }

        string[] parts = (bracketed ? inner[1..^1] : inner).Split(',', StringSplitOptions.TrimEntries);
        if (bracketed && parts is [""])
        {
            return Array.Empty<double>();
        }

        var numbers = new double[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!Exact.TryParse(parts[i], out numbers[i]))
            {
                // A text is a text; a list that starts as numbers and does not stay so is a slip.
                return i == 0 && !bracketed ? inner : throw new CliException($"--set {name}={text}: '{parts[i]}' is not a number.");
            }

            RequireFinite(name, numbers[i], parts[i]);
        }

        return numbers is [double one] && !bracketed ? one : numbers;
    }

    private static double Finite(string name, JsonElement number)
    {
        double value = number.GetDouble();
        RequireFinite(name, value, number.GetRawText());
        return value;
    }

    private static void RequireFinite(string name, double value, string text)
    {
        if (!double.IsFinite(value))
        {
            throw new CliException($"Parameter '{name}' must be finite; '{text}' was given.");
        }
    }
}
