using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace NCVerify.Metrics;

/// <summary>The kinds of numbers a file may hold.</summary>
internal enum ElementKind
{
    Float,
    BrainFloat,
    Signed,
    Unsigned,
    Boolean,
}

/// <summary>How one number is stored: kind, size in bytes, byte order. Decodes runs of them.</summary>
internal readonly record struct ElementType(ElementKind Kind, int Size, bool BigEndian)
{
    public bool IsInteger => Kind is not (ElementKind.Float or ElementKind.BrainFloat);

    /// <summary>NumPy's short name, such as f4 or u1.</summary>
    public string Code => (Kind switch
    {
        ElementKind.Float => "f",
        ElementKind.BrainFloat => "bf",
        ElementKind.Signed => "i",
        ElementKind.Unsigned => "u",
        _ => "b",
    }) + Size.ToString(CultureInfo.InvariantCulture);

    /// <summary>Decodes numbers to double: exact, but for 8-byte integers beyond 2^53, which are rounded.</summary>
    public void Decode(ReadOnlySpan<byte> bytes, Span<double> values)
    {
        bool asIs = BitConverter.IsLittleEndian != BigEndian;
        switch (Kind, Size)
        {
            case (ElementKind.Float, 8) when asIs:
                MemoryMarshal.Cast<byte, double>(bytes)[..values.Length].CopyTo(values);
                break;
            case (ElementKind.Float, 4) when asIs:
                SingleToDouble.Widen(MemoryMarshal.Cast<byte, float>(bytes)[..values.Length], values);
                break;
            case (ElementKind.Float, _):
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = Float(bytes.Slice(i * Size, Size));
                }

                break;
            case (ElementKind.BrainFloat, _):
                for (int i = 0; i < values.Length; i++)
                {
                    // bfloat16 is the upper half of a float32.
                    values[i] = BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(2 * i, 2)) << 16);
                }

                break;
            case (ElementKind.Unsigned, 8):
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = (ulong)Integer(bytes.Slice(i * Size, Size));
                }

                break;
            default:
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = Integer(bytes.Slice(i * Size, Size));
                }

                break;
        }
    }

    /// <summary>Decodes integers; an unsigned 8-byte number above the largest signed one comes out negative.</summary>
    public void Decode(ReadOnlySpan<byte> bytes, Span<long> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Integer(bytes.Slice(i * Size, Size));
        }
    }

    private double Float(ReadOnlySpan<byte> b) => Size switch
    {
        2 => (double)(BigEndian ? BinaryPrimitives.ReadHalfBigEndian(b) : BinaryPrimitives.ReadHalfLittleEndian(b)),
        4 => BigEndian ? BinaryPrimitives.ReadSingleBigEndian(b) : BinaryPrimitives.ReadSingleLittleEndian(b),
        _ => BigEndian ? BinaryPrimitives.ReadDoubleBigEndian(b) : BinaryPrimitives.ReadDoubleLittleEndian(b),
    };

    private long Integer(ReadOnlySpan<byte> b) => (Kind, Size) switch
    {
        (ElementKind.Signed, 1) => (sbyte)b[0],
        (_, 1) => b[0],
        (ElementKind.Signed, 2) => BigEndian ? BinaryPrimitives.ReadInt16BigEndian(b) : BinaryPrimitives.ReadInt16LittleEndian(b),
        (_, 2) => BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(b) : BinaryPrimitives.ReadUInt16LittleEndian(b),
        (ElementKind.Signed, 4) => BigEndian ? BinaryPrimitives.ReadInt32BigEndian(b) : BinaryPrimitives.ReadInt32LittleEndian(b),
        (_, 4) => BigEndian ? BinaryPrimitives.ReadUInt32BigEndian(b) : BinaryPrimitives.ReadUInt32LittleEndian(b),
        _ => BigEndian ? BinaryPrimitives.ReadInt64BigEndian(b) : BinaryPrimitives.ReadInt64LittleEndian(b),
    };
}
