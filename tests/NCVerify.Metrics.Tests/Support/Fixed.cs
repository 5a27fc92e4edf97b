using System.Numerics;

namespace NCVerify.Metrics.Tests;

/// <summary>Fixed-point numbers of 480 bits after the point (144 decimal digits): a reference that shares no code with the product.</summary>
internal readonly record struct Fixed(BigInteger Units)
{
    private const int Bits = 480;

    public static Fixed Zero => new(BigInteger.Zero);

    public static Fixed One => new(BigInteger.One << Bits);

    /// <summary>Exact: a double is an integer times a power of two, and none here goes below 2^-480.</summary>
    public static Fixed Of(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger mantissa = (bits & ((1L << 52) - 1)) | (exponent == 0 ? 0 : 1L << 52);
        int shift = Math.Max(exponent, 1) - 1075 + Bits;
        BigInteger units = shift >= 0 ? mantissa << shift : mantissa >> -shift;
        return new(value < 0 ? -units : units);
    }

    public static Fixed operator +(Fixed a, Fixed b) => new(a.Units + b.Units);

    public static Fixed operator -(Fixed a, Fixed b) => new(a.Units - b.Units);

    public static Fixed operator *(Fixed a, Fixed b) => new((a.Units * b.Units) >> Bits);

    public static Fixed operator /(Fixed a, Fixed b) => new((a.Units << Bits) / b.Units);

    public static Fixed operator /(Fixed a, int n) => new(a.Units / n);

    public Fixed Sqrt()
    {
        BigInteger target = Units << Bits;
        if (target.IsZero)
        {
            return Zero;
        }

        // Newton from above, where it decreases until it stands.
        BigInteger x = BigInteger.One << (((int)target.GetBitLength() / 2) + 1);
        while (true)
        {
            BigInteger next = (x + (target / x)) >> 1;
            if (next >= x)
            {
                return new(x);
            }

            x = next;
        }
    }

    public Fixed Abs() => new(BigInteger.Abs(Units));

    public double ToDouble() => Math.ScaleB((double)(Units >> (Bits - 330)), -330);
}
