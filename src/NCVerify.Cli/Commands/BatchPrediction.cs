using System.Text.Json;
using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;

namespace NCVerify.Cli.Commands;

/// <summary>Answers a JSON list of {"claim", "parameters"}: every item that can be predicted is, whatever becomes of the others.</summary>
internal static class BatchPrediction
{
    private static readonly string[] Answers = ["quantities", "error"];

    /// <summary>Writes the list with "quantities" or "error" added to each item; other fields stay as they are.</summary>
    /// <returns>How many items could not be predicted.</returns>
    /// <exception cref="CliException">The document is not a list of objects.</exception>
    public static int Answer(JsonElement list, string file, Utf8JsonWriter writer, CancellationToken token)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw new CliException($"{file}: a JSON list of {{\"claim\", \"parameters\"}} is expected; this is {Kind(list)}.");
        }

        foreach ((int index, JsonElement item) in list.EnumerateArray().Index().Where(x => x.Item.ValueKind != JsonValueKind.Object))
        {
            throw new CliException($"{file}: item [{index.ToString(Exact.Culture)}] must be an object {{\"claim\", \"parameters\"}}; it is {Kind(item)}.");
        }

        int failed = 0;
        writer.WriteStartArray();
        foreach (JsonElement item in list.EnumerateArray())
        {
            token.ThrowIfCancellationRequested();
            writer.WriteStartObject();
            foreach (JsonProperty property in item.EnumerateObject().Where(p => !Answers.Contains(p.Name, StringComparer.Ordinal)))
            {
                property.WriteTo(writer);
            }

            failed += AnswerOne(item, writer) ? 0 : 1;
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        return failed;
    }

    /// <summary>Writes quantities as an object, numbers round-trip exact.</summary>
    public static void WriteQuantities(Utf8JsonWriter writer, Prediction prediction)
    {
        writer.WriteStartObject();
        foreach ((string name, Quantity quantity) in prediction)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, quantity, EvidenceJson.Options);
        }

        writer.WriteEndObject();
    }

    private static bool AnswerOne(JsonElement item, Utf8JsonWriter writer)
    {
        Prediction prediction;
        try
        {
            prediction = Predict(item);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // One item's failure, of whatever kind, must not take the answers of the others with it.
            writer.WriteString("error", e is CliException or ParameterException or Theory.ProblemException ? e.Message : $"{e.GetType().Name}: {e.Message}");
            return false;
        }

        writer.WritePropertyName("quantities");
        WriteQuantities(writer, prediction);
        return true;
    }

    private static Prediction Predict(JsonElement item)
    {
        if (!item.TryGetProperty("claim", out JsonElement claim) || claim.ValueKind != JsonValueKind.String)
        {
            throw new CliException("The item needs \"claim\", a text.");
        }

        if (!item.TryGetProperty("parameters", out JsonElement parameters) || parameters.ValueKind != JsonValueKind.Object)
        {
            throw new CliException("The item needs \"parameters\", an object.");
        }

        return ClaimLookup.Predict(ClaimLookup.Find(claim.GetString()!), Assignments.ToSet(Assignments.Read(parameters)));
    }

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a truth value",
    };
}
