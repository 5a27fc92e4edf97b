using System.Numerics;
using System.Runtime.CompilerServices;

namespace NCVerify.Numerics;

/// <summary>target += a.</summary>
internal readonly unsafe struct AddToOperation<T>(T* a, T* target) : IEntrywise<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<TLanes>(long i)
        where TLanes : unmanaged, ILanes<TLanes, T> => TLanes.Store(TLanes.Load(target + i) + TLanes.Load(a + i), target + i);
}
