using System.Numerics;
using System.Runtime.Intrinsics;

namespace NCVerify.Numerics.Tests.Determinism;

/// <summary>Controls: sums as one would write them without care. Their bits depend on the width of vectors, or on the threads.</summary>
internal static class NaiveDigests
{
    public static IEnumerable<(string Control, string Digest)> All()
    {
        float[] x = Sample.Gaussian<float>(10007, 20);
        yield return ("sum-by-width", KernelDigests.Digest<float>([SumByWidth(x)]));
        yield return ("sum-by-threads", KernelDigests.Digest<float>([SumByThreads(x)]));
    }

    /// <summary>One chain per lane of the widest vector.</summary>
    private static float SumByWidth(float[] x) =>
        Vector512.IsHardwareAccelerated ? Chains(x, Vector512<float>.Count)
        : Vector256.IsHardwareAccelerated ? Chains(x, Vector256<float>.Count)
        : Vector128.IsHardwareAccelerated ? Chains(x, Vector128<float>.Count)
        : Chains(x, 1);

    /// <summary>One part per thread.</summary>
    private static float SumByThreads(float[] x) => x.Chunk((x.Length + Parallelism.Degree - 1) / Parallelism.Degree).Select(part => Chains(part, 1)).Aggregate((a, b) => a + b);

    private static float Chains(float[] x, int lanes)
    {
        var sums = new float[lanes];
        for (int i = 0; i < x.Length; i++)
        {
            sums[i % lanes] += x[i];
        }

        return sums.Aggregate((a, b) => a + b);
    }
}
