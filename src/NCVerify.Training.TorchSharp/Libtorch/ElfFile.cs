using System.Buffers.Binary;

namespace NCVerify.Training.Libtorch;

/// <summary>
/// Whether a shared library of Linux is all there. The loader maps the pages that the file's header speaks of without a look at
/// its length; where the file ends before, the first access kills the process (SIGBUS), which no program can catch.
/// </summary>
internal static class ElfFile
{
    // The ELF-64 object file format: file header, then offsets within it and within a program header.
    private const int HeaderBytes = 64;
    private const int ProgramHeaderBytes = 56;

    /// <summary>Bytes that a file should have at least: to the end of its segments and of both tables of headers.</summary>
    /// <param name="file">From its beginning; the position is moved.</param>
    /// <returns>Zero where it is no 64-bit little-endian ELF file: that the loader refuses by itself.</returns>
    public static long LeastLength(Stream file)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (!Read(file, 0, header) || !header.StartsWith((ReadOnlySpan<byte>)[0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1]))
        {
            return 0;
        }

        long segments = Long(header[0x20..]), sections = Long(header[0x28..]);
        int segmentBytes = Short(header[0x36..]), segmentCount = Short(header[0x38..]);
        long least = Math.Max(segments + (segmentBytes * segmentCount), sections + (Short(header[0x3A..]) * Short(header[0x3C..])));
        Span<byte> segment = stackalloc byte[ProgramHeaderBytes];
        for (int i = 0; i < segmentCount && Read(file, segments + (i * segmentBytes), segment); i++)
        {
            least = Math.Max(least, Long(segment[0x08..]) + Long(segment[0x20..]));
        }

        return least;
    }

    private static bool Read(Stream file, long offset, Span<byte> into)
    {
        if (offset < 0 || offset > file.Length - into.Length)
        {
            return false;
        }

        file.Position = offset;
        file.ReadExactly(into);
        return true;
    }

    private static long Long(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes);

    private static int Short(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
