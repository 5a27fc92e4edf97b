using System.Numerics;
using System.Runtime.CompilerServices;

namespace NCVerify.Numerics;

/// <summary>What <see cref="Entrywise"/> does to the entries: arguments a and b, what stands in the target, and numbers p and q.</summary>
internal static class EntrywiseFunctions<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal readonly struct Add : IEntrywiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IEntrywiseFunction<T>.Of<TLanes>(TLanes a, TLanes b, TLanes target, TLanes p, TLanes q) => a + b;
    }

    internal readonly struct Subtract : IEntrywiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IEntrywiseFunction<T>.Of<TLanes>(TLanes a, TLanes b, TLanes target, TLanes p, TLanes q) => a - b;
    }

    internal readonly struct Multiply : IEntrywiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IEntrywiseFunction<T>.Of<TLanes>(TLanes a, TLanes b, TLanes target, TLanes p, TLanes q) => a * b;
    }

    internal readonly struct Divide : IEntrywiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IEntrywiseFunction<T>.Of<TLanes>(TLanes a, TLanes b, TLanes target, TLanes p, TLanes q) => a / b;
    }

    internal readonly struct MultiplyAdd : IEntrywiseFunction<T>
    {
        static bool IEntrywiseFunction<T>.ReadsTarget => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IEntrywiseFunction<T>.Of<TLanes>(TLanes a, TLanes b, TLanes target, TLanes p, TLanes q) => TLanes.FusedMultiplyAdd(a, b, target);
    }

    internal readonly struct Scale : IEntrywiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IEntrywiseFunction<T>.Of<TLanes>(TLanes a, TLanes b, TLanes target, TLanes p, TLanes q) => p * a;
    }

    internal readonly struct AddScaled : IEntrywiseFunction<T>
    {
        static bool IEntrywiseFunction<T>.ReadsTarget => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IEntrywiseFunction<T>.Of<TLanes>(TLanes a, TLanes b, TLanes target, TLanes p, TLanes q) => TLanes.FusedMultiplyAdd(p, a, target);
    }

    internal readonly struct Affine : IEntrywiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IEntrywiseFunction<T>.Of<TLanes>(TLanes a, TLanes b, TLanes target, TLanes p, TLanes q) => TLanes.FusedMultiplyAdd(p, a, q);
    }

    internal readonly struct Sqrt : IEntrywiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IEntrywiseFunction<T>.Of<TLanes>(TLanes a, TLanes b, TLanes target, TLanes p, TLanes q) => TLanes.Sqrt(a);
    }

    internal readonly struct Relu : IEntrywiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IEntrywiseFunction<T>.Of<TLanes>(TLanes a, TLanes b, TLanes target, TLanes p, TLanes q) => default(TLanes) + TLanes.Select(TLanes.Greater(default, a), default, a);
    }

    internal readonly struct ReluBackward : IEntrywiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IEntrywiseFunction<T>.Of<TLanes>(TLanes a, TLanes b, TLanes target, TLanes p, TLanes q) => TLanes.Greater(a, default) & b;
    }

    internal readonly struct LeakyRelu : IEntrywiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IEntrywiseFunction<T>.Of<TLanes>(TLanes a, TLanes b, TLanes target, TLanes p, TLanes q) => TLanes.Select(TLanes.Greater(a, default), a, p * a);
    }

    internal readonly struct LeakyReluBackward : IEntrywiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IEntrywiseFunction<T>.Of<TLanes>(TLanes a, TLanes b, TLanes target, TLanes p, TLanes q) => TLanes.Select(TLanes.Greater(a, default), b, p * b);
    }

    internal readonly struct TanhBackward : IEntrywiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IEntrywiseFunction<T>.Of<TLanes>(TLanes a, TLanes b, TLanes target, TLanes p, TLanes q) => (TLanes.All(T.One) - a) * (TLanes.All(T.One) + a) * b;
    }

    internal readonly struct SigmoidBackward : IEntrywiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IEntrywiseFunction<T>.Of<TLanes>(TLanes a, TLanes b, TLanes target, TLanes p, TLanes q) => a * (TLanes.All(T.One) - a) * b;
    }
}
