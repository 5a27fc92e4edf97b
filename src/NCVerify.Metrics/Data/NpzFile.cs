using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Text;

namespace NCVerify.Metrics;

/// <summary>
/// Writes and reads .npz files: zip archives of .npy arrays, as numpy.savez writes them. Values are kept exactly: as float32
/// where all of them are float32 values, otherwise as float64; whole numbers as int64; bytes as uint8.
/// </summary>
public static class NpzFile
{
    // Archives made of the same arrays are the same bytes: the earliest time that a zip archive can hold.
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the arrays beside <paramref name="path"/> and moves the file there, so that a crash leaves the old file or the new one.</summary>
    /// <param name="path">Where to; its folder is made.</param>
    /// <param name="arrays">Names (without .npy), shapes and values, in order.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<NpzArray> arrays)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        string temporary = $"{full}.{Guid.NewGuid():n}.tmp";
        try
        {
            using (var archive = new ZipArchive(File.Create(temporary), ZipArchiveMode.Create))
            {
                foreach (NpzArray array in arrays)
                {
                    ZipArchiveEntry entry = archive.CreateEntry(array.Name + ".npy", CompressionLevel.NoCompression);
                    entry.LastWriteTime = Time;
                    using Stream stream = entry.Open();
                    WriteArray(stream, array);
                }
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Reads all arrays, in the order of the archive; numbers become doubles (64-bit integers beyond 2^53 are rounded).</summary>
    /// <exception cref="FeatureFileException">The file is missing, damaged, or no .npz file.</exception>
    public static IReadOnlyList<NpzArray> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return ArrayFormat.Arrays(path) is { } members
            ? [.. members.Select(member => ReadArray(path, Containers.ShortName(member)))]
            : throw new FeatureFileException(path, "it is no .npz file", "Name a file that numpy.savez or this program wrote");
    }

    private static NpzArray ReadArray(string path, string name)
    {
        ArrayLayout layout = ArrayFormat.ReadHeader(path + ":" + name, ArrayRole.Features);
        if (layout.Shape.Aggregate(1.0, (a, b) => a * b) > Array.MaxLength / sizeof(double) || layout.FortranOrder)
        {
            throw new FeatureFileException(layout.Path, $"its shape is {layout.ShapeText}{(layout.FortranOrder ? " in Fortran order" : "")}", "It is too large, or not written by this program");
        }

        layout = (layout.Shape.Length == 0 ? layout with { Shape = [1] } : layout).Verified();
        byte[] bytes = new byte[layout.DataBytes];
        using (ArrayStream stream = ArrayStream.Open(layout))
        {
            stream.ReadExactly(bytes);
        }

        double[] values = new double[bytes.Length / layout.Element.Size];
        layout.Element.Decode(bytes, values);
        return new(name, [.. layout.Shape.Select(n => (int)n)], values, layout.Element is { Kind: ElementKind.Unsigned, Size: 1 } ? NpzKind.Bytes : layout.Element.IsInteger ? NpzKind.Whole : NpzKind.Real);
    }

    private static void WriteArray(Stream stream, NpzArray array)
    {
        bool single = array.Kind == NpzKind.Real && Array.TrueForAll(array.Values, x => (float)x == x || double.IsNaN(x));
        (string type, int size) = array.Kind switch
        {
            NpzKind.Whole => ("<i8", 8),
            NpzKind.Bytes => ("|u1", 1),
            _ => single ? ("<f4", 4) : ("<f8", 8),
        };
        string shape = string.Join(", ", array.Shape.Select(n => FormattableString.Invariant($"{n}"))) + (array.Shape.Count == 1 ? "," : "");
        WriteHeader(stream, $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({shape}), }}");
        byte[] block = new byte[size * Math.Min(array.Values.Length, 1 << 13)];
        foreach (ReadOnlyMemory<double> chunk in Chunks(array.Values, 1 << 13))
        {
            for (int i = 0; i < chunk.Length; i++)
            {
                Put(block.AsSpan(i * size, size), chunk.Span[i], array.Kind, single);
            }

            stream.Write(block, 0, chunk.Length * size);
        }
    }

    private static void Put(Span<byte> target, double value, NpzKind kind, bool single)
    {
        switch (kind)
        {
            case NpzKind.Whole:
                BinaryPrimitives.WriteInt64LittleEndian(target, (long)value);
                break;
            case NpzKind.Bytes:
                target[0] = (byte)value;
                break;
            default:
                if (single)
                {
                    BinaryPrimitives.WriteSingleLittleEndian(target, (float)value);
                }
                else
                {
                    BinaryPrimitives.WriteDoubleLittleEndian(target, value);
                }

                break;
        }
    }

    // Version 1.0: magic, version, length of the header, header padded with spaces to a multiple of 64, newline.
    private static void WriteHeader(Stream stream, string header)
    {
        string padded = header.PadRight(header.Length + 63 - ((10 + header.Length) % 64)) + "\n";
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, checked((ushort)padded.Length));
        stream.Write([.. NpyHeader.Magic, 1, 0]);
        stream.Write(length);
        stream.Write(Encoding.ASCII.GetBytes(padded));
    }

    private static IEnumerable<ReadOnlyMemory<double>> Chunks(double[] values, int size)
    {
        for (int i = 0; i < values.Length; i += size)
        {
            yield return values.AsMemory(i, Math.Min(size, values.Length - i));
        }
    }
}

/// <summary>How the values of an array in a .npz file are stored.</summary>
public enum NpzKind
{
    /// <summary>float32 where that is exact, otherwise float64.</summary>
    Real,

    /// <summary>int64.</summary>
    Whole,

    /// <summary>uint8.</summary>
    Bytes,
}

/// <summary>An array of a .npz file.</summary>
/// <param name="Name">Name without .npy.</param>
/// <param name="Shape">Lengths of the axes, last one fastest.</param>
/// <param name="Values">As many as the product of the shape.</param>
/// <param name="Kind">How they are stored.</param>
[SuppressMessage("Performance", "CA1815", Justification = "Compared nowhere.")]
public sealed record NpzArray(string Name, IReadOnlyList<int> Shape, double[] Values, NpzKind Kind = NpzKind.Real)
{
    /// <summary>Text as bytes of UTF-8.</summary>
    public static NpzArray Text(string name, string text)
    {
        double[] bytes = [.. Encoding.UTF8.GetBytes(text).Select(b => (double)b)];
        return new(name, [bytes.Length], bytes, NpzKind.Bytes);
    }

    /// <summary>The bytes as text in UTF-8.</summary>
    public string AsText() => Encoding.UTF8.GetString([.. Values.Select(v => (byte)v)]);
}
