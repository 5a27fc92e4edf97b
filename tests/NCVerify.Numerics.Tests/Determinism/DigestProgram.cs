using System.Runtime.Intrinsics;

namespace NCVerify.Numerics.Tests.Determinism;

/// <summary>
/// Prints what the process has (width of vectors in bits, threads) and the digest of every kernel, a line each. The
/// argument is the number of threads.
/// </summary>
internal static class DigestProgram
{
    public static int Main(string[] arguments)
    {
        Parallelism.Degree = int.Parse(arguments[0], Exact.Culture);
        foreach ((string kernel, string digest) in KernelDigests.All())
        {
            Console.WriteLine($"kernel {kernel} {digest}");
        }

        foreach ((string control, string digest) in NaiveDigests.All())
        {
            Console.WriteLine($"control {control} {digest}");
        }

        Console.WriteLine($"width {Width}");
        Console.WriteLine($"helpers {Crew.Hired}");
        return 0;
    }

    private static int Width => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
}
