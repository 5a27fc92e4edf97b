using System.Text.Json;
using NCVerify.Numerics;

namespace NCVerify.Conformance;

/// <summary>Numbers in evidence: plain JSON numbers, and the texts "NaN", "Infinity" and "-Infinity" for what JSON cannot write.</summary>
internal static class NumberJson
{
    public static void Write(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteStringValue(Exact.Format(value));
        }
    }

    /// <summary>Whether a JSON text looks like a number: one that JSON cannot write, or one in quotes, which <see cref="Read"/> refuses.</summary>
    public static bool IsNumber(string text) => text is "NaN" or "Infinity" or "-Infinity" || Exact.TryParse(text, out _);

    public static double Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.String => reader.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            string text => throw new JsonException($"expected a number, \"NaN\", \"Infinity\" or \"-Infinity\"; found the text \"{text}\"."),
            null => throw new JsonException("expected a number; found null."),
        },
        _ => throw new JsonException($"expected a number; found {reader.TokenType}."),
    };
}
