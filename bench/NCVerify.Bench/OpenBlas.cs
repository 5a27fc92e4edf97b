using System.Runtime.InteropServices;

namespace NCVerify.Bench;

/// <summary>The system's OpenBLAS, when there is one.</summary>
internal static unsafe partial class OpenBlas
{
    private const string Library = "libopenblas.so.0";
    private const int RowMajor = 101, AsIs = 111;

    public static bool Present { get; } = NativeLibrary.TryLoad(Library, out _);

    public static string Configuration => Marshal.PtrToStringUTF8(GetConfiguration()) + ", " + Marshal.PtrToStringUTF8(GetCoreName());

    public static void Multiply(int m, int n, int k, double[] a, double[] b, double[] c)
    {
        fixed (double* x = a, y = b, z = c)
        {
            Dgemm(RowMajor, AsIs, AsIs, m, n, k, 1, x, k, y, n, 0, z, n);
        }
    }

    [LibraryImport(Library, EntryPoint = "openblas_set_num_threads")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void SetThreads(int threads);

    [LibraryImport(Library, EntryPoint = "cblas_dgemm")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void Dgemm(int order, int transA, int transB, int m, int n, int k, double alpha, double* a, int lda, double* b, int ldb, double beta, double* c, int ldc);

    [LibraryImport(Library, EntryPoint = "openblas_get_config")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial IntPtr GetConfiguration();

    [LibraryImport(Library, EntryPoint = "openblas_get_corename")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial IntPtr GetCoreName();
}
