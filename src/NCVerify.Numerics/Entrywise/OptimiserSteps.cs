using System.Numerics;
using System.Runtime.CompilerServices;

namespace NCVerify.Numerics;

/// <summary>
/// One step of an optimiser on a span of parameters, in one pass over memory. Bits depend neither on vector width nor on
/// the number of threads.
/// </summary>
public static unsafe class OptimiserSteps
{
    /// <summary>
    /// Gradient step with momentum: g' = g + decay p, v = momentum v + g', p = p - rate v; with <paramref name="nesterov"/>
    /// p = p - rate (g' + momentum v). Every product is added with one rounding.
    /// </summary>
    /// <param name="parameters">p, overwritten.</param>
    /// <param name="gradient">g: gradient of the loss without the penalty.</param>
    /// <param name="velocity">v, overwritten; zeros before the first step.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="momentum">Momentum; 0 for plain gradient descent.</param>
    /// <param name="decay">Weight decay lambda: the gradient of (lambda/2) |p|^2 is added.</param>
    /// <param name="nesterov">Whether the step looks ahead.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Momentum<T>(Span<T> parameters, ReadOnlySpan<T> gradient, Span<T> velocity, T rate, T momentum, T decay, bool nesterov = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Precision.Check<T>();
        Lengths.Check(gradient.Length, parameters.Length, nameof(gradient));
        Lengths.Check(velocity.Length, parameters.Length, nameof(velocity));
        fixed (T* p = parameters, g = gradient, v = velocity)
        {
            EntrywiseLoop<T, MomentumOperation<T>>.Run(new(p, g, v, -rate, momentum, decay, nesterov), parameters.Length);
        }
    }

    /// <summary>
    /// Adam (Kingma and Ba 2015, algorithm 1) with weight decay added to the gradient, or decoupled from it (Loshchilov and
    /// Hutter 2019, algorithm 2).
    /// </summary>
    /// <param name="parameters">p, overwritten.</param>
    /// <param name="gradient">Gradient of the loss without the penalty.</param>
    /// <param name="mean">First moment, overwritten; zeros before the first step.</param>
    /// <param name="square">Second moment, overwritten; zeros before the first step.</param>
    /// <param name="step">Number of this step, counted from 1.</param>
    /// <param name="settings">Rates.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the step is not positive.</exception>
    public static void Adam<T>(Span<T> parameters, ReadOnlySpan<T> gradient, Span<T> mean, Span<T> square, int step, AdamSettings settings)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Precision.Check<T>();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        Lengths.Check(gradient.Length, parameters.Length, nameof(gradient));
        Lengths.Check(mean.Length, parameters.Length, nameof(mean));
        Lengths.Check(square.Length, parameters.Length, nameof(square));
        fixed (T* p = parameters, g = gradient, m = mean, s = square)
        {
            EntrywiseLoop<T, AdamOperation<T>>.Run(new(p, g, m, s, step, settings), parameters.Length);
        }
    }

    private readonly struct MomentumOperation<T>(T* parameters, T* gradient, T* velocity, T minusRate, T momentum, T decay, bool nesterov) : IEntrywise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, T>
        {
            TLanes p = TLanes.Load(parameters + i);
            TLanes g = TLanes.FusedMultiplyAdd(TLanes.All(decay), p, TLanes.Load(gradient + i));
            TLanes v = TLanes.FusedMultiplyAdd(TLanes.All(momentum), TLanes.Load(velocity + i), g);
            TLanes direction = nesterov ? TLanes.FusedMultiplyAdd(TLanes.All(momentum), v, g) : v;
            TLanes.Store(v, velocity + i);
            TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.All(minusRate), direction, p), parameters + i);
        }
    }

    private readonly struct AdamOperation<T> : IEntrywise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T* _parameters, _gradient, _mean, _square;
        private readonly T _first, _firstRest, _second, _secondRest, _added, _kept, _epsilon, _minusRate, _squareScale;

        public AdamOperation(T* parameters, T* gradient, T* mean, T* square, int step, AdamSettings settings)
        {
            _parameters = parameters;
            _gradient = gradient;
            _mean = mean;
            _square = square;
            (_first, _firstRest) = (T.CreateChecked(settings.FirstDecay), T.CreateChecked(1 - settings.FirstDecay));
            (_second, _secondRest) = (T.CreateChecked(settings.SecondDecay), T.CreateChecked(1 - settings.SecondDecay));
            _added = T.CreateChecked(settings.Decoupled ? 0 : settings.WeightDecay);
            _kept = T.CreateChecked(settings.Decoupled ? 1 - (settings.Rate * settings.WeightDecay) : 1);
            _epsilon = T.CreateChecked(settings.Epsilon);
            _minusRate = T.CreateChecked(-settings.Rate / (1 - Power(settings.FirstDecay, step)));
            _squareScale = T.CreateChecked(1 / (1 - Power(settings.SecondDecay, step)));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, T>
        {
            TLanes p = TLanes.Load(_parameters + i);
            TLanes g = TLanes.FusedMultiplyAdd(TLanes.All(_added), p, TLanes.Load(_gradient + i));
            TLanes m = TLanes.FusedMultiplyAdd(TLanes.All(_first), TLanes.Load(_mean + i), TLanes.All(_firstRest) * g);
            TLanes s = TLanes.FusedMultiplyAdd(TLanes.All(_second), TLanes.Load(_square + i), TLanes.All(_secondRest) * (g * g));
            TLanes.Store(m, _mean + i);
            TLanes.Store(s, _square + i);
            TLanes direction = m / (TLanes.Sqrt(TLanes.All(_squareScale) * s) + TLanes.All(_epsilon));
            TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.All(_minusRate), direction, TLanes.All(_kept) * p), _parameters + i);
        }

        /// <summary>x^n by squaring: the same bits everywhere, which a library's power does not promise.</summary>
        private static double Power(double x, int n)
        {
            double power = 1;
            for (; n > 0; n >>= 1, x *= x)
            {
                power *= (n & 1) == 1 ? x : 1;
            }

            return power;
        }
    }
}
