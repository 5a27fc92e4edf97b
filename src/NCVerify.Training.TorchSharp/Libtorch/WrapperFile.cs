using System.Runtime.InteropServices;
using NCVerify.Numerics;

namespace NCVerify.Training.Libtorch;

/// <summary>
/// TorchSharp's native part, the file that libtorch itself is loaded through. Whatever is wrong, TorchSharp says that a package
/// is not restored; the loader of the operating system knows more.
/// </summary>
internal static class WrapperFile
{
    private static string Name => OperatingSystem.IsWindows() ? "LibTorchSharp.dll" : OperatingSystem.IsMacOS() ? "libLibTorchSharp.dylib" : "libLibTorchSharp.so";

    /// <summary>Makes sure that neither the file nor a library beside it is cut off: to load one would kill the process.</summary>
    /// <param name="folder">Of the program.</param>
    /// <exception cref="InvalidOperationException">One is.</exception>
    public static void RequireWhole(string folder)
    {
        if (Find(folder) is { } file && CutOff(file) is not null)
        {
            throw new InvalidOperationException("a library is cut off");
        }
    }

    /// <summary>What is wrong with the file or, by the loader's word, with what it needs, as the end of a sentence; empty when nothing is.</summary>
    /// <param name="folder">Of the program.</param>
    public static string Trouble(string folder)
    {
        if (Find(folder) is not { } file)
        {
            return $" ({Name} is not in {folder})";
        }

        if (CutOff(file) is { } cut)
        {
            return $" ({cut})";
        }

        try
        {
            NativeLibrary.Free(NativeLibrary.Load(file));
            return "";
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            return $" ({Short(e.Message)})";
        }
    }

    private static string? Find(string folder) =>
        ((string[])[Path.Combine(folder, Name), Path.Combine(folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", Name)]).FirstOrDefault(File.Exists);

    // The packages put libtorch beside the wrapper; a copy that ended early, for want of room on the disk say, can be any of them.
    private static string? CutOff(string wrapper)
    {
        foreach (string library in Directory.EnumerateFiles(Path.GetDirectoryName(wrapper)!, "*.so*").Order(StringComparer.Ordinal))
        {
            (long length, long least) = Lengths(library);
            if (length < least)
            {
                return $"{library} has {Exact.Format(length)} bytes and should have {Exact.Format(least)} at least: delete it and build again, or restore TorchSharp's packages anew";
            }
        }

        return null;
    }

    private static (long Length, long Least) Lengths(string library)
    {
        try
        {
            using FileStream file = File.OpenRead(library);
            return (file.Length, ElfFile.LeastLength(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What cannot be read cannot be loaded either, and the loader says why.
            return default;
        }
    }

    // The loader's own line is the last that names a file that is not the program's; advice of the runtime stands before it.
    private static string Short(string message) =>
        message.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault(l => l.Contains(": ", StringComparison.Ordinal)) ?? message;
}
