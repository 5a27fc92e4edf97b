using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace NCVerify.Metrics.Tests;

/// <summary>Bytes of .npy and IDX files, written from the format descriptions.</summary>
internal static class FileBytes
{
    public static byte[] Npy(string descr, string shape, byte[] data, bool fortran = false, int major = 1) =>
        NpyWithHeader($"{{'descr': '{descr}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}", data, major);

    public static byte[] NpyWithHeader(string header, byte[] data, int major = 1)
    {
        int prefix = major == 1 ? 10 : 12;
        string padded = header + new string(' ', 63 - ((prefix + header.Length) % 64)) + "\n";
        byte[] start = [0x93, .. "NUMPY"u8, (byte)major, 0];
        var length = new byte[prefix - 8];
        if (major == 1)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)padded.Length);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)padded.Length);
        }

        return [.. start, .. length, .. Encoding.Latin1.GetBytes(padded), .. data];
    }

    public static byte[] Npy(float[] values, string shape) => Npy("<f4", shape, Of<float>(values));

    public static byte[] Labels(params long[] values) => Npy("<i8", $"({values.Length},)", Of<long>(values));

    public static byte[] Of<T>(ReadOnlySpan<T> values)
        where T : struct => MemoryMarshal.AsBytes(values).ToArray();

    /// <summary>Reverses the bytes of each element.</summary>
    public static byte[] Swapped(byte[] data, int size) => [.. data.Chunk(size).SelectMany(chunk => chunk.Reverse())];

    public static byte[] Idx(byte type, int[] shape, byte[] data)
    {
        byte[] axes = [.. shape.SelectMany(n => new[] { (byte)(n >> 24), (byte)(n >> 16), (byte)(n >> 8), (byte)n })];
        return [0, 0, type, (byte)shape.Length, .. axes, .. data];
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.SmallestSize))
        {
            gzip.Write(bytes);
        }

        return output.ToArray();
    }

    public static double[] ReadAll(FeatureSource source, int rowsPerBlock = 3)
    {
        var all = new List<double>();
        var block = new double[rowsPerBlock * source.Dimension];
        using FeatureCursor cursor = source.Open();
        while (cursor.Read(block) is > 0 and int rows)
        {
            all.AddRange(block.AsSpan(0, rows * source.Dimension));
        }

        return [.. all];
    }

    public static long[] ReadAll(LabelSource source)
    {
        var all = new List<long>();
        var block = new long[2];
        using LabelCursor cursor = source.Open();
        while (cursor.Read(block) is > 0 and int count)
        {
            all.AddRange(block.AsSpan(0, count));
        }

        return [.. all];
    }
}
