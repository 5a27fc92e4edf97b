using System.Buffers.Binary;
using System.Text.Json;

namespace NCVerify.Metrics;

/// <summary>
/// Reads the header of a .safetensors file: the length of a JSON object in 8 bytes, little-endian, then the object with
/// dtype, shape and data_offsets of every tensor, then their bytes one after another. Offsets must tile the rest of the
/// file exactly, as the format asks, so no tensor can point into another, into the header or past the end.
/// </summary>
internal static class SafetensorsHeader
{
    // A header takes about a hundred bytes per tensor; the largest published checkpoints stay below a tenth of this.
    private const long LongestHeader = 1 << 24;
    private const int MostAxes = 32;

    public static bool Matches(ReadOnlySpan<byte> start) =>
        start.Length >= 9 && start[8] == '{' && BinaryPrimitives.ReadUInt64LittleEndian(start) is >= 2 and <= (ulong)uint.MaxValue;

    /// <summary>The tensors by name.</summary>
    public static IReadOnlyDictionary<string, ArrayLayout> Read(string path)
    {
        using FileStream file = ArrayBytes.OpenFile(path);
        Span<byte> prefix = stackalloc byte[8];
        if (file.ReadAtLeast(prefix, 8, throwOnEndOfStream: false) < 8)
        {
            throw Malformed(path, "it ends inside its header");
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > (ulong)Math.Min(LongestHeader, file.Length - 8))
        {
            throw Malformed(path, $"its header claims {length} bytes; the file has {file.Length - 8} after the prefix, and at most {LongestHeader} are read");
        }

        byte[] text = new byte[(int)length];
        file.ReadExactly(text);
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 4 });
            return Tensors(path, json.RootElement, 8 + (long)length, file.Length);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw Malformed(path, "its header is no JSON object of tensors (" + e.Message.TrimEnd('.') + ")");
        }
    }

    private static Dictionary<string, ArrayLayout> Tensors(string path, JsonElement root, long start, long end)
    {
        var tensors = new Dictionary<string, ArrayLayout>(StringComparer.Ordinal);
        var pieces = new List<(long From, long To)>();
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (string.Equals(property.Name, "__metadata__", StringComparison.Ordinal))
            {
                continue;
            }

            JsonElement tensor = property.Value, offsets = tensor.GetProperty("data_offsets"), axes = tensor.GetProperty("shape");
            if (offsets.GetArrayLength() != 2 || axes.GetArrayLength() > MostAxes)
            {
                throw Malformed(path, $"tensor '{property.Name}' needs two data_offsets and at most {MostAxes} axes");
            }

            (long from, long to) = (offsets[0].GetInt64(), offsets[1].GetInt64());
            long[] shape = [.. axes.EnumerateArray().Select(a => a.GetInt64())];
            string dtype = tensor.GetProperty("dtype").GetString() ?? string.Empty;
            ElementType? element = Element(dtype);
            if (from < 0 || to < from || to > end - start || Array.Exists(shape, n => n < 0))
            {
                throw Malformed(path, $"tensor '{property.Name}' lies outside the file (data_offsets {from} to {to} of {end - start} bytes)");
            }

            pieces.Add((from, to));
            if (element is { } known)
            {
                var layout = new ArrayLayout(new ArrayBytes(path, ByteCoding.Plain, property.Name), start + from, known, shape.Length == 0 ? [1] : shape, FortranOrder: false) { End = start + to };
                tensors.Add(property.Name, layout.Verified());
            }
        }

        long place = 0;
        foreach ((long from, long to) in pieces.Order())
        {
            place = from == place ? to : throw Malformed(path, $"its tensors leave a hole or overlap at byte {Math.Min(from, place)} of the data");
        }

        return place == end - start ? tensors : throw Malformed(path, $"its tensors cover {place} of {end - start} bytes");
    }

    private static ElementType? Element(string dtype) => dtype switch
    {
        "F64" => new(ElementKind.Float, 8, false),
        "F32" => new(ElementKind.Float, 4, false),
        "F16" => new(ElementKind.Float, 2, false),
        "BF16" => new(ElementKind.BrainFloat, 2, false),
        "I64" => new(ElementKind.Signed, 8, false),
        "I32" => new(ElementKind.Signed, 4, false),
        "I16" => new(ElementKind.Signed, 2, false),
        "I8" => new(ElementKind.Signed, 1, false),
        "U64" => new(ElementKind.Unsigned, 8, false),
        "U32" => new(ElementKind.Unsigned, 4, false),
        "U16" => new(ElementKind.Unsigned, 2, false),
        "U8" => new(ElementKind.Unsigned, 1, false),
        "BOOL" => new(ElementKind.Boolean, 1, false),
        _ => null,
    };

    private static FeatureFileException Malformed(string path, string why) =>
        new(path, $"it looks like a .safetensors file, but {why}", "Write it with safetensors.numpy.save_file");
}
