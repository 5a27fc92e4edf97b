using System.Buffers.Binary;
using System.Text;

namespace NCVerify.Metrics;

/// <summary>
/// Reads the header of NumPy's .npy format, versions 1.0, 2.0 and 3.0 (NumPy Enhancement Proposal 1): magic, version,
/// header length, and a Python literal {'descr', 'fortran_order', 'shape'}. Pickled objects are refused, never read.
/// </summary>
internal static class NpyHeader
{
    // A header of plain numbers takes about a hundred bytes; only record types, which are refused anyway, need more.
    private const int LongestHeader = 1 << 16;

    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public static ArrayLayout Read(ArrayBytes bytes, Stream stream)
    {
        string path = bytes.Name;
        Span<byte> start = stackalloc byte[12];
        Fill(path, stream, start[..8]);
        (int major, int minor) = (start[6], start[7]);
        if (major is < 1 or > 3 || minor != 0)
        {
            throw new FeatureFileException(path, $"its .npy format version is {major}.{minor}; 1.0, 2.0 and 3.0 are known", "Write it with numpy.save");
        }

        int width = major == 1 ? 2 : 4;
        Span<byte> lengthBytes = start.Slice(8, width);
        Fill(path, stream, lengthBytes);
        long length = major == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(lengthBytes) : BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes);
        if (length > LongestHeader)
        {
            throw new FeatureFileException(path, $"its header claims {length} bytes; a plain array needs fewer than {LongestHeader}", "Write it with numpy.save from an array of numbers");
        }

        byte[] text = new byte[(int)length];
        Fill(path, stream, text);
        NpyDictionary header = NpyDictionary.Parse(path, (major == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(text));
        return new ArrayLayout(bytes, 8 + width + length, Element(path, header.Descr), header.Shape, header.FortranOrder);
    }

    private static ElementType Element(string path, string descr)
    {
        if (descr.StartsWith('|') && descr[1..] is ['O', ..])
        {
            throw Pickles.Objects(path);
        }

        bool known = descr.Length == 3 && descr[0] is '<' or '>' or '|' or '=';
        ElementType? type = !known ? null : descr[1..] switch
        {
            "f2" or "f4" or "f8" => new(ElementKind.Float, descr[2] - '0', descr[0] == '>'),
            "i1" or "i2" or "i4" or "i8" => new(ElementKind.Signed, descr[2] - '0', descr[0] == '>'),
            "u1" or "u2" or "u4" or "u8" => new(ElementKind.Unsigned, descr[2] - '0', descr[0] == '>'),
            "b1" => new(ElementKind.Boolean, 1, false),
            _ => null,
        };
        return type ?? throw new FeatureFileException(
            path,
            $"its numbers are stored as '{descr}'; f2, f4, f8 and integers of 1 to 8 bytes are read",
            $"Convert it: {Python(path, "a.astype('float32')")}");
    }

    private static string Python(string path, string expression)
    {
        string name = System.IO.Path.GetFileName(path);
        return $"python -c \"import numpy as np; a = np.load('{name}'); np.save('converted.npy', {expression})\"";
    }

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
