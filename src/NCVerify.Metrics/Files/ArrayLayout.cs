using System.Numerics;

namespace NCVerify.Metrics;

/// <summary>An array in a file, as its header declares it: where the numbers start, how they are stored, and their shape.</summary>
/// <param name="Bytes">Where the bytes are.</param>
/// <param name="Offset">Where the numbers start, in (uncompressed) bytes.</param>
/// <param name="Element">How a number is stored.</param>
/// <param name="Shape">The shape; the first axis counts samples.</param>
/// <param name="FortranOrder">Whether the first axis varies fastest.</param>
internal sealed record ArrayLayout(ArrayBytes Bytes, long Offset, ElementType Element, long[] Shape, bool FortranOrder)
{
    /// <summary>The file, and where there is one the member, as the user named it.</summary>
    public string Path => Bytes.Name;

    /// <summary>Where the numbers must end; null for the end of the bytes.</summary>
    public long? End { get; init; }

    /// <summary>Length of the first axis.</summary>
    public long Rows => Shape[0];

    /// <summary>Product of the other axes.</summary>
    public long Columns => Shape.Skip(1).Aggregate(1L, (a, b) => checked(a * b));

    /// <summary>Declared length of the numbers in bytes.</summary>
    public long DataBytes => checked(Rows * Columns * Element.Size);

    /// <summary>The shape as NumPy writes it.</summary>
    public string ShapeText => "(" + string.Join(", ", Shape) + (Shape.Length == 1 ? ",)" : ")");

    /// <summary>
    /// Checks, before anything is allocated from the declared shape, that the file holds exactly the bytes it declares.
    /// A compressed file is decompressed once for that, no further than the declared length, and thrown away.
    /// </summary>
    /// <exception cref="FeatureFileException">It holds fewer or more.</exception>
    public ArrayLayout Verified()
    {
        BigInteger declared = Shape.Aggregate((BigInteger)Element.Size, (a, b) => a * b) + Offset;
        BigInteger most = End ?? Bytes.MostBytes();
        if (declared > most)
        {
            throw Truncated($"its header declares shape {ShapeText} of {Element.Code}, {declared} bytes with the header, but the file can hold at most {most}");
        }

        if (Bytes.Plain)
        {
            return declared == most ? this : throw TooLong((long)declared);
        }

        using ArrayStream stream = ArrayStream.Open(this);
        stream.Skip(DataBytes);
        stream.ExpectEnd();
        return this;
    }

    public FeatureFileException Truncated(string problem, Exception? inner = null) =>
        new(Path, problem, "It is truncated or damaged: copy or write it again", inner);

    public FeatureFileException TooLong(long declared) =>
        new(Path, $"it goes on after the {declared} bytes that its header declares", "Write one array per file");
}
