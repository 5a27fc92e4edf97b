using System.Buffers.Binary;

namespace NCVerify.Metrics;

/// <summary>
/// Reads the header of the IDX format in which MNIST is published: two zero bytes, element type, number of axes, the
/// axes as big-endian 32-bit lengths; then the numbers, big-endian, last axis fastest.
/// </summary>
internal static class IdxHeader
{
    public static bool Matches(ReadOnlySpan<byte> start) =>
        start.Length >= 4 && start[0] == 0 && start[1] == 0 && TypeOf(start[2]) is not null && start[3] is >= 1 and <= 8;

    public static ArrayLayout Read(ArrayBytes bytes, Stream stream)
    {
        string path = bytes.Name;
        Span<byte> start = stackalloc byte[4 + (8 * sizeof(uint))];
        Fill(path, stream, start[..4]);
        int axes = start[3];
        ElementType element = TypeOf(start[2])!.Value;
        Fill(path, stream, start.Slice(4, axes * sizeof(uint)));
        var shape = new long[axes];
        for (int i = 0; i < axes; i++)
        {
            shape[i] = BinaryPrimitives.ReadUInt32BigEndian(start[(4 + (i * sizeof(uint)))..]);
        }

        return new ArrayLayout(bytes, 4 + (axes * sizeof(uint)), element, shape, FortranOrder: false);
    }

    private static ElementType? TypeOf(byte code) => code switch
    {
        0x08 => new(ElementKind.Unsigned, 1, true),
        0x09 => new(ElementKind.Signed, 1, true),
        0x0B => new(ElementKind.Signed, 2, true),
        0x0C => new(ElementKind.Signed, 4, true),
        0x0D => new(ElementKind.Float, 4, true),
        0x0E => new(ElementKind.Float, 8, true),
        _ => null,
    };

    private static void Fill(string path, Stream stream, Span<byte> bytes)
    {
        try
        {
            stream.ReadExactly(bytes);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new FeatureFileException(path, "it ends inside its header", "It is truncated or damaged: copy or write it again", e);
        }
    }
}
