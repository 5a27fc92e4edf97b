using System.Numerics;

namespace NCVerify.Numerics;

/// <summary>
/// Entrywise operations on spans of float or double; all spans of one call have one length. Every entry is computed by the
/// operations written in <see cref="EntrywiseFunctions{T}"/>, each rounded once, so its bits depend neither on vector width nor on the number of
/// threads. The target may be one of the arguments.
/// </summary>
public static class Entrywise
{
    /// <summary>target = a + b.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Add<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => EntrywiseMap<T, EntrywiseFunctions<T>.Add>.Run(a, b, target);

    /// <summary>target = a - b.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Subtract<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => EntrywiseMap<T, EntrywiseFunctions<T>.Subtract>.Run(a, b, target);

    /// <summary>target = a b.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Multiply<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => EntrywiseMap<T, EntrywiseFunctions<T>.Multiply>.Run(a, b, target);

    /// <summary>target = a / b.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Divide<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => EntrywiseMap<T, EntrywiseFunctions<T>.Divide>.Run(a, b, target);

    /// <summary>target = a b + target, with one rounding.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void MultiplyAdd<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => EntrywiseMap<T, EntrywiseFunctions<T>.MultiplyAdd>.Run(a, b, target);

    /// <summary>target = factor a.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Scale<T>(T factor, ReadOnlySpan<T> a, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => EntrywiseMap<T, EntrywiseFunctions<T>.Scale>.Run(a, target, factor);

    /// <summary>target = factor a + target, with one rounding.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void AddScaled<T>(T factor, ReadOnlySpan<T> a, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => EntrywiseMap<T, EntrywiseFunctions<T>.AddScaled>.Run(a, target, factor);

    /// <summary>target = factor a + offset, with one rounding.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Affine<T>(T factor, T offset, ReadOnlySpan<T> a, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => EntrywiseMap<T, EntrywiseFunctions<T>.Affine>.Run(a, target, factor, offset);

    /// <summary>target = square root of a.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Sqrt<T>(ReadOnlySpan<T> a, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => EntrywiseMap<T, EntrywiseFunctions<T>.Sqrt>.Run(a, target);

    /// <summary>target = max(a, 0); NaN stays NaN, and minus zero becomes zero.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Relu<T>(ReadOnlySpan<T> a, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => EntrywiseMap<T, EntrywiseFunctions<T>.Relu>.Run(a, target);

    /// <summary>target = gradient where a is positive, zero elsewhere.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void ReluBackward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> gradient, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => EntrywiseMap<T, EntrywiseFunctions<T>.ReluBackward>.Run(a, gradient, target);

    /// <summary>target = a where a is positive, slope a elsewhere.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void LeakyRelu<T>(T slope, ReadOnlySpan<T> a, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => EntrywiseMap<T, EntrywiseFunctions<T>.LeakyRelu>.Run(a, target, slope);

    /// <summary>target = gradient where a is positive, slope gradient elsewhere.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void LeakyReluBackward<T>(T slope, ReadOnlySpan<T> a, ReadOnlySpan<T> gradient, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => EntrywiseMap<T, EntrywiseFunctions<T>.LeakyReluBackward>.Run(a, gradient, target, slope);

    /// <summary>target = (1 - y^2) gradient, for y = tanh(x).</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void TanhBackward<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> gradient, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => EntrywiseMap<T, EntrywiseFunctions<T>.TanhBackward>.Run(y, gradient, target);

    /// <summary>target = y (1 - y) gradient, for y = 1 / (1 + e^-x).</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void SigmoidBackward<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> gradient, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => EntrywiseMap<T, EntrywiseFunctions<T>.SigmoidBackward>.Run(y, gradient, target);
}
