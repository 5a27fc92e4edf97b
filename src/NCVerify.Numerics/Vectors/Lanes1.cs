using System.Numerics;
using System.Runtime.CompilerServices;

namespace NCVerify.Numerics;

/// <summary>One number: what is left at the end of an array, and the way of machines without vectors.</summary>
internal readonly unsafe struct Lanes1<T>(T value) : ILanes<Lanes1<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _value = value;

    public static int Count => 1;

    public static Lanes1<T> Load(T* source) => new(*source);

    public static void Store(Lanes1<T> x, T* target) => *target = x._value;

    public static Lanes1<T> Widen(float* source) => new(T.CreateTruncating(*source));

    public static Lanes1<T> All(T value) => new(value);

    public static Lanes1<T> operator +(Lanes1<T> x, Lanes1<T> y) => new(x._value + y._value);

    public static Lanes1<T> operator -(Lanes1<T> x, Lanes1<T> y) => new(x._value - y._value);

    public static Lanes1<T> operator *(Lanes1<T> x, Lanes1<T> y) => new(x._value * y._value);

    public static Lanes1<T> operator /(Lanes1<T> x, Lanes1<T> y) => new(x._value / y._value);

    public static Lanes1<T> operator &(Lanes1<T> x, Lanes1<T> y) => OfBits(x.Bits & y.Bits);

    public static Lanes1<T> operator |(Lanes1<T> x, Lanes1<T> y) => OfBits(x.Bits | y.Bits);

    public static Lanes1<T> operator ^(Lanes1<T> x, Lanes1<T> y) => OfBits(x.Bits ^ y.Bits);

    /// <summary>The bit pattern as a signed integer.</summary>
    private long Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? Unsafe.BitCast<T, int>(_value) : Unsafe.BitCast<T, long>(_value);
    }

    public static Lanes1<T> FusedMultiplyAdd(Lanes1<T> x, Lanes1<T> y, Lanes1<T> z) => new(T.FusedMultiplyAdd(x._value, y._value, z._value));

    public static Lanes1<T> Sqrt(Lanes1<T> x) => new(T.Sqrt(x._value));

    public static Lanes1<T> Max(Lanes1<T> x, Lanes1<T> y) => new(T.Max(x._value, y._value));

    public static Lanes1<T> Even(Lanes1<T> x, Lanes1<T> y) => x;

    public static Lanes1<T> Odd(Lanes1<T> x, Lanes1<T> y) => y;

    public static void StoreInterleaved(Lanes1<T> x, Lanes1<T> y, T* target)
    {
        target[0] = x._value;
        target[1] = y._value;
    }

    // Without a branch, which random numbers would mislead.
    public static Lanes1<T> Greater(Lanes1<T> x, Lanes1<T> y) => OfBits(-(long)Unsafe.BitCast<bool, byte>(x._value > y._value));

    public static Lanes1<T> Select(Lanes1<T> mask, Lanes1<T> x, Lanes1<T> y) => OfBits((mask.Bits & x.Bits) | (~mask.Bits & y.Bits));

    public static Lanes1<T> AddBits(Lanes1<T> x, Lanes1<T> y) => OfBits(x.Bits + y.Bits);

    public static Lanes1<T> ShiftBitsLeft(Lanes1<T> x, int count) => OfBits(x.Bits << count);

    public static Lanes1<T> ShiftBitsRight(Lanes1<T> x, int count) => OfBits(x.Bits >> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes1<T> OfBits(long bits) => new(typeof(T) == typeof(float) ? Unsafe.BitCast<int, T>((int)bits) : Unsafe.BitCast<long, T>(bits));
}
