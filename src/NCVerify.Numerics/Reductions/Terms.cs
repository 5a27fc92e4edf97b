using System.Numerics;
using System.Runtime.CompilerServices;

namespace NCVerify.Numerics;

/// <summary>What is summed.</summary>
internal interface ITerm
{
    /// <summary>The sums so far plus the terms of entries i, i + 1, ..., one per lane.</summary>
    TLanes Add<TLanes>(TLanes sum, long i)
        where TLanes : unmanaged, ILanes<TLanes, double>;
}

/// <summary>x_i.</summary>
internal readonly unsafe struct SumTerm<T>(T* x) : ITerm
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Add<TLanes>(TLanes sum, long i)
        where TLanes : unmanaged, ILanes<TLanes, double> => sum + Widened.Load<TLanes, T>(x + i);
}

/// <summary>x_i^2.</summary>
internal readonly unsafe struct SquareTerm<T>(T* x) : ITerm
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Add<TLanes>(TLanes sum, long i)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        TLanes entry = Widened.Load<TLanes, T>(x + i);
        return TLanes.FusedMultiplyAdd(entry, entry, sum);
    }
}

/// <summary>(x_i - c)^2.</summary>
internal readonly unsafe struct DeviationTerm<T>(T* x, double centre) : ITerm
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Add<TLanes>(TLanes sum, long i)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        TLanes deviation = Widened.Load<TLanes, T>(x + i) - TLanes.All(centre);
        return TLanes.FusedMultiplyAdd(deviation, deviation, sum);
    }
}

/// <summary>x_i y_i.</summary>
internal readonly unsafe struct ProductTerm<T>(T* x, T* y) : ITerm
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Add<TLanes>(TLanes sum, long i)
        where TLanes : unmanaged, ILanes<TLanes, double> =>
        TLanes.FusedMultiplyAdd(Widened.Load<TLanes, T>(x + i), Widened.Load<TLanes, T>(y + i), sum);
}

/// <summary>Loads with conversion.</summary>
internal static unsafe class Widened
{
    /// <summary>As many entries of x as there are lanes, in double (exact).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Load<TLanes, T>(T* x)
        where TLanes : unmanaged, ILanes<TLanes, double>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float) ? TLanes.Widen((float*)x) : TLanes.Load((double*)x);
}
