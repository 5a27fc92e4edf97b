using System.Numerics;
using System.Runtime.CompilerServices;

namespace NCVerify.Numerics;

/// <summary>
/// Entrywise operations on vectors, and their sums. Entrywise results do not depend on vector width; sums run in eight
/// interleaved chains of fused multiply-adds joined by a fixed tree, so theirs do not either.
/// </summary>
public static class VectorOperations
{
    /// <summary>target = a + b, entrywise; all of one length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> target)
    {
        CheckLengths(a.Length, b.Length, target.Length);
        int i = 0, width = Vector<double>.Count;
        for (; i <= target.Length - width; i += width)
        {
            (new Vector<double>(a[i..]) + new Vector<double>(b[i..])).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] = a[i] + b[i];
        }
    }

    /// <summary>target = a - b, entrywise; all of one length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Subtract(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> target)
    {
        CheckLengths(a.Length, b.Length, target.Length);
        int i = 0, width = Vector<double>.Count;
        for (; i <= target.Length - width; i += width)
        {
            (new Vector<double>(a[i..]) - new Vector<double>(b[i..])).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] = a[i] - b[i];
        }
    }

    /// <summary>target = a b, entrywise; all of one length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> target)
    {
        CheckLengths(a.Length, b.Length, target.Length);
        int i = 0, width = Vector<double>.Count;
        for (; i <= target.Length - width; i += width)
        {
            (new Vector<double>(a[i..]) * new Vector<double>(b[i..])).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] = a[i] * b[i];
        }
    }

    /// <summary>target += a b, fused, entrywise; all of one length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyAdd(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> target)
    {
        CheckLengths(a.Length, b.Length, target.Length);
        int i = 0, width = Vector<double>.Count;
        for (; i <= target.Length - width; i += width)
        {
            Vector.FusedMultiplyAdd(new Vector<double>(a[i..]), new Vector<double>(b[i..]), new Vector<double>(target[i..])).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] = Math.FusedMultiplyAdd(a[i], b[i], target[i]);
        }
    }

    /// <summary>target = a / b, entrywise; all of one length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Divide(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> target)
    {
        CheckLengths(a.Length, b.Length, target.Length);
        int i = 0, width = Vector<double>.Count;
        for (; i <= target.Length - width; i += width)
        {
            (new Vector<double>(a[i..]) / new Vector<double>(b[i..])).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] = a[i] / b[i];
        }
    }

    /// <summary>target += constant, entrywise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddConstant(double constant, Span<double> target)
    {
        int i = 0, width = Vector<double>.Count;
        var c = new Vector<double>(constant);
        for (; i <= target.Length - width; i += width)
        {
            (new Vector<double>(target[i..]) + c).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] += constant;
        }
    }

    /// <summary>target = factor a, entrywise; both of one length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(double factor, ReadOnlySpan<double> a, Span<double> target)
    {
        CheckLengths(a.Length, a.Length, target.Length);
        int i = 0, width = Vector<double>.Count;
        for (; i <= target.Length - width; i += width)
        {
            (factor * new Vector<double>(a[i..])).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] = factor * a[i];
        }
    }

    /// <summary>target += factor a, fused, entrywise; both of one length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(double factor, ReadOnlySpan<double> a, Span<double> target)
    {
        CheckLengths(a.Length, a.Length, target.Length);
        int i = 0, width = Vector<double>.Count;
        var f = new Vector<double>(factor);
        for (; i <= target.Length - width; i += width)
        {
            Vector.FusedMultiplyAdd(f, new Vector<double>(a[i..]), new Vector<double>(target[i..])).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] = Math.FusedMultiplyAdd(factor, a[i], target[i]);
        }
    }

    /// <summary>Inner product of two vectors of one length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        CheckLengths(a.Length, b.Length, a.Length);
        Span<double> lanes = stackalloc double[8];
        lanes.Clear();
        int i = 0, width = Vector<double>.Count;
        if (width == 8)
        {
            var sum = Vector<double>.Zero;
            for (; i <= a.Length - 8; i += 8)
            {
                sum = Vector.FusedMultiplyAdd(new Vector<double>(a[i..]), new Vector<double>(b[i..]), sum);
            }

            sum.CopyTo(lanes);
        }
        else if (width == 4)
        {
            Vector<double> low = Vector<double>.Zero, high = Vector<double>.Zero;
            for (; i <= a.Length - 8; i += 8)
            {
                low = Vector.FusedMultiplyAdd(new Vector<double>(a[i..]), new Vector<double>(b[i..]), low);
                high = Vector.FusedMultiplyAdd(new Vector<double>(a[(i + 4)..]), new Vector<double>(b[(i + 4)..]), high);
            }

            low.CopyTo(lanes);
            high.CopyTo(lanes[4..]);
        }

        for (; i < a.Length; i++)
        {
            lanes[i & 7] = Math.FusedMultiplyAdd(a[i], b[i], lanes[i & 7]);
        }

        return Join(lanes);
    }

    /// <summary>Sum of the entries.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum(ReadOnlySpan<double> a)
    {
        Span<double> lanes = stackalloc double[8];
        lanes.Clear();
        int i = 0;
        if (Vector<double>.Count == 4)
        {
            Vector<double> low = Vector<double>.Zero, high = Vector<double>.Zero;
            for (; i <= a.Length - 8; i += 8)
            {
                low += new Vector<double>(a[i..]);
                high += new Vector<double>(a[(i + 4)..]);
            }

            low.CopyTo(lanes);
            high.CopyTo(lanes[4..]);
        }

        for (; i < a.Length; i++)
        {
            lanes[i & 7] += a[i];
        }

        return Join(lanes);
    }

    /// <summary>Largest entry: minus infinity for none, NaN if an entry is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Max(ReadOnlySpan<double> a)
    {
        double largest = double.NegativeInfinity;
        int i = 0, width = Vector<double>.Count;
        if (a.Length >= width)
        {
            var lanes = new Vector<double>(a);
            for (i = width; i <= a.Length - width; i += width)
            {
                lanes = Vector.Max(lanes, new Vector<double>(a[i..]));
            }

            for (int j = 0; j < width; j++)
            {
                largest = Math.Max(largest, lanes[j]);
            }
        }

        for (; i < a.Length; i++)
        {
            largest = Math.Max(largest, a[i]);
        }

        return largest;
    }

    private static double Join(ReadOnlySpan<double> lanes) =>
        ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));

    private static void CheckLengths(int a, int b, int target)
    {
        if (a != b || a != target)
        {
            throw new ArgumentException($"Vectors of equal length are needed; the lengths are {a}, {b} and {target}.");
        }
    }
}
