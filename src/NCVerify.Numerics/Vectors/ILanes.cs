using System.Numerics;

namespace NCVerify.Numerics;

/// <summary>
/// A vector of float or double as the kernels see it. Kernels are written once against this interface and compiled for
/// each width; a lane of a result is a function of the same lanes of the arguments alone, so its bits do not depend on the width.
/// </summary>
/// <typeparam name="TSelf">The vector.</typeparam>
/// <typeparam name="T">Its entries.</typeparam>
internal unsafe interface ILanes<TSelf, T>
    where TSelf : unmanaged, ILanes<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Number of lanes.</summary>
    static abstract int Count { get; }

    static abstract TSelf Load(T* source);

    static abstract void Store(TSelf x, T* target);

    /// <summary>Floats in double (exact); for lanes of double only.</summary>
    static abstract TSelf Widen(float* source);

    /// <summary>The same number in every lane.</summary>
    static abstract TSelf All(T value);

    static abstract TSelf operator +(TSelf x, TSelf y);

    static abstract TSelf operator -(TSelf x, TSelf y);

    static abstract TSelf operator *(TSelf x, TSelf y);

    static abstract TSelf operator /(TSelf x, TSelf y);

    static abstract TSelf operator &(TSelf x, TSelf y);

    static abstract TSelf operator |(TSelf x, TSelf y);

    static abstract TSelf operator ^(TSelf x, TSelf y);

    /// <summary>x y + z with one rounding.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf x, TSelf y, TSelf z);

    static abstract TSelf Sqrt(TSelf x);

    /// <summary>The larger number; NaN if one is, and plus zero if the two are zeros of different sign.</summary>
    static abstract TSelf Max(TSelf x, TSelf y);

    /// <summary>Entries 0, 2, 4, ... of x and y in a row; for lanes of float only.</summary>
    static abstract TSelf Even(TSelf x, TSelf y);

    /// <summary>Entries 1, 3, 5, ... of x and y in a row; for lanes of float only.</summary>
    static abstract TSelf Odd(TSelf x, TSelf y);

    /// <summary>Stores twice as many entries: first entries of x and y, second ones, and so on; for lanes of float only.</summary>
    static abstract void StoreInterleaved(TSelf x, TSelf y, T* target);

    /// <summary>All bits set where x is greater than y; false for NaN.</summary>
    static abstract TSelf Greater(TSelf x, TSelf y);

    /// <summary>x where the mask is set, y elsewhere.</summary>
    static abstract TSelf Select(TSelf mask, TSelf x, TSelf y);

    /// <summary>Sum of the bit patterns, as signed integers of the width of T.</summary>
    static abstract TSelf AddBits(TSelf x, TSelf y);

    /// <summary>Bit patterns shifted to the left.</summary>
    static abstract TSelf ShiftBitsLeft(TSelf x, int count);

    /// <summary>Bit patterns shifted to the right, as signed integers of the width of T.</summary>
    static abstract TSelf ShiftBitsRight(TSelf x, int count);
}
