namespace NCVerify.Metrics;

/// <summary>Tells file formats apart by their first bytes and reads the header of those that are known.</summary>
internal static class ArrayFormat
{
    public static ArrayLayout ReadHeader(string path)
    {
        if (Directory.Exists(path))
        {
            throw new FeatureFileException(path, "it is a folder", "Name a .npy or IDX file");
        }

        bool compressed = StartOf(path, compressed: false) is [0x1F, 0x8B, ..];
        byte[] start = StartOf(path, compressed);
        using Stream stream = ArrayStream.OpenBytes(path, compressed);
        if (start.AsSpan().StartsWith(NpyHeader.Magic))
        {
            return NpyHeader.Read(path, compressed, stream);
        }

        return IdxHeader.Matches(start) ? IdxHeader.Read(path, compressed, stream) : throw Unknown(path, start);
    }

    private static byte[] StartOf(string path, bool compressed)
    {
        byte[] start = new byte[8];
        using Stream stream = ArrayStream.OpenBytes(path, compressed);
        try
        {
            int count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return start[..count];
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new FeatureFileException(path, "it cannot be decompressed or read (" + e.Message.TrimEnd('.') + ")", "It is truncated or damaged: copy or write it again", e);
        }
    }

    private static FeatureFileException Unknown(string path, byte[] start) => start switch
    {
        [] => new(path, "it is empty", "Name a .npy or IDX file"),
        [(byte)'P', (byte)'K', ..] => new(path, "it is a zip archive (.npz, or a PyTorch checkpoint)", "Save the array alone: np.save('features.npy', np.load('archive.npz')['features']), or for a checkpoint np.save('features.npy', tensor.numpy())"),
        [0x80, >= 2 and <= 5, ..] => NpyHeader.Pickled(path),
        [0x89, (byte)'H', (byte)'D', (byte)'F', ..] => new(path, "it is an HDF5 file", "Save the array alone: np.save('features.npy', h5py.File('file.h5')['features'][:])"),
        _ => new(path, "it is neither a .npy file (first byte 0x93, then NUMPY) nor an IDX file (two zero bytes, a type, a number of axes)", "Write it with numpy.save"),
    };
}
