using System.Text.Json;
using System.Text.Json.Serialization;
using NCVerify.Claims;

namespace NCVerify.Conformance;

/// <summary>
/// A quantity as plain JSON: a number, true or false, a text, a list of numbers, of truth values or of texts, a list of
/// rows, or an object of quantities. The texts NaN, Infinity and -Infinity are numbers. An empty list reads as a vector.
/// </summary>
public sealed class QuantityJsonConverter : JsonConverter<Quantity>
{
    /// <inheritdoc/>
    public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True => new Quantity.Flag(true),
        JsonTokenType.False => new Quantity.Flag(false),
        JsonTokenType.String when !NumberJson.IsNumber(reader.GetString()!) => new Quantity.Text(reader.GetString()!),
        JsonTokenType.StartArray => ReadList(ref reader),
        JsonTokenType.StartObject => ReadGroup(ref reader, options),
        _ => new Quantity.Scalar(NumberJson.Read(ref reader)),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        switch (value)
        {
            case Quantity.Scalar(double number):
                NumberJson.Write(writer, number);
                break;
            case Quantity.Flag(bool flag):
                writer.WriteBooleanValue(flag);
                break;
            case Quantity.Vector(IReadOnlyList<double> numbers):
                writer.WriteStartArray();
                foreach (double number in numbers)
                {
                    NumberJson.Write(writer, number);
                }

                writer.WriteEndArray();
                break;
            case Quantity.Flags(IReadOnlyList<bool> flags):
                writer.WriteStartArray();
                foreach (bool flag in flags)
                {
                    writer.WriteBooleanValue(flag);
                }

                writer.WriteEndArray();
                break;
            case Quantity.Text(string text):
                writer.WriteStringValue(text);
                break;
            case Quantity.Texts(IReadOnlyList<string> texts):
                writer.WriteStartArray();
                foreach (string text in texts)
                {
                    writer.WriteStringValue(text);
                }

                writer.WriteEndArray();
                break;
            case Quantity.Table table:
                JsonSerializer.Serialize(writer, table.Values, options);
                break;
            case Quantity.Group(IReadOnlyDictionary<string, Quantity> members):
                writer.WriteStartObject();
                foreach ((string name, Quantity member) in members)
                {
                    writer.WritePropertyName(name);
                    Write(writer, member, options);
                }

                writer.WriteEndObject();
                break;
            default:
                throw new JsonException($"a quantity of type {value?.GetType().Name ?? "null"} cannot be written.");
        }
    }

    private static Quantity ReadList(ref Utf8JsonReader reader)
    {
        List<double> numbers = [];
        List<bool> flags = [];
        List<string> texts = [];
        List<IReadOnlyList<double>> rows = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.True or JsonTokenType.False:
                    flags.Add(reader.GetBoolean());
                    break;
                case JsonTokenType.String when !NumberJson.IsNumber(reader.GetString()!):
                    texts.Add(reader.GetString()!);
                    break;
                case JsonTokenType.StartArray:
                    rows.Add(MatrixJsonConverter.ReadRow(ref reader));
                    break;
                default:
                    numbers.Add(NumberJson.Read(ref reader));
                    break;
            }
        }

        return (numbers.Count, flags.Count, rows.Count, texts.Count) switch
        {
            (_, 0, 0, 0) => new Quantity.Vector(numbers),
            (0, _, 0, 0) => new Quantity.Flags(flags),
            (0, 0, _, 0) => new Quantity.Table(MatrixJsonConverter.FromRows(rows)),
            (0, 0, 0, _) => new Quantity.Texts(texts),
            _ => throw new JsonException("a list must hold numbers only, truth values only, texts only, or rows only."),
        };
    }

    private static Quantity.Group ReadGroup(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        OrderedDictionary<string, Quantity> members = new(StringComparer.Ordinal);
        QuantityJsonConverter inner = new();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (!members.TryAdd(name, inner.Read(ref reader, typeof(Quantity), options)))
            {
                throw new JsonException($"the quantity \"{name}\" stands twice in one group.");
            }
        }

        return new(members);
    }
}
