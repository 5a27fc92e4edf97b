using System.Numerics;

namespace NCVerify.Numerics;

/// <summary>An operation on arrays whose entry i depends on entries i of its arguments alone. Holds pointers and numbers.</summary>
internal interface IEntrywise<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Does as many entries as the lanes hold, from <paramref name="i"/> on.</summary>
    void At<TLanes>(long i)
        where TLanes : unmanaged, ILanes<TLanes, T>;
}
