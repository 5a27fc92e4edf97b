using System.Runtime.InteropServices;

namespace NCVerify.Bench;

/// <summary>The system's OpenBLAS, when there is one.</summary>
internal static unsafe partial class OpenBlas
{
    private const string Library = "libopenblas.so.0";
    private const int RowMajor = 101, AsIs = 111, Transposed = 112;

    public static bool Present { get; } = NativeLibrary.TryLoad(Library, out _);

    /// <summary>The environment variable that chooses the kernels of OpenBLAS; read when the library is loaded.</summary>
    public const string CoreVariable = "OPENBLAS_CORETYPE";

    public static string Configuration => Marshal.PtrToStringUTF8(GetConfiguration())!;

    /// <summary>The processor whose kernels it took.</summary>
    public static string Core => Marshal.PtrToStringUTF8(GetCoreName())!;

    /// <summary>C = op(A) op(B) as in <see cref="Numerics.DenseProduct"/>.</summary>
    public static void Multiply<T>(T[] a, bool transposeA, T[] b, bool transposeB, T[] c, int m, int n, int k)
        where T : unmanaged
    {
        int opA = transposeA ? Transposed : AsIs, opB = transposeB ? Transposed : AsIs;
        int strideA = transposeA ? m : k, strideB = transposeB ? k : n;
        fixed (T* x = a, y = b, z = c)
        {
            if (typeof(T) == typeof(float))
            {
                Sgemm(RowMajor, opA, opB, m, n, k, 1, (float*)x, strideA, (float*)y, strideB, 0, (float*)z, n);
            }
            else
            {
                Dgemm(RowMajor, opA, opB, m, n, k, 1, (double*)x, strideA, (double*)y, strideB, 0, (double*)z, n);
            }
        }
    }

    [LibraryImport(Library, EntryPoint = "openblas_set_num_threads")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void SetThreads(int threads);

    [LibraryImport(Library, EntryPoint = "cblas_sgemm")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void Sgemm(int order, int transA, int transB, int m, int n, int k, float alpha, float* a, int lda, float* b, int ldb, float beta, float* c, int ldc);

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
