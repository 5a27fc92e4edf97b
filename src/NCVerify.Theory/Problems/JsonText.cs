using System.Buffers;
using System.Text;
using System.Text.Json;
using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>Writing JSON: numbers as the shortest text that reads back to the same double, what is not finite as null.</summary>
internal static class JsonText
{
    public static string Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            content(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>Writes to a temporary name beside the file, then moves.</summary>
    public static void Save(string text, string path)
    {
        string temporary = path + ".part";
        try
        {
            File.WriteAllText(temporary, text);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    public static void Number(Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    public static void List(Utf8JsonWriter writer, string name, IEnumerable<int> values)
    {
        writer.WriteStartArray(name);
        foreach (int value in values)
        {
            writer.WriteNumberValue(value);
        }

        writer.WriteEndArray();
    }

    public static void List(Utf8JsonWriter writer, string name, IEnumerable<double> values)
    {
        writer.WritePropertyName(name);
        List(writer, values);
    }

    public static void OptionalList(Utf8JsonWriter writer, string name, IEnumerable<int>? values)
    {
        if (values is not null)
        {
            List(writer, name, values);
        }
    }

    public static void OptionalList(Utf8JsonWriter writer, string name, IEnumerable<double>? values)
    {
        if (values is not null)
        {
            List(writer, name, values);
        }
    }

    /// <summary>Rows x columns as a list of rows.</summary>
    public static void MatrixValue(Utf8JsonWriter writer, Matrix matrix)
    {
        writer.WriteStartArray();
        foreach (double[] row in matrix.ToRows())
        {
            List(writer, row);
        }

        writer.WriteEndArray();
    }

    // One line per list of numbers: matrices stay readable and files short.
    private static void List(Utf8JsonWriter writer, IEnumerable<double> values) =>
        writer.WriteRawValue("[" + string.Join(", ", values.Select(x => double.IsFinite(x) ? Exact.Format(x) : "null")) + "]");
}
