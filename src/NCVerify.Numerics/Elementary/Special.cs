using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NCVerify.Numerics;

/// <summary>
/// Elementary functions of our own: accurate to a few units in the last place also where the obvious formula cancels,
/// and with the same bits on every machine (fixed polynomials, fused multiply-add).
/// </summary>
public static class Special
{
    private const double Log2E = 1.4426950408889634;

    // ln 2 in two parts; the first has 21 trailing zero bits, so that its product with an exponent is exact.
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double LargestExponent = 709.782712893384;
    private const double SmallestExponent = -745.14;

    /// <summary>1/k! for k = 0..14: on |r| at most ln 2 / 2 the next term of the exponential is below 3e-19.</summary>
    private static readonly double[] InverseFactorial = [.. Enumerable.Range(0, 15).Select(k => 1.0 / Enumerable.Range(1, k).Aggregate(1.0, (p, i) => p * i))];

    /// <summary>e^x; 0 below the smallest subnormal, infinity on overflow.</summary>
    public static double Exp(double x)
    {
        if (!(x >= SmallestExponent && x <= LargestExponent))
        {
            return double.IsNaN(x) ? x : x > 0 ? double.PositiveInfinity : 0;
        }

        (double r, double k) = Reduce(x);
        double tail = ExpTail(r);
        return Scale(1 + Math.FusedMultiplyAdd(r * r, tail, r), (int)k);
    }

    /// <summary>e^x - 1, accurate for small x also.</summary>
    public static double Expm1(double x)
    {
        if (!(x >= -40 && x <= LargestExponent))
        {
            return double.IsNaN(x) ? x : x > 0 ? double.PositiveInfinity : -1;
        }

        if (Math.Abs(x) < 1e-17)
        {
            return x;
        }

        (double r, double k) = Reduce(x);
        double small = Math.FusedMultiplyAdd(r * r, ExpTail(r), r);
        if (k == 0)
        {
            return small;
        }

        // Beyond 2^60 the 1 is lost anyway, and 2^1024 would overflow before its product does.
        return k > 60 ? Scale(1 + small, (int)k) : Math.FusedMultiplyAdd(Math.ScaleB(1, (int)k), small, Math.ScaleB(1, (int)k) - 1);
    }

    /// <summary>log(1 + x), accurate for small x also; NaN below -1, minus infinity at -1.</summary>
    public static double Log1p(double x)
    {
        if (!(x > -1) || double.IsPositiveInfinity(x))
        {
            return x == -1 ? double.NegativeInfinity : double.IsPositiveInfinity(x) ? x : double.NaN;
        }

        if (Math.Abs(x) < 1e-17)
        {
            return x;
        }

        double u = 1 + x;

        // What rounding took from 1 + x, exactly.
        double lost = x < 1 ? x - (u - 1) : 1 - (u - x);
        return LogOfSum(u, lost);
    }

    /// <summary>Natural logarithm; NaN below 0, minus infinity at 0.</summary>
    public static double Log(double x)
    {
        if (!(x > 0) || double.IsPositiveInfinity(x))
        {
            return x == 0 ? double.NegativeInfinity : double.IsPositiveInfinity(x) ? x : double.NaN;
        }

        return LogOfSum(x, 0);
    }

    /// <summary>Hyperbolic tangent.</summary>
    public static double Tanh(double x)
    {
        // Beyond 20 it rounds to 1.
        double t = Expm1(2 * Math.Min(Math.Abs(x), 20));
        return double.IsNaN(x) ? x : Math.CopySign(t / (t + 2), x);
    }

    /// <summary>1 / (1 + e^-x).</summary>
    public static double Sigmoid(double x)
    {
        double e = Exp(-Math.Abs(x)), upper = 1 / (1 + e);
        return x < 0 ? e * upper : upper;
    }

    /// <summary>log(1 + e^x), without overflow.</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Exp(-Math.Abs(x)));

