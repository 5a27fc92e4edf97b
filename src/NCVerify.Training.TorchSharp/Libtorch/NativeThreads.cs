using System.Diagnostics;
using System.Runtime.InteropServices;
using TorchSharp;

namespace NCVerify.Training.Libtorch;

/// <summary>
/// The number of threads of the native libraries, one for the whole process. libtorch sets its own and those of MKL; a libtorch
/// that was built with OpenBLAS, as distributions do, leaves that library at one thread per processor, and on a busy machine
/// those wait for each other in a loop.
/// </summary>
internal static class NativeThreads
{
    private static readonly Lazy<IntPtr> OpenBlas = new(Find);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void Setter(int threads);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Getter();

    /// <summary>Threads that OpenBLAS uses; null where it is not loaded.</summary>
    public static int? OfOpenBlas => Export<Getter>("openblas_get_num_threads")?.Invoke();

    /// <summary>Has the libraries use so many threads from here on.</summary>
    public static void Set(int threads)
    {
        if (torch.get_num_threads() != threads)
        {
            torch.set_num_threads(threads);
        }

        if (OfOpenBlas is { } now && now != threads)
        {
            Export<Setter>("openblas_set_num_threads")?.Invoke(threads);
        }
    }

    private static T? Export<T>(string name)
        where T : Delegate => OpenBlas.Value != IntPtr.Zero && NativeLibrary.TryGetExport(OpenBlas.Value, name, out IntPtr address) ? Marshal.GetDelegateForFunctionPointer<T>(address) : null;

    // Only a library that is there already is asked: to load another would change nothing.
    private static IntPtr Find()
    {
        using var process = Process.GetCurrentProcess();
        foreach (ProcessModule module in process.Modules)
        {
            if (module.ModuleName.Contains("openblas", StringComparison.OrdinalIgnoreCase) && NativeLibrary.TryLoad(module.FileName, out IntPtr library))
            {
                return library;
            }
        }

        return IntPtr.Zero;
    }
}
