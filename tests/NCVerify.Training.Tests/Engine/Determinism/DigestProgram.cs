using System.Runtime.Intrinsics;
using NCVerify.Numerics;

namespace NCVerify.Training.Tests.Determinism;

/// <summary>Trains small networks on as many threads as the argument says, and prints the width of vectors and a digest of each, a line each.</summary>
internal static class DigestProgram
{
    public static int Main(string[] arguments)
    {
        Parallelism.Degree = int.Parse(arguments[0], Exact.Culture);
        Console.WriteLine($"width {(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0)}");
        foreach ((string network, string digest) in TrainingDigests.All())
        {
            Console.WriteLine($"{network} {digest}");
        }

        return 0;
    }
}
