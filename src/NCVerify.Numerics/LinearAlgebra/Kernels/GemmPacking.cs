using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NCVerify.Numerics;

/// <summary>Copies a strip of a factor into the order in which a tile reads it.</summary>
internal static unsafe class GemmPacking<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// Writes target[p * unit + l] = source[l * lineStride + p * depthStride], where one of the strides is 1, for l below <paramref name="count"/> and p
    /// below <paramref name="depth"/>, and zeros for l from <paramref name="count"/> to <paramref name="unit"/>.
    /// </summary>
    public static void Pack(T* source, int lineStride, int depthStride, int count, int unit, int depth, T* target)
    {
        if (count < unit)
        {
            new Span<T>(target, unit * depth).Clear();
        }

        if (lineStride == 1)
        {
            PackContiguous(source, depthStride, count, unit, depth, target);
        }
        else
        {
            PackLines(source, lineStride, count, unit, depth, target);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackContiguous(T* source, int depthStride, int count, int unit, int depth, T* target)
    {
        for (int p = 0; p < depth; p++)
        {
            T* from = source + ((long)p * depthStride), to = target + ((long)p * unit);
            int l = 0;
            for (; l <= count - Vector256<T>.Count; l += Vector256<T>.Count)
            {
                Vector256.Store(Vector256.Load(from + l), to + l);
            }

            for (; l < count; l++)
            {
                to[l] = from[l];
            }
        }
    }

    /// <summary>Lines that are contiguous in depth: transposed in blocks of lines by four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackLines(T* source, int lineStride, int count, int unit, int depth, T* target)
    {
        int l = 0;
        if (typeof(T) == typeof(float) && Avx.IsSupported)
        {
            for (; l <= count - 8; l += 8)
            {
                PackEight((float*)source + ((long)l * lineStride), lineStride, unit, depth, (float*)target + l);
            }
        }

        for (; l <= count - 4; l += 4)
        {
            if (typeof(T) == typeof(float) && Sse.IsSupported)
            {
                PackFour((float*)source + ((long)l * lineStride), lineStride, unit, depth, (float*)target + l);
                continue;
            }

            T* s0 = source + ((long)l * lineStride), s1 = s0 + lineStride, s2 = s1 + lineStride, s3 = s2 + lineStride;
            T* to = target + l;
            for (int p = 0; p < depth; p++, to += unit)
            {
                to[0] = s0[p];
                to[1] = s1[p];
                to[2] = s2[p];
                to[3] = s3[p];
            }
        }

        for (; l < count; l++)
        {
            PackLine(source + ((long)l * lineStride), unit, 0, depth, target + l);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackEight(float* source, int lineStride, int unit, int depth, float* target)
    {
        int p = 0;
        for (; p <= depth - 4; p += 4)
        {
            // Lines 0 to 3 in the lower half of each vector, 4 to 7 in the upper one.
            float* from = source + p;
            Vector256<float> x0 = Pair(from, lineStride), x1 = Pair(from + lineStride, lineStride);
            Vector256<float> x2 = Pair(from + (2L * lineStride), lineStride), x3 = Pair(from + (3L * lineStride), lineStride);
            Vector256<float> y0 = Avx.UnpackLow(x0, x1), y1 = Avx.UnpackHigh(x0, x1), y2 = Avx.UnpackLow(x2, x3), y3 = Avx.UnpackHigh(x2, x3);
            float* to = target + ((long)p * unit);
            Vector256.Store(Avx.Shuffle(y0, y2, 0x44), to);
            Vector256.Store(Avx.Shuffle(y0, y2, 0xEE), to + unit);
            Vector256.Store(Avx.Shuffle(y1, y3, 0x44), to + (2 * unit));
            Vector256.Store(Avx.Shuffle(y1, y3, 0xEE), to + (3 * unit));
        }

        for (int l = 0; l < 8; l++)
        {
            PackLine((T*)(source + ((long)l * lineStride)), unit, p, depth, (T*)(target + l));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pair(float* source, int lineStride) => Vector256.Create(Vector128.Load(source), Vector128.Load(source + (4L * lineStride)));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackFour(float* source, int lineStride, int unit, int depth, float* target)
    {
        int p = 0;
        for (; p <= depth - 4; p += 4)
        {
            float* from = source + p;
            Vector128<float> x0 = Vector128.Load(from), x1 = Vector128.Load(from + lineStride), x2 = Vector128.Load(from + (2L * lineStride)), x3 = Vector128.Load(from + (3L * lineStride));
            Vector128<float> y0 = Sse.UnpackLow(x0, x1), y1 = Sse.UnpackHigh(x0, x1), y2 = Sse.UnpackLow(x2, x3), y3 = Sse.UnpackHigh(x2, x3);
            float* to = target + ((long)p * unit);
            Vector128.Store(Sse.MoveLowToHigh(y0, y2), to);
            Vector128.Store(Sse.MoveHighToLow(y2, y0), to + unit);
            Vector128.Store(Sse.MoveLowToHigh(y1, y3), to + (2 * unit));
            Vector128.Store(Sse.MoveHighToLow(y3, y1), to + (3 * unit));
        }

        for (int l = 0; l < 4; l++)
        {
            PackLine((T*)(source + ((long)l * lineStride)), unit, p, depth, (T*)(target + l));
        }
    }

    private static void PackLine(T* source, int unit, int first, int depth, T* target)
    {
        for (int p = first; p < depth; p++)
        {
            target[(long)p * unit] = source[p];
        }
    }
}
