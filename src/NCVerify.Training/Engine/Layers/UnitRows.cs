using System.Numerics;

namespace NCVerify.Training;

/// <summary>Rows of a matrix scaled to one length, and the gradient of that. A zero row stays zero and has gradient zero.</summary>
internal static class UnitRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>y = length x/|x| for each row of <paramref name="columns"/> entries; keeps length/|x|.</summary>
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, int columns, double length, Span<double> factors)
    {
        for (int row = 0, start = 0; start < x.Length; row++, start += columns)
        {
            ReadOnlySpan<T> from = x.Slice(start, columns);
            double norm = Math.Sqrt(Dot(from, from));
            factors[row] = norm > 0 ? length / norm : 0;
            for (int j = 0; j < columns; j++)
            {
                y[start + j] = T.CreateTruncating(factors[row] * double.CreateTruncating(from[j]));
            }
        }
    }

    /// <summary>The gradient for x: factor (g - (g.u) u) with u = y/length. May overwrite the gradient for y.</summary>
    public static void Backward(ReadOnlySpan<T> y, ReadOnlySpan<T> forY, Span<T> forX, int columns, double length, ReadOnlySpan<double> factors)
    {
        for (int row = 0, start = 0; start < y.Length; row++, start += columns)
        {
            ReadOnlySpan<T> unit = y.Slice(start, columns), gradient = forY.Slice(start, columns);
            double along = Dot(unit, gradient) / (length * length);
            for (int j = 0; j < columns; j++)
            {
                forX[start + j] = T.CreateTruncating(factors[row] * (double.CreateTruncating(gradient[j]) - (along * double.CreateTruncating(unit[j]))));
            }
        }
    }

    private static double Dot(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
    {
        double sum = 0;
        for (int j = 0; j < a.Length; j++)
        {
            sum += double.CreateTruncating(a[j]) * double.CreateTruncating(b[j]);
        }

        return sum;
    }
}
