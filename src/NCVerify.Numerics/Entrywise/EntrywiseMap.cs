using System.Numerics;
using System.Runtime.CompilerServices;

namespace NCVerify.Numerics;

/// <summary>Applies a function of one or two arguments to every entry.</summary>
internal static unsafe class EntrywiseMap<T, TFunction>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TFunction : unmanaged, IEntrywiseFunction<T>
{
    /// <summary>target = f(a; p, q).</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Run(ReadOnlySpan<T> a, Span<T> target, T p = default, T q = default)
    {
        Precision.Check<T>();
        Lengths.Check(a.Length, target.Length, nameof(a));
        fixed (T* x = a, z = target)
        {
            EntrywiseLoop<T, Unary>.Run(new(x, z, p, q), target.Length);
        }
    }

    /// <summary>target = f(a, b; p).</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Run(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> target, T p = default)
    {
        Precision.Check<T>();
        Lengths.Check(a.Length, target.Length, nameof(a));
        Lengths.Check(b.Length, target.Length, nameof(b));
        fixed (T* x = a, y = b, z = target)
        {
            EntrywiseLoop<T, Binary>.Run(new(x, y, z, p), target.Length);
        }
    }

    private readonly struct Unary(T* a, T* target, T p, T q) : IEntrywise<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, T> =>
            TLanes.Store(TFunction.Of(TLanes.Load(a + i), default, TFunction.ReadsTarget ? TLanes.Load(target + i) : default, TLanes.All(p), TLanes.All(q)), target + i);
    }

    private readonly struct Binary(T* a, T* b, T* target, T p) : IEntrywise<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, T> =>
            TLanes.Store(TFunction.Of(TLanes.Load(a + i), TLanes.Load(b + i), TFunction.ReadsTarget ? TLanes.Load(target + i) : default, TLanes.All(p), default), target + i);
    }
}
