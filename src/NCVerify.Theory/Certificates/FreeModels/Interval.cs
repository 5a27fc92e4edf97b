using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// All real numbers from Low to High: arithmetic rounds outward by one unit in the last place, elementary functions by the
/// error that <see cref="Rounding"/> assumes of them. What a formula gives contains its exact value.
/// </summary>
internal readonly record struct Interval(double Low, double High)
{
    // 8 units of roundoff, and one more for applying them.
    private const double Relative = 9 * Rounding.Unit;

    public static Interval Whole => new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The largest modulus in it.</summary>
    public double Magnitude => Math.Max(Math.Abs(Low), Math.Abs(High));

    public static Interval Of(double exact) => new(exact, exact);

    public static Interval operator -(Interval x) => new(-x.High, -x.Low);

    public static Interval operator +(Interval x, Interval y) => Outward(x.Low + y.Low, x.High + y.High);

    public static Interval operator -(Interval x, Interval y) => x + -y;

    public static Interval operator *(Interval x, Interval y)
    {
        double a = x.Low * y.Low, b = x.Low * y.High, c = x.High * y.Low, d = x.High * y.High;
        return Outward(Math.Min(Math.Min(a, b), Math.Min(c, d)), Math.Max(Math.Max(a, b), Math.Max(c, d)));
    }

    /// <summary>The quotient; the whole line where the divisor contains 0.</summary>
    public static Interval operator /(Interval x, Interval y) => y.Low <= 0 && y.High >= 0
        ? Whole
        : x * Outward(1 / y.High, 1 / y.Low);

    public static Interval Exp(Interval x) => Rising(x, Special.Exp) is var y && y.Low < 0 ? y with { Low = 0 } : y;

    public static Interval Expm1(Interval x) => Rising(x, Special.Expm1) is var y && y.Low < -1 ? y with { Low = -1 } : y;

    public static Interval Log(Interval x) => x.Low > 0 ? Rising(x, Math.Log) : Whole;

    public static Interval Log1p(Interval x) => x.Low > -1 ? Rising(x, Special.Log1p) : Whole;

    /// <summary>The image under a function that rises, from what it encloses its values at both ends with.</summary>
    public static Interval Monotone(Interval x, Func<double, Interval> rising) => new(rising(x.Low).Low, rising(x.High).High);

    private static Interval Rising(Interval x, Func<double, double> f)
    {
        double low = f(x.Low), high = f(x.High);
        return Outward(low - (Math.Abs(low) * Relative), high + (Math.Abs(high) * Relative));
    }

    // NaN, which only infinities make, becomes the whole line; an infinite lower end the largest number, as it must.
    private static Interval Outward(double low, double high) => double.IsNaN(low) || double.IsNaN(high)
        ? Whole
        : new(Math.BitDecrement(low), Math.BitIncrement(high));
}
