using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NCVerify.Numerics;

/// <summary>Runs an entrywise operation over arrays with the widest vectors of the machine, on several threads where that pays.</summary>
internal static class EntrywiseLoop<T, TOperation>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TOperation : unmanaged, IEntrywise<T>
{
    /// <summary>Entries a thread takes at a time.</summary>
    private const int Chunk = 1 << 14;

    /// <summary>Runs over entries 0, ..., count - 1.</summary>
    public static void Run(TOperation operation, int count)
    {
        if (count <= 2 * Chunk)
        {
            Part(operation, 0, count);
            return;
        }

        var job = new Chunks(operation, count);
        Crew.Run(ref job, (count + Chunk - 1) / Chunk, Parallelism.Degree);
    }

    /// <summary>
    /// Runs over entries first, ..., end - 1 on this thread, narrower vectors doing what wider ones leave. For short lines
    /// and simple operations: all widths stand in one method, and the compiler inlines only so much into one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Line(TOperation operation, long first, long end)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            first = Whole<Lanes512<T>>(operation, first, end);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            first = Whole<Lanes256<T>>(operation, first, end);
        }

        if (Vector128.IsHardwareAccelerated)
        {
            first = Whole<Lanes128<T>>(operation, first, end);
        }

        Whole<Lanes1<T>>(operation, first, end);
    }

    /// <summary>
    /// As <see cref="Line"/>, with the last entries done again by one more whole vector: for operations that do not read
    /// what they write.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Overlapping(TOperation operation, long first, long end)
    {
        if (Vector512.IsHardwareAccelerated && end - first >= Lanes512<T>.Count)
        {
            Cover<Lanes512<T>>(operation, first, end);
        }
        else if (Vector256.IsHardwareAccelerated && end - first >= Lanes256<T>.Count)
        {
            Cover<Lanes256<T>>(operation, first, end);
        }
        else if (Vector128.IsHardwareAccelerated && end - first >= Lanes128<T>.Count)
        {
            Cover<Lanes128<T>>(operation, first, end);
        }
        else
        {
            Whole<Lanes1<T>>(operation, first, end);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Cover<TLanes>(TOperation operation, long first, long end)
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (Whole<TLanes>(operation, first, end) < end)
        {
            operation.At<TLanes>(end - TLanes.Count);
        }
    }

    /// <summary>As <see cref="Line"/>, with a method per width.</summary>
    private static void Part(TOperation operation, long first, long end)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            first = Apart<Lanes512<T>>(operation, first, end);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            first = Apart<Lanes256<T>>(operation, first, end);
        }

        if (Vector128.IsHardwareAccelerated)
        {
            first = Apart<Lanes128<T>>(operation, first, end);
        }

        Apart<Lanes1<T>>(operation, first, end);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static long Apart<TLanes>(TOperation operation, long first, long end)
        where TLanes : unmanaged, ILanes<TLanes, T> => Whole<TLanes>(operation, first, end);

    /// <summary>All whole vectors; returns the first entry that is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Whole<TLanes>(TOperation operation, long first, long end)
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        for (; first <= end - TLanes.Count; first += TLanes.Count)
        {
            operation.At<TLanes>(first);
        }

        return first;
    }

    private readonly struct Chunks(TOperation operation, int count) : IJob
    {
        public void Run(int index) => Part(operation, (long)index * Chunk, Math.Min(count, ((long)index + 1) * Chunk));
    }
}
