using System.IO.Compression;
using NCVerify.Numerics;

namespace NCVerify.Conformance;

/// <summary>The bytes of an evidence file, plain or compressed with gzip; its first two bytes tell which.</summary>
public static class EvidenceStream
{
    /// <summary>Longest content that a compressed file may have, in bytes: one that was made to burst is refused.</summary>
    public const long LongestContent = 1L << 30;

    /// <summary>Whether a file begins as gzip does.</summary>
    public static bool IsCompressed(string path)
    {
        using FileStream file = Share(path);
        return file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
    }

    /// <summary>The content of an evidence file.</summary>
    /// <exception cref="EvidenceException">While reading: compressed content that is broken or longer than <see cref="LongestContent"/>.</exception>
    public static Stream Open(string path)
    {
        bool compressed = IsCompressed(path);
        FileStream file = Share(path);
        return compressed ? new Bounded(path, new GZipStream(file, CompressionMode.Decompress)) : file;
    }

    /// <summary>Compresses content; the same content gives the same bytes.</summary>
    public static byte[] Compress(ReadOnlySpan<byte> content)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }

    private static FileStream Share(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    private sealed class Bounded(string path, GZipStream inner) : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _read;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read;
            try
            {
                read = inner.Read(buffer, offset, count);
            }
            catch (InvalidDataException e)
            {
                throw new EvidenceException($"{path}: the compressed file is broken: {e.Message}", e);
            }

            _read += read;
            return _read <= LongestContent ? read : throw new EvidenceException($"{path}: the compressed file holds more than {LongestContent.ToString(Exact.Culture)} bytes; this is not an evidence file.");
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
