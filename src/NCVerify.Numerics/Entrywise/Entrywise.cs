using System.Numerics;
using System.Runtime.CompilerServices;

namespace NCVerify.Numerics;

/// <summary>
/// Entrywise operations on spans of float or double; all spans of one call have one length. Every entry is computed by the
/// operations written here, each rounded once, so its bits depend neither on vector width nor on the number of threads.
/// The target may be one of the arguments.
/// </summary>
public static unsafe class Entrywise
{
    /// <summary>target = a + b.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Add<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Precision.Check<T>();
        Lengths.Check(a.Length, target.Length, nameof(a));
        Lengths.Check(b.Length, target.Length, nameof(b));
        fixed (T* aStart = a, bStart = b, targetStart = target)
        {
            EntrywiseLoop<T, AddOperation<T>>.Run(new(aStart, bStart, targetStart), target.Length);
        }
    }

    /// <summary>target = a - b.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Subtract<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Precision.Check<T>();
        Lengths.Check(a.Length, target.Length, nameof(a));
        Lengths.Check(b.Length, target.Length, nameof(b));
        fixed (T* aStart = a, bStart = b, targetStart = target)
        {
            EntrywiseLoop<T, SubtractOperation<T>>.Run(new(aStart, bStart, targetStart), target.Length);
        }
    }

    /// <summary>target = a b.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Multiply<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Precision.Check<T>();
        Lengths.Check(a.Length, target.Length, nameof(a));
        Lengths.Check(b.Length, target.Length, nameof(b));
        fixed (T* aStart = a, bStart = b, targetStart = target)
        {
            EntrywiseLoop<T, MultiplyOperation<T>>.Run(new(aStart, bStart, targetStart), target.Length);
        }
    }

    /// <summary>target = a / b.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Divide<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Precision.Check<T>();
        Lengths.Check(a.Length, target.Length, nameof(a));
        Lengths.Check(b.Length, target.Length, nameof(b));
        fixed (T* aStart = a, bStart = b, targetStart = target)
        {
            EntrywiseLoop<T, DivideOperation<T>>.Run(new(aStart, bStart, targetStart), target.Length);
        }
    }

    /// <summary>target = a b + target, with one rounding.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void MultiplyAdd<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Precision.Check<T>();
        Lengths.Check(a.Length, target.Length, nameof(a));
        Lengths.Check(b.Length, target.Length, nameof(b));
        fixed (T* aStart = a, bStart = b, targetStart = target)
        {
            EntrywiseLoop<T, MultiplyAddOperation<T>>.Run(new(aStart, bStart, targetStart), target.Length);
        }
    }

    /// <summary>target = factor a.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Scale<T>(T factor, ReadOnlySpan<T> a, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Precision.Check<T>();
        Lengths.Check(a.Length, target.Length, nameof(a));
        fixed (T* aStart = a, targetStart = target)
        {
            EntrywiseLoop<T, ScaleOperation<T>>.Run(new(aStart, targetStart, factor), target.Length);
        }
    }

    /// <summary>target = factor a + target, with one rounding.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void AddScaled<T>(T factor, ReadOnlySpan<T> a, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Precision.Check<T>();
        Lengths.Check(a.Length, target.Length, nameof(a));
        fixed (T* aStart = a, targetStart = target)
        {
            EntrywiseLoop<T, AddScaledOperation<T>>.Run(new(aStart, targetStart, factor), target.Length);
        }
    }

    /// <summary>target = factor a + offset, with one rounding.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Affine<T>(T factor, T offset, ReadOnlySpan<T> a, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Precision.Check<T>();
        Lengths.Check(a.Length, target.Length, nameof(a));
        fixed (T* aStart = a, targetStart = target)
        {
            EntrywiseLoop<T, AffineOperation<T>>.Run(new(aStart, targetStart, factor, offset), target.Length);
        }
    }

    /// <summary>target = square root of a.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Sqrt<T>(ReadOnlySpan<T> a, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Precision.Check<T>();
        Lengths.Check(a.Length, target.Length, nameof(a));
        fixed (T* aStart = a, targetStart = target)
        {
            EntrywiseLoop<T, SqrtOperation<T>>.Run(new(aStart, targetStart), target.Length);
        }
    }

    /// <summary>target = max(a, 0); NaN stays NaN, and minus zero becomes zero.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Relu<T>(ReadOnlySpan<T> a, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Precision.Check<T>();
        Lengths.Check(a.Length, target.Length, nameof(a));
        fixed (T* aStart = a, targetStart = target)
        {
            EntrywiseLoop<T, ReluOperation<T>>.Run(new(aStart, targetStart), target.Length);
        }
    }

    /// <summary>target = gradient where a is positive, zero elsewhere.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void ReluBackward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> gradient, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Precision.Check<T>();
        Lengths.Check(a.Length, target.Length, nameof(a));
        Lengths.Check(gradient.Length, target.Length, nameof(gradient));
        fixed (T* aStart = a, gradientStart = gradient, targetStart = target)
        {
            EntrywiseLoop<T, ReluBackwardOperation<T>>.Run(new(aStart, gradientStart, targetStart), target.Length);
        }
    }

    /// <summary>target = a where a is positive, slope a elsewhere.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void LeakyRelu<T>(T slope, ReadOnlySpan<T> a, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Precision.Check<T>();
        Lengths.Check(a.Length, target.Length, nameof(a));
        fixed (T* aStart = a, targetStart = target)
        {
            EntrywiseLoop<T, LeakyReluOperation<T>>.Run(new(aStart, targetStart, slope), target.Length);
        }
    }

    /// <summary>target = gradient where a is positive, slope gradient elsewhere.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void LeakyReluBackward<T>(T slope, ReadOnlySpan<T> a, ReadOnlySpan<T> gradient, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Precision.Check<T>();
        Lengths.Check(a.Length, target.Length, nameof(a));
        Lengths.Check(gradient.Length, target.Length, nameof(gradient));
        fixed (T* aStart = a, gradientStart = gradient, targetStart = target)
        {
            EntrywiseLoop<T, LeakyReluBackwardOperation<T>>.Run(new(aStart, gradientStart, targetStart, slope), target.Length);
        }
    }

    /// <summary>target = (1 - y^2) gradient, for y = tanh(x).</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void TanhBackward<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> gradient, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Precision.Check<T>();
        Lengths.Check(y.Length, target.Length, nameof(y));
        Lengths.Check(gradient.Length, target.Length, nameof(gradient));
        fixed (T* yStart = y, gradientStart = gradient, targetStart = target)
        {
            EntrywiseLoop<T, TanhBackwardOperation<T>>.Run(new(yStart, gradientStart, targetStart), target.Length);
        }
    }

    /// <summary>target = y (1 - y) gradient, for y = 1 / (1 + e^-x).</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void SigmoidBackward<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> gradient, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Precision.Check<T>();
        Lengths.Check(y.Length, target.Length, nameof(y));
        Lengths.Check(gradient.Length, target.Length, nameof(gradient));
        fixed (T* yStart = y, gradientStart = gradient, targetStart = target)
        {
            EntrywiseLoop<T, SigmoidBackwardOperation<T>>.Run(new(yStart, gradientStart, targetStart), target.Length);
        }
    }

    private readonly struct AddOperation<T>(T* a, T* b, T* target) : IEntrywise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, T>
        {
            TLanes.Store(TLanes.Load(a + i) + TLanes.Load(b + i), target + i);
        }
    }

    private readonly struct SubtractOperation<T>(T* a, T* b, T* target) : IEntrywise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, T>
        {
            TLanes.Store(TLanes.Load(a + i) - TLanes.Load(b + i), target + i);
        }
    }

    private readonly struct MultiplyOperation<T>(T* a, T* b, T* target) : IEntrywise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, T>
        {
            TLanes.Store(TLanes.Load(a + i) * TLanes.Load(b + i), target + i);
        }
    }

    private readonly struct DivideOperation<T>(T* a, T* b, T* target) : IEntrywise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, T>
        {
            TLanes.Store(TLanes.Load(a + i) / TLanes.Load(b + i), target + i);
        }
    }

    private readonly struct MultiplyAddOperation<T>(T* a, T* b, T* target) : IEntrywise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, T>
        {
            TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.Load(a + i), TLanes.Load(b + i), TLanes.Load(target + i)), target + i);
        }
    }

    private readonly struct ScaleOperation<T>(T* a, T* target, T factor) : IEntrywise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, T>
        {
            TLanes.Store(TLanes.All(factor) * TLanes.Load(a + i), target + i);
        }
    }

    private readonly struct AddScaledOperation<T>(T* a, T* target, T factor) : IEntrywise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, T>
        {
            TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.All(factor), TLanes.Load(a + i), TLanes.Load(target + i)), target + i);
        }
    }

    private readonly struct AffineOperation<T>(T* a, T* target, T factor, T offset) : IEntrywise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, T>
        {
            TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.All(factor), TLanes.Load(a + i), TLanes.All(offset)), target + i);
        }
    }

    private readonly struct SqrtOperation<T>(T* a, T* target) : IEntrywise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, T>
        {
            TLanes.Store(TLanes.Sqrt(TLanes.Load(a + i)), target + i);
        }
    }

    private readonly struct ReluOperation<T>(T* a, T* target) : IEntrywise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, T>
        {
            TLanes x = TLanes.Load(a + i), zero = default;
            TLanes.Store(zero + TLanes.Select(TLanes.Greater(zero, x), zero, x), target + i);
        }
    }

    private readonly struct ReluBackwardOperation<T>(T* a, T* gradient, T* target) : IEntrywise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, T>
        {
            TLanes.Store(TLanes.Greater(TLanes.Load(a + i), default) & TLanes.Load(gradient + i), target + i);
        }
    }

    private readonly struct LeakyReluOperation<T>(T* a, T* target, T slope) : IEntrywise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, T>
        {
            TLanes x = TLanes.Load(a + i);
            TLanes.Store(TLanes.Select(TLanes.Greater(x, default), x, TLanes.All(slope) * x), target + i);
        }
    }

    private readonly struct LeakyReluBackwardOperation<T>(T* a, T* gradient, T* target, T slope) : IEntrywise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, T>
        {
            TLanes g = TLanes.Load(gradient + i);
            TLanes.Store(TLanes.Select(TLanes.Greater(TLanes.Load(a + i), default), g, TLanes.All(slope) * g), target + i);
        }
    }

    private readonly struct TanhBackwardOperation<T>(T* y, T* gradient, T* target) : IEntrywise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, T>
        {
            TLanes t = TLanes.Load(y + i), g = TLanes.Load(gradient + i), one = TLanes.All(T.One);
            TLanes.Store((one - t) * (one + t) * g, target + i);
        }
    }

    private readonly struct SigmoidBackwardOperation<T>(T* y, T* gradient, T* target) : IEntrywise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, T>
        {
            TLanes t = TLanes.Load(y + i);
            TLanes.Store(t * (TLanes.All(T.One) - t) * TLanes.Load(gradient + i), target + i);
        }
    }
}
