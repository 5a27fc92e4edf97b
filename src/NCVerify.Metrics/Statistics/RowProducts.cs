using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NCVerify.Metrics;

/// <summary>
/// Inner products of the rows of two row-major tables. Every product is summed in one fixed order (four interleaved
/// fused sums, then the rest), so equal rows give bitwise equal products wherever they stand and on every machine.
/// </summary>
internal static class RowProducts
{
    private const int Tall = 3;
    private const int Wide = 4;

    /// <summary>c[i, j] = a_i . b_j for a (m x k), b (n x k), c (m x n).</summary>
    public static void Multiply(ReadOnlySpan<double> a, int m, ReadOnlySpan<double> b, int n, int k, Span<double> c)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(a.Length, m * k);
        ArgumentOutOfRangeException.ThrowIfLessThan(b.Length, n * k);
        ArgumentOutOfRangeException.ThrowIfLessThan(c.Length, m * n);
        int i = 0;
        for (; i <= m - Tall; i += Tall)
        {
            int j = 0;
            for (; j <= n - Wide; j += Wide)
            {
                Tile(a[(i * k)..], b[(j * k)..], k, c[((i * n) + j)..], n);
            }

            for (; j < n; j++)
            {
                for (int t = i; t < i + Tall; t++)
                {
                    c[(t * n) + j] = Dot(a.Slice(t * k, k), b.Slice(j * k, k));
                }
            }
        }

        for (; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                c[(i * n) + j] = Dot(a.Slice(i * k, k), b.Slice(j * k, k));
            }
        }
    }

    /// <summary>Inner product of two equally long rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Length, a.Length);
        ref double x = ref MemoryMarshal.GetReference(a);
        ref double y = ref MemoryMarshal.GetReference(b);
        Vector256<double> sum = Vector256<double>.Zero;
        int i = 0;
        for (; i <= a.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, (nuint)i), Vector256.LoadUnsafe(ref y, (nuint)i), sum);
        }

        return Finish(sum, ref x, ref y, i, a.Length);
    }

    /// <summary>y += factor x.</summary>
    public static void AddScaled(double factor, ReadOnlySpan<double> x, Span<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);
        ref double from = ref MemoryMarshal.GetReference(x);
        ref double to = ref MemoryMarshal.GetReference(y);
        Vector256<double> broadcast = Vector256.Create(factor);
        int i = 0;
        for (; i <= x.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            Vector256.FusedMultiplyAdd(broadcast, Vector256.LoadUnsafe(ref from, (nuint)i), Vector256.LoadUnsafe(ref to, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < x.Length; i++)
        {
            y[i] = Math.FusedMultiplyAdd(factor, x[i], y[i]);
        }
    }

    // Three rows against four: twelve sums stay in registers, and each load serves three or four of them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int k, Span<double> c, int n)
    {
        ref double a0 = ref MemoryMarshal.GetReference(a);
        ref double a1 = ref Unsafe.Add(ref a0, k);
        ref double a2 = ref Unsafe.Add(ref a1, k);
        ref double b0 = ref MemoryMarshal.GetReference(b);
        ref double b1 = ref Unsafe.Add(ref b0, k);
        ref double b2 = ref Unsafe.Add(ref b1, k);
        ref double b3 = ref Unsafe.Add(ref b2, k);
        Vector256<double> s00 = default, s01 = default, s02 = default, s03 = default;
        Vector256<double> s10 = default, s11 = default, s12 = default, s13 = default;
        Vector256<double> s20 = default, s21 = default, s22 = default, s23 = default;
        int i = 0;
        for (; i <= k - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            Vector256<double> x0 = Vector256.LoadUnsafe(ref a0, (nuint)i);
            Vector256<double> x1 = Vector256.LoadUnsafe(ref a1, (nuint)i);
            Vector256<double> x2 = Vector256.LoadUnsafe(ref a2, (nuint)i);
            Vector256<double> y = Vector256.LoadUnsafe(ref b0, (nuint)i);
            s00 = Vector256.FusedMultiplyAdd(x0, y, s00);
            s10 = Vector256.FusedMultiplyAdd(x1, y, s10);
            s20 = Vector256.FusedMultiplyAdd(x2, y, s20);
            y = Vector256.LoadUnsafe(ref b1, (nuint)i);
            s01 = Vector256.FusedMultiplyAdd(x0, y, s01);
            s11 = Vector256.FusedMultiplyAdd(x1, y, s11);
            s21 = Vector256.FusedMultiplyAdd(x2, y, s21);
            y = Vector256.LoadUnsafe(ref b2, (nuint)i);
            s02 = Vector256.FusedMultiplyAdd(x0, y, s02);
            s12 = Vector256.FusedMultiplyAdd(x1, y, s12);
            s22 = Vector256.FusedMultiplyAdd(x2, y, s22);
            y = Vector256.LoadUnsafe(ref b3, (nuint)i);
            s03 = Vector256.FusedMultiplyAdd(x0, y, s03);
            s13 = Vector256.FusedMultiplyAdd(x1, y, s13);
            s23 = Vector256.FusedMultiplyAdd(x2, y, s23);
        }

        Span<double> row = c[..Wide];
        (row[0], row[1], row[2], row[3]) = (Finish(s00, ref a0, ref b0, i, k), Finish(s01, ref a0, ref b1, i, k), Finish(s02, ref a0, ref b2, i, k), Finish(s03, ref a0, ref b3, i, k));
        row = c.Slice(n, Wide);
        (row[0], row[1], row[2], row[3]) = (Finish(s10, ref a1, ref b0, i, k), Finish(s11, ref a1, ref b1, i, k), Finish(s12, ref a1, ref b2, i, k), Finish(s13, ref a1, ref b3, i, k));
        row = c.Slice(2 * n, Wide);
        (row[0], row[1], row[2], row[3]) = (Finish(s20, ref a2, ref b0, i, k), Finish(s21, ref a2, ref b1, i, k), Finish(s22, ref a2, ref b2, i, k), Finish(s23, ref a2, ref b3, i, k));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Finish(Vector256<double> sum, ref double x, ref double y, int from, int length)
    {
        Vector128<double> pairs = sum.GetLower() + sum.GetUpper();
        double total = pairs.ToScalar() + pairs.GetElement(1);
        for (; from < length; from++)
        {
            total = Math.FusedMultiplyAdd(Unsafe.Add(ref x, from), Unsafe.Add(ref y, from), total);
        }

        return total;
    }
}
