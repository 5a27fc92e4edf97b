using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NCVerify.Metrics;

/// <summary>Deviations from means that are held as an unevaluated sum of two doubles.</summary>
internal static class Deviations
{
    /// <summary>(x - high) - low; returns the sum of its squares, which is <see cref="RowProducts.Dot"/> of it with itself bit for bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Subtract(ReadOnlySpan<double> x, ReadOnlySpan<double> high, ReadOnlySpan<double> low, Span<double> deviation)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(high.Length, x.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(low.Length, x.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(deviation.Length, x.Length);
        ref double from = ref MemoryMarshal.GetReference(x);
        ref double h = ref MemoryMarshal.GetReference(high);
        ref double l = ref MemoryMarshal.GetReference(low);
        ref double to = ref MemoryMarshal.GetReference(deviation);
        Vector256<double> sum = default;
        nuint j = 0;
        for (; (int)j <= x.Length - Vector256<double>.Count; j += (nuint)Vector256<double>.Count)
        {
            Vector256<double> r = (Vector256.LoadUnsafe(ref from, j) - Vector256.LoadUnsafe(ref h, j)) - Vector256.LoadUnsafe(ref l, j);
            r.StoreUnsafe(ref to, j);
            sum = Vector256.FusedMultiplyAdd(r, r, sum);
        }

        Vector128<double> pairs = sum.GetLower() + sum.GetUpper();
        double total = pairs.ToScalar() + pairs.GetElement(1);
        for (; (int)j < x.Length; j++)
        {
            double r = (Unsafe.Add(ref from, j) - Unsafe.Add(ref h, j)) - Unsafe.Add(ref l, j);
            Unsafe.Add(ref to, j) = r;
            total = Math.FusedMultiplyAdd(r, r, total);
        }

        return total;
    }
}
