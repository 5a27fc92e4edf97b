using System.Numerics;
using System.Runtime.CompilerServices;

namespace NCVerify.Numerics;

/// <summary>A row of outputs of max pooling by 2 x 2 windows side by side.</summary>
internal readonly unsafe struct MaxOfPairs<T>(T* upper, T* lower, T* target) : IEntrywise<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<TLanes>(long i)
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        TLanes left = TLanes.Max(TLanes.Load(upper + (2 * i)), TLanes.Load(lower + (2 * i)));
        TLanes right = TLanes.Max(TLanes.Load(upper + (2 * i) + TLanes.Count), TLanes.Load(lower + (2 * i) + TLanes.Count));
        TLanes.Store(TLanes.Max(TLanes.Even(left, right), TLanes.Odd(left, right)), target + i);
    }
}

/// <summary>The two rows of input gradients that belong to a row of outputs.</summary>
internal readonly unsafe struct GradientOfPairs<T>(T* upper, T* lower, T* pooled, T* gradient, T* upperTarget, T* lowerTarget) : IEntrywise<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<TLanes>(long i)
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        TLanes largest = TLanes.Load(pooled + i), rest = TLanes.Load(gradient + i);
        TLanes first = TLanes.Load(upper + (2 * i)), second = TLanes.Load(upper + (2 * i) + TLanes.Count), third = TLanes.Load(lower + (2 * i)), fourth = TLanes.Load(lower + (2 * i) + TLanes.Count);
        TLanes a = Take(TLanes.Even(first, second), largest, ref rest), b = Take(TLanes.Odd(first, second), largest, ref rest);
        TLanes c = Take(TLanes.Even(third, fourth), largest, ref rest);
        TLanes.StoreInterleaved(a, b, upperTarget + (2 * i));
        TLanes.StoreInterleaved(c, rest, lowerTarget + (2 * i));
    }

    /// <summary>The gradient where this entry is not below the largest, nothing elsewhere; takes it away from what is left for the next ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Take<TLanes>(TLanes entry, TLanes largest, ref TLanes rest)
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        TLanes below = TLanes.Greater(largest, entry), taken = TLanes.Select(below, default, rest);
        rest = below & rest;
        return taken;
    }
}
