using System.Numerics;

namespace NCVerify.Training;

/// <summary>Sums of squares in double, in one order.</summary>
internal static class Squares
{
    /// <summary>Sum of x^2 in four interleaved chains.</summary>
    public static double Sum<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double a = 0, b = 0, c = 0, d = 0;
        int i = 0;
        for (; i <= x.Length - 4; i += 4)
        {
            a += Square(x[i]);
            b += Square(x[i + 1]);
            c += Square(x[i + 2]);
            d += Square(x[i + 3]);
        }

        for (; i < x.Length; i++)
        {
            a += Square(x[i]);
        }

        return (a + b) + (c + d);
    }

    private static double Square<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double y = double.CreateTruncating(x);
        return y * y;
    }
}
