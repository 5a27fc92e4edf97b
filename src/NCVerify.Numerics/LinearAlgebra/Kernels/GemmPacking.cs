using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NCVerify.Numerics;

/// <summary>Copies a strip of a factor into the order in which a tile reads it.</summary>
internal static unsafe class GemmPacking<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// Writes target[p * unit + l] = source[l * lineStride + p * depthStride] for l below <paramref name="count"/> and p
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
            PackStrided(source, lineStride, depthStride, count, unit, depth, target);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackStrided(T* source, int lineStride, int depthStride, int count, int unit, int depth, T* target)
    {
        int l = 0;
        for (; l <= count - 4; l += 4)
        {
            T* s0 = source + ((long)l * lineStride), s1 = s0 + lineStride, s2 = s1 + lineStride, s3 = s2 + lineStride;
            T* to = target + l;
            for (int p = 0; p < depth; p++, to += unit)
            {
                long at = (long)p * depthStride;
                to[0] = s0[at];
                to[1] = s1[at];
                to[2] = s2[at];
                to[3] = s3[at];
            }
        }

        for (; l < count; l++)
        {
            T* from = source + ((long)l * lineStride), to = target + l;
            for (int p = 0; p < depth; p++, to += unit)
            {
                *to = from[(long)p * depthStride];
            }
        }
    }
}
