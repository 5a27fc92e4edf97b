using System.Numerics;

namespace NCVerify.Numerics;

/// <summary>An entry of the target as a function of the entries of one or two arguments, of what stands there, and of two numbers.</summary>
internal interface IEntrywiseFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether the function depends on what stands in the target.</summary>
    static virtual bool ReadsTarget => false;

    /// <summary>The entries, as many as the lanes hold; what a function has no use for is zero.</summary>
    static abstract TLanes Of<TLanes>(TLanes a, TLanes b, TLanes target, TLanes p, TLanes q)
        where TLanes : unmanaged, ILanes<TLanes, T>;
}
