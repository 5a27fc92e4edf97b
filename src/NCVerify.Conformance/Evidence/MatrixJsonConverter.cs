using System.Text.Json;
using System.Text.Json.Serialization;
using NCVerify.Numerics;

namespace NCVerify.Conformance;

/// <summary>A matrix as a JSON list of rows, each a list of numbers.</summary>
public sealed class MatrixJsonConverter : JsonConverter<Matrix>
{
    /// <inheritdoc/>
    public override Matrix Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("a matrix is a list of rows.");
        }

        List<IReadOnlyList<double>> rows = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            rows.Add(ReadRow(ref reader));
        }

        return FromRows(rows);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Matrix value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartArray();
        for (int i = 0; i < value.Rows; i++)
        {
            writer.WriteStartArray();
            foreach (double entry in value.Row(i))
            {
                NumberJson.Write(writer, entry);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    internal static double[] ReadRow(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("a row of a matrix is a list of numbers.");
        }

        List<double> row = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            row.Add(NumberJson.Read(ref reader));
        }

        return [.. row];
    }

    internal static Matrix FromRows(List<IReadOnlyList<double>> rows) => rows.TrueForAll(r => r.Count == rows[0].Count)
        ? Matrix.FromRows(rows)
        : throw new JsonException("the rows of a matrix must have the same length.");
}
