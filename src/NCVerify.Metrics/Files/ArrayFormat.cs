namespace NCVerify.Metrics;

/// <summary>Tells file formats apart by their first bytes and finds the array that is asked for.</summary>
internal static class ArrayFormat
{
    private const string Known = "Name a .npy, .npz, .safetensors, .csv or IDX file";

    /// <summary>The layout of an array. PATH names a file; PATH:NAME an array in a .npz or .safetensors file.</summary>
    public static ArrayLayout ReadHeader(string place, ArrayRole role)
    {
        (string path, string? member) = Split(place);
        switch (KindOf(path, out byte[] start))
        {
            case FileKind.Zip:
                IReadOnlyList<string> members = Containers.Members(path);
                return ReadPlain(new ArrayBytes(path, ByteCoding.Zip, Choose(path, member, role, members)));
            case FileKind.Safetensors:
                IReadOnlyDictionary<string, ArrayLayout> tensors = SafetensorsHeader.Read(path);
                return tensors[Choose(path, member, role, [.. tensors.Keys])];
            case FileKind.Text:
                throw new FeatureFileException(path, "it is text", "Weights and biases are read from .npy, .npz, .safetensors and IDX files; save them with numpy.save");
            case FileKind.Pickle:
                throw Pickles.Objects(path);
            case FileKind.Unknown:
                throw Unknown(path, start);
        }

        return member is null
            ? ReadPlain(new ArrayBytes(path, IsGzip(path) ? ByteCoding.Gzip : ByteCoding.Plain))
            : throw new FeatureFileException(path, $"it holds a single array, so there is no '{member}' in it", "Name the file alone");
    }

    /// <summary>Whether PATH is a file of text, and the column that PATH:NAME names.</summary>
    public static bool IsText(string place, out string path, out string? column)
    {
        (path, column) = Split(place);
        return KindOf(path, out _) == FileKind.Text;
    }

    /// <summary>The arrays of a file that can hold several; null for a file of one array.</summary>
    public static IReadOnlyList<string>? Arrays(string place)
    {
        (string path, string? member) = Split(place);
        return member is not null ? null : KindOf(path, out _) switch
        {
            FileKind.Zip => Containers.Members(path),
            FileKind.Safetensors => [.. SafetensorsHeader.Read(path).Keys],
            _ => null,
        };
    }

    /// <summary>PATH or PATH:NAME; a file whose name has a colon is meant as it is.</summary>
    public static (string Path, string? Member) Split(string place)
    {
        int colon = place.LastIndexOf(':');
        return colon <= 1 || File.Exists(place) || !File.Exists(place[..colon]) ? (place, null) : (place[..colon], place[(colon + 1)..]);
    }

    private static ArrayLayout ReadPlain(ArrayBytes bytes)
    {
        byte[] start = StartOf(bytes);
        using Stream stream = bytes.Open();
        if (start.AsSpan().StartsWith(NpyHeader.Magic))
        {
            return NpyHeader.Read(bytes, stream);
        }

        return IdxHeader.Matches(start) ? IdxHeader.Read(bytes, stream) : throw Unknown(bytes.Name, start);
    }

    private static string Choose(string path, string? member, ArrayRole role, IReadOnlyList<string> members)
    {
        string? found = member is null
            ? ArrayNames.Find(role, members) ?? (members.Count == 1 && role == ArrayRole.Features ? members[0] : null)
            : members.FirstOrDefault(m => string.Equals(Containers.ShortName(m), member, StringComparison.Ordinal) || string.Equals(m, member, StringComparison.Ordinal));
        return found ?? throw new FeatureFileException(
            path,
            member is null ? $"none of its arrays is named like {role.ToString().ToLowerInvariant()} ({string.Join(", ", ArrayNames.Of(role))})" : $"it has no array '{member}'",
            $"Name one as {Path.GetFileName(path)}:NAME; it has {string.Join(", ", members.Take(20).Select(Containers.ShortName))}");
    }

    private static FileKind KindOf(string path, out byte[] start)
    {
        if (Directory.Exists(path))
        {
            throw new FeatureFileException(path, "it is a folder", Known);
        }

        bool gzip = IsGzip(path);
        start = StartOf(new ArrayBytes(path, gzip ? ByteCoding.Gzip : ByteCoding.Plain));
        ReadOnlySpan<byte> s = start;
        return start switch
        {
            _ when s.StartsWith(NpyHeader.Magic) || IdxHeader.Matches(s) => FileKind.Array,
            [(byte)'P', (byte)'K', 3 or 5, 4 or 6, ..] when !gzip => FileKind.Zip,
            [0x80, >= 2 and <= 5, ..] => FileKind.Pickle,
            _ when !gzip && SafetensorsHeader.Matches(s) => FileKind.Safetensors,
            _ when LooksLikeText(s) => FileKind.Text,
            _ => FileKind.Unknown,
        };
    }

    public static bool LooksLikeText(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
        {
            return true;
        }

        foreach (byte b in start)
        {
            if (b is not ((>= (byte)' ' and <= (byte)'~') or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return false;
            }
        }

        return start.Length > 0;
    }

    private static bool IsGzip(string path) => StartOf(new ArrayBytes(path, ByteCoding.Plain)) is [0x1F, 0x8B, ..];

    private static byte[] StartOf(ArrayBytes bytes)
    {
        byte[] start = new byte[16];
        using Stream stream = bytes.Open();
        try
        {
            int count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return start[..count];
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new FeatureFileException(bytes.Name, "it cannot be decompressed or read (" + e.Message.TrimEnd('.') + ")", "It is truncated or damaged: copy or write it again", e);
        }
    }

    private static FeatureFileException Unknown(string path, byte[] start) => start switch
    {
        [] => new(path, "it is empty", Known),
        [0x89, (byte)'H', (byte)'D', (byte)'F', ..] => new(path, "it is an HDF5 file", "Save the array alone: np.save('features.npy', h5py.File('file.h5')['features'][:])"),
        _ => new(path, "it is neither a .npy file (first byte 0x93, then NUMPY), an IDX file (two zero bytes, a type, a number of axes), a .npz or .safetensors file, nor text", "Write it with numpy.save"),
    };

    private enum FileKind
    {
        Array,
        Zip,
        Safetensors,
        Text,
        Pickle,
        Unknown,
    }
}
