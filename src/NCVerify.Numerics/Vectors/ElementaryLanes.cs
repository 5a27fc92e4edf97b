using System.Runtime.CompilerServices;

namespace NCVerify.Numerics;

/// <summary>
/// Elementary functions of float vectors. Polynomials are minimax fits of relative error on the reduced interval;
/// everything is adds, products and fused multiply-adds written out here, so every width gives the same bits.
/// </summary>
/// <remarks>Units in the last place lost at most: exp, log and log1p 1, expm1 1.5, tanh and softplus 2, the logistic function 2.5.</remarks>
internal static class ElementaryLanes<TLanes>
    where TLanes : unmanaged, ILanes<TLanes, float>
{
    private const float Log2E = 1.44269504f;

    // ln 2 in two parts; the first has so few bits that its product with an exponent is exact.
    private const float Ln2High = 0.693359375f, Ln2Low = -2.12194440e-4f;

    /// <summary>1.5 2^23: adding it rounds to an integer, which then stands in the low bits.</summary>
    private const float Rounder = 12582912f;

    /// <summary>Beyond these e^x is 0 or infinity in any rounding.</summary>
    private const float LeastExponent = -104f, MostExponent = 89f;

    /// <summary>Bit pattern of the square root of 1/2: mantissas are taken from [sqrt(1/2), sqrt(2)).</summary>
    private const int RootHalfBits = 0x3F3504F3;

    private const float SmallestNormal = 1.17549435e-38f;

    /// <summary>e^x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Exp(TLanes x)
    {
        TLanes k = Reduce(Clamp(x, LeastExponent, MostExponent), out TLanes small);
        TLanes exponent = TLanes.AddBits(k, Bits(-BitConverter.SingleToInt32Bits(Rounder)));

        // Two factors, so that neither overflows and subnormal results are rounded once.
        TLanes half = TLanes.ShiftBitsRight(exponent, 1), rest = TLanes.ShiftBitsRight(TLanes.AddBits(exponent, Bits(1)), 1);
        return (TLanes.All(1) + small) * PowerOfTwo(half) * PowerOfTwo(rest);
    }

    /// <summary>e^x - 1, accurate for small x also.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Expm1(TLanes x)
    {
        TLanes k = Reduce(Clamp(x, -30, MostExponent), out TLanes small);

        // 2 (2^(k-1) small + 2^(k-1) - 1/2): 2^k itself may overflow.
        TLanes scale = PowerOfTwo(TLanes.AddBits(k, Bits(-1 - BitConverter.SingleToInt32Bits(Rounder))));
        TLanes half = TLanes.FusedMultiplyAdd(scale, small, scale - TLanes.All(0.5f));
        return TLanes.Select(TLanes.Greater(TLanes.All(1e-8f), Absolute(x)), x, half + half);
    }

    /// <summary>Natural logarithm; NaN below 0, minus infinity at 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log(TLanes x) => LogOfSum(x, default);

    /// <summary>log(1 + x), accurate for small x also; NaN below -1, minus infinity at -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log1p(TLanes x)
    {
        // What rounding took from 1 + x, exactly.
        TLanes one = TLanes.All(1), u = one + x;
        TLanes lost = TLanes.Select(TLanes.Greater(one, x), x - (u - one), one - (u - x));
        TLanes log = LogOfSum(u, lost / u);
        return TLanes.Select(TLanes.Greater(TLanes.All(1e-8f), Absolute(x)), x, log);
    }

    /// <summary>tanh(x): an odd polynomial up to 0.625, t / (t + 2) with t = e^(2x) - 1 beyond; the sign is put back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Tanh(TLanes x)
    {
        TLanes sign = x & Bits(int.MinValue), size = Clamp(x ^ sign, 0, 10);
        TLanes t = Expm1(size + size), square = size * size;
        TLanes tail = TLanes.FusedMultiplyAdd(TLanes.All(-0.0056483075f), square, TLanes.All(0.020589817f));
        tail = TLanes.FusedMultiplyAdd(tail, square, TLanes.All(-0.053725123f));
        tail = TLanes.FusedMultiplyAdd(tail, square, TLanes.All(0.13331275f));
        tail = TLanes.FusedMultiplyAdd(tail, square, TLanes.All(-0.33333275f));
        TLanes near = TLanes.FusedMultiplyAdd(size * square, tail, size);
        return TLanes.Select(TLanes.Greater(size, TLanes.All(0.625f)), t / (t + TLanes.All(2)), near) | sign;
    }

    /// <summary>1 / (1 + e^-x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Sigmoid(TLanes x)
    {
        TLanes one = TLanes.All(1), e = Exp(x | Bits(int.MinValue));
        return TLanes.Select(TLanes.Greater(default, x), e, one) / (one + e);
    }

    /// <summary>log(1 + e^x) = max(x, 0) + log(1 + e^-|x|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Softplus(TLanes x) =>
        TLanes.Select(TLanes.Greater(default, x), default, x) + Log1p(Exp(x | Bits(int.MinValue)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Absolute(TLanes x) => x & Bits(int.MaxValue);

    /// <summary>NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Clamp(TLanes x, float least, float most)
    {
        x = TLanes.Select(TLanes.Greater(x, TLanes.All(most)), TLanes.All(most), x);
        return TLanes.Select(TLanes.Greater(TLanes.All(least), x), TLanes.All(least), x);
    }

    /// <summary>Splits x = k ln 2 + r and computes e^r - 1; returns Rounder + k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Reduce(TLanes x, out TLanes small)
    {
        TLanes shifted = TLanes.FusedMultiplyAdd(x, TLanes.All(Log2E), TLanes.All(Rounder)), k = shifted - TLanes.All(Rounder);
        TLanes r = TLanes.FusedMultiplyAdd(k, TLanes.All(-Ln2Low), TLanes.FusedMultiplyAdd(k, TLanes.All(-Ln2High), x));
        TLanes tail = TLanes.FusedMultiplyAdd(TLanes.All(0.00138146f), r, TLanes.All(0.008368716f));
        tail = TLanes.FusedMultiplyAdd(tail, r, TLanes.All(0.04166839f));
        tail = TLanes.FusedMultiplyAdd(tail, r, TLanes.All(0.16666521f));
        tail = TLanes.FusedMultiplyAdd(tail, r, TLanes.All(0.49999994f));
        small = TLanes.FusedMultiplyAdd(r * r, tail, r);
        return shifted;
    }

    /// <summary>log(u (1 + shift)) for positive u and a shift below half a unit in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes LogOfSum(TLanes u, TLanes shift)
    {
        TLanes tiny = TLanes.Greater(TLanes.All(SmallestNormal), u), v = TLanes.Select(tiny, u * TLanes.All(8388608f), u);

        // Exponent e such that v = m 2^e with m in [sqrt(1/2), sqrt(2)).
        TLanes e = TLanes.ShiftBitsRight(TLanes.AddBits(v, Bits(-RootHalfBits)), 23);
        TLanes m = TLanes.AddBits(v, TLanes.ShiftBitsLeft(e ^ Bits(-1), 23));
        m = TLanes.AddBits(m, Bits(1 << 23));
        TLanes exponent = TLanes.AddBits(e, TLanes.All(Rounder)) - TLanes.All(Rounder);
        exponent = TLanes.Select(tiny, exponent - TLanes.All(23), exponent);

        TLanes f = m - TLanes.All(1), square = f * f;
        TLanes series = TLanes.FusedMultiplyAdd(TLanes.All(0.06746601f), f, TLanes.All(-0.11675641f));
        series = TLanes.FusedMultiplyAdd(series, f, TLanes.All(0.11888175f));
        series = TLanes.FusedMultiplyAdd(series, f, TLanes.All(-0.124055915f));
        series = TLanes.FusedMultiplyAdd(series, f, TLanes.All(0.14219551f));
        series = TLanes.FusedMultiplyAdd(series, f, TLanes.All(-0.16667996f));
        series = TLanes.FusedMultiplyAdd(series, f, TLanes.All(0.20002119f));
        series = TLanes.FusedMultiplyAdd(series, f, TLanes.All(-0.2500001f));
        series = TLanes.FusedMultiplyAdd(series, f, TLanes.All(0.33333313f));
        TLanes low = TLanes.FusedMultiplyAdd(exponent, TLanes.All(Ln2Low), shift);
        low = TLanes.FusedMultiplyAdd(square * f, series, low);
        low = TLanes.FusedMultiplyAdd(TLanes.All(-0.5f), square, low);
        TLanes log = TLanes.FusedMultiplyAdd(exponent, TLanes.All(Ln2High), f + low);

        // Zero, negative numbers, infinity and NaN.
        TLanes positive = TLanes.Greater(u, default), finite = TLanes.Greater(TLanes.All(float.PositiveInfinity), u);
        TLanes special = TLanes.Select(TLanes.Greater(default, u), TLanes.All(float.NaN), TLanes.All(float.NegativeInfinity) + u);
        return TLanes.Select(positive & finite, log, TLanes.Select(positive, u, special));
    }

    /// <summary>2^k for integers k from -126 to 127.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes PowerOfTwo(TLanes integer) => TLanes.AddBits(TLanes.ShiftBitsLeft(integer, 23), TLanes.All(1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Bits(int pattern) => TLanes.All(BitConverter.Int32BitsToSingle(pattern));
}
