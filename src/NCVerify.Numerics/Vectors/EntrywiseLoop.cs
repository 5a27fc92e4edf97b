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

    /// <summary>Runs over entries first, ..., end - 1 on this thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Part(TOperation operation, long first, long end)
    {
        long i = first;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= end - Lanes512<T>.Count; i += Lanes512<T>.Count)
            {
                operation.At<Lanes512<T>>(i);
            }
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            for (; i <= end - Lanes256<T>.Count; i += Lanes256<T>.Count)
            {
                operation.At<Lanes256<T>>(i);
            }
        }

        if (Vector128.IsHardwareAccelerated)
        {
            for (; i <= end - Lanes128<T>.Count; i += Lanes128<T>.Count)
            {
                operation.At<Lanes128<T>>(i);
            }
        }

        for (; i < end; i++)
        {
            operation.At<Lanes1<T>>(i);
        }
    }

    private readonly struct Chunks(TOperation operation, int count) : IJob
    {
        public void Run(int index) => Part(operation, (long)index * Chunk, Math.Min(count, ((long)index + 1) * Chunk));
    }
}
