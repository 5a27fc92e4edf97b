using System.Runtime.InteropServices;

namespace NCVerify.Training.Libtorch;

/// <summary>
/// TorchSharp's native part, the file that libtorch itself is loaded through. Whatever is wrong, TorchSharp says that a package
/// is not restored; the loader of the operating system knows more.
/// </summary>
internal static class WrapperFile
{
    private static string Name => OperatingSystem.IsWindows() ? "LibTorchSharp.dll" : OperatingSystem.IsMacOS() ? "libLibTorchSharp.dylib" : "libLibTorchSharp.so";

    /// <summary>What the loader says against the file, as the end of a sentence; empty when it says nothing.</summary>
    /// <param name="folder">Of the program.</param>
    public static string Trouble(string folder)
    {
        string[] places = [Path.Combine(folder, Name), Path.Combine(folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", Name)];
        if (places.FirstOrDefault(File.Exists) is not { } file)
        {
            return $" ({Name} is not in {folder})";
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

    // The loader's own line is the last that names a file that is not the program's; advice of the runtime stands before it.
    private static string Short(string message) =>
        message.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault(l => l.Contains(": ", StringComparison.Ordinal)) ?? message;
}
