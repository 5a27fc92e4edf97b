using System.Numerics;
using System.Runtime.CompilerServices;

namespace NCVerify.Numerics;

/// <summary>
/// Elementary functions on spans of float or double, with the same bits on every machine. Errors are at most 2.5 units in
/// the last place in float (1 for exp and log), and a few in double. The target may be the argument.
/// </summary>
public static unsafe class Elementary
{
    /// <summary>target = f(x): e^x.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Exp<T>(ReadOnlySpan<T> x, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Map<T, ExpFunction>(x, target);

    /// <summary>target = f(x): e^x - 1, accurate for small x also.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Expm1<T>(ReadOnlySpan<T> x, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Map<T, Expm1Function>(x, target);

    /// <summary>target = f(x): Natural logarithm; NaN below 0, minus infinity at 0.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Log<T>(ReadOnlySpan<T> x, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Map<T, LogFunction>(x, target);

    /// <summary>target = f(x): log(1 + x), accurate for small x also.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Log1p<T>(ReadOnlySpan<T> x, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Map<T, Log1pFunction>(x, target);

    /// <summary>target = f(x): Hyperbolic tangent.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Tanh<T>(ReadOnlySpan<T> x, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Map<T, TanhFunction>(x, target);

    /// <summary>target = f(x): 1 / (1 + e^-x).</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Sigmoid<T>(ReadOnlySpan<T> x, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Map<T, SigmoidFunction>(x, target);

    /// <summary>target = f(x): log(1 + e^x), without overflow.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Softplus<T>(ReadOnlySpan<T> x, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Map<T, SoftplusFunction>(x, target);

    private static void Map<T, TFunction>(ReadOnlySpan<T> x, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : struct, IFunction
    {
        Precision.Check<T>();
        Lengths.Check(x.Length, target.Length, nameof(x));
        fixed (T* from = x, to = target)
        {
            if (typeof(T) == typeof(float))
            {
                EntrywiseLoop<float, SingleOperation<TFunction>>.Run(new((float*)from, (float*)to), x.Length);
            }
            else
            {
                const int chunk = 1 << 11;
                var job = new DoubleChunks<TFunction>((double*)from, (double*)to, x.Length, chunk);
                Crew.Run(ref job, (x.Length + chunk - 1) / chunk, Parallelism.Degree);
            }
        }
    }

    private static void Each(Func<double, double> f, ReadOnlySpan<double> x, Span<double> target)
    {
        for (int i = 0; i < x.Length; i++)
        {
            target[i] = f(x[i]);
        }
    }

    private interface IFunction
    {
        static abstract TLanes Of<TLanes>(TLanes x)
            where TLanes : unmanaged, ILanes<TLanes, float>;

        static abstract void Of(ReadOnlySpan<double> x, Span<double> target);
    }

    private readonly struct SingleOperation<TFunction>(float* x, float* target) : IEntrywise<float>
        where TFunction : struct, IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, float> => TLanes.Store(TFunction.Of(TLanes.Load(x + i)), target + i);
    }

    private readonly struct DoubleChunks<TFunction>(double* x, double* target, int count, int chunk) : IJob
        where TFunction : struct, IFunction
    {
        public void Run(int index)
        {
            long end = Math.Min(count, ((long)index + 1) * chunk);
            long first = (long)index * chunk;
            TFunction.Of(new ReadOnlySpan<double>(x + first, (int)(end - first)), new Span<double>(target + first, (int)(end - first)));
        }
    }

    private readonly struct ExpFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x)
            where TLanes : unmanaged, ILanes<TLanes, float> => ElementaryLanes<TLanes>.Exp(x);

        public static void Of(ReadOnlySpan<double> x, Span<double> target) => Special.Exp(x, target);
    }

    private readonly struct Expm1Function : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x)
            where TLanes : unmanaged, ILanes<TLanes, float> => ElementaryLanes<TLanes>.Expm1(x);

        public static void Of(ReadOnlySpan<double> x, Span<double> target) => Each(Special.Expm1, x, target);
    }

    private readonly struct LogFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x)
            where TLanes : unmanaged, ILanes<TLanes, float> => ElementaryLanes<TLanes>.Log(x);

        public static void Of(ReadOnlySpan<double> x, Span<double> target) => Each(Special.Log, x, target);
    }

    private readonly struct Log1pFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x)
            where TLanes : unmanaged, ILanes<TLanes, float> => ElementaryLanes<TLanes>.Log1p(x);

        public static void Of(ReadOnlySpan<double> x, Span<double> target) => Each(Special.Log1p, x, target);
    }

    private readonly struct TanhFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x)
            where TLanes : unmanaged, ILanes<TLanes, float> => ElementaryLanes<TLanes>.Tanh(x);

        public static void Of(ReadOnlySpan<double> x, Span<double> target) => Each(Special.Tanh, x, target);
    }

    private readonly struct SigmoidFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x)
            where TLanes : unmanaged, ILanes<TLanes, float> => ElementaryLanes<TLanes>.Sigmoid(x);

        public static void Of(ReadOnlySpan<double> x, Span<double> target) => Each(Special.Sigmoid, x, target);
    }

    private readonly struct SoftplusFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x)
            where TLanes : unmanaged, ILanes<TLanes, float> => ElementaryLanes<TLanes>.Softplus(x);

        public static void Of(ReadOnlySpan<double> x, Span<double> target) => Each(Special.Softplus, x, target);
    }
}
