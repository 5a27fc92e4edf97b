using System.Runtime.InteropServices;

namespace NCVerify.Training.Libtorch;

/// <summary>
/// The memory that libtorch takes on a processor. By default glibc gives large blocks back at once, so that the tensors of each
/// step lie in new pages, which the operating system must clear: a third of the time of a small step.
/// </summary>
internal static class NativeMemory
{
    // M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of malloc.h; the second takes at most 32 MiB.
    private const int Trim = -1;
    private const int Map = -3;
    private const int Kept = 256 << 20;
    private const int Mapped = 32 << 20;

    private static readonly Lazy<bool> Done = new(Set);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int MallocOption(int parameter, int value);

    /// <summary>Has the process keep up to 256 MiB that tensors gave back, for the next ones. False where the C library is not glibc.</summary>
    public static bool KeepFreed() => Done.Value;

    private static bool Set()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad("libc.so.6", out IntPtr library) || !NativeLibrary.TryGetExport(library, "mallopt", out IntPtr address))
        {
            return false;
        }

        MallocOption option = Marshal.GetDelegateForFunctionPointer<MallocOption>(address);
        return option(Trim, Kept) == 1 && option(Map, Mapped) == 1;
    }
}
