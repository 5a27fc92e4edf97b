using System.IO.Compression;

namespace NCVerify.Metrics;

/// <summary>
/// Reads a batch of CIFAR-10 in its binary version, plain or gzip: records of a label byte and 3 x 32 x 32 pixel bytes
/// (red, green, blue; rows from the top), at most 10,000 of them.
/// </summary>
public static class CifarFile
{
    private const int Side = 32;
    private const int Channels = 3;
    private const int Pixels = Channels * Side * Side;
    private const int Record = Pixels + 1;
    private const int MostRecords = 10_000;
    private const byte MostLabel = 9;

    /// <summary>All images with their labels, in file order.</summary>
    /// <exception cref="FeatureFileException">The file is missing, damaged, no whole number of records, too long, or holds a label above 9.</exception>
    public static LabelledImages Read(string path)
    {
        byte[] bytes = Bytes(path);
        int count = bytes.Length / Record;
        if (count == 0 || count * Record != bytes.Length)
        {
            throw new FeatureFileException(path, $"it has {bytes.Length} bytes, which is not a positive multiple of {Record} (a label and {Pixels} pixels)", "It is truncated or no CIFAR-10 batch: download it again");
        }

        byte[] pixels = new byte[count * Pixels], labels = new byte[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = bytes[i * Record];
            bytes.AsSpan((i * Record) + 1, Pixels).CopyTo(pixels.AsSpan(i * Pixels));
        }

        int wrong = Array.FindIndex(labels, c => c > MostLabel);
        return wrong < 0
            ? new LabelledImages(Channels, Side, Side, pixels, labels)
            : throw new FeatureFileException(path, $"record {wrong} has label {labels[wrong]}; expected 0 to {MostLabel}", "It is no CIFAR-10 batch: download it again");
    }

    private static byte[] Bytes(string path)
    {
        using FileStream file = ArrayBytes.OpenFile(path);
        byte[] bytes = new byte[(MostRecords * Record) + 1];
        try
        {
            bool gzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            using Stream stream = gzip ? new GZipStream(file, CompressionMode.Decompress) : file;
            int count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return count < bytes.Length
                ? bytes[..count]
                : throw new FeatureFileException(path, $"it goes on after {MostRecords} records of {Record} bytes", "It is no CIFAR-10 batch: download it again");
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new FeatureFileException(path, "it cannot be decompressed or read (" + e.Message.TrimEnd('.') + ")", "It is truncated or damaged: download it again", e);
        }
    }
}