    /// <summary>target = e^x entrywise, eight at a time; the bits are those of <see cref="Exp(double)"/>. May run in place.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Exp(ReadOnlySpan<double> x, Span<double> target)
    {
        if (x.Length != target.Length)
        {
            throw new ArgumentException($"Vectors of equal length are needed; the lengths are {x.Length} and {target.Length}.", nameof(target));
        }

        int i = 0;
        for (; i <= x.Length - 8; i += 8)
        {
            Vector512<double> v = Vector512.Create(x.Slice(i, 8));

            // Within these bounds the scale is a normal number; everything else (also NaN) takes the careful way.
            if (Vector512.GreaterThanOrEqualAll(v, Vector512.Create(-708.0)) && Vector512.LessThanOrEqualAll(v, Vector512.Create(709.0)))
            {
                ExpNormal(v).CopyTo(target[i..]);
            }
            else
            {
                for (int j = i; j < i + 8; j++)
                {
                    target[j] = Exp(x[j]);
                }
            }
        }

        for (; i < x.Length; i++)
        {
            target[i] = Exp(x[i]);
        }
    }

    private static Vector512<double> ExpNormal(Vector512<double> x)
    {
        Vector512<double> k = Vector512.Floor(Vector512.FusedMultiplyAdd(x, Vector512.Create(Log2E), Vector512.Create(0.5)));
        Vector512<double> r = Vector512.FusedMultiplyAdd(-k, Vector512.Create(Ln2Low), Vector512.FusedMultiplyAdd(-k, Vector512.Create(Ln2High), x));
        Vector512<double> tail = Vector512.Create(InverseFactorial[14]);
        for (int j = 13; j >= 2; j--)
        {
            tail = Vector512.FusedMultiplyAdd(tail, r, Vector512.Create(InverseFactorial[j]));
        }

        Vector512<double> mantissa = Vector512<double>.One + Vector512.FusedMultiplyAdd(r * r, tail, r);
        Vector512<long> exponent = Vector512.ConvertToInt64(k) + Vector512.Create(1023L);
        return mantissa * Vector512.ShiftLeft(exponent, 52).AsDouble();
    }

    private static (double Remainder, double Exponent) Reduce(double x)
    {
        double k = Math.Floor(Math.FusedMultiplyAdd(x, Log2E, 0.5));
        return (Math.FusedMultiplyAdd(-k, Ln2Low, Math.FusedMultiplyAdd(-k, Ln2High, x)), k);
    }

    /// <summary>(e^r - 1 - r) / r^2 on |r| at most ln 2 / 2.</summary>
    private static double ExpTail(double r)
    {
        double tail = InverseFactorial[14];
        for (int j = 13; j >= 2; j--)
        {
            tail = Math.FusedMultiplyAdd(tail, r, InverseFactorial[j]);
        }

        return tail;
    }

    /// <summary>mantissa 2^k in one rounding when the result is normal.</summary>
    private static double Scale(double mantissa, int k) =>
        k is > -1022 and < 1023 ? mantissa * BitConverter.Int64BitsToDouble((long)(k + 1023) << 52) : Math.ScaleB(mantissa, k);

    /// <summary>log(u + lost) for positive u and |lost| at most half a unit in the last place of u.</summary>
    private static double LogOfSum(double u, double lost)
    {
        int e = Math.ILogB(u);
        double m = Math.ScaleB(u, -e);
        if (m > 1.4142135623730951)
        {
            m /= 2;
            e++;
        }

        // log m = 2 artanh(f / (2 + f)) with f = m - 1 exact; f - s f + s (tail) keeps the leading term f unrounded.
        double f = m - 1, s = f / (2 + f), t = s * s;
        double series = 0;
        for (int j = 27; j >= 3; j -= 2)
        {
            series = Math.FusedMultiplyAdd(series, t, 2.0 / j);
        }

        double rest = s * Math.FusedMultiplyAdd(series, t, -f);
        return Math.FusedMultiplyAdd(e, Ln2High, f + (rest + Math.FusedMultiplyAdd(e, Ln2Low, lost / u)));
    }
}
