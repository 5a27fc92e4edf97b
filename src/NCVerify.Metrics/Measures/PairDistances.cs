using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>Squared distances of pairs of rows, from differences: the Gram would lose the digits of near pairs.</summary>
internal static class PairDistances
{
    // At this share of the squared lengths, a squared distance from the Gram has lost three bits.
    private const double Far = 0.125;

    /// <summary>Calls for every pair i &lt; j with |row_i - row_j|^2; pairs of one i come in order, different i in parallel.</summary>
    public static T[] PerRow<T>(Matrix rows, Func<T, int, int, double, T> visit)
        where T : struct
    {
        var results = new T[rows.Rows];
        Work.For(0, rows.Rows, (long)rows.Rows * rows.Columns, i =>
        {
            T state = default;
            for (int j = i + 1; j < rows.Rows; j++)
            {
                state = visit(state, i, j, Squared(rows.Row(i), rows.Row(j)));
            }

            results[i] = state;
        });
        return results;
    }

    /// <summary>For every row, the sum over the others of 1/|row_i - row_j|^2, infinite where two coincide; from the Gram where that keeps the digits.</summary>
    public static double[] InverseSquares(RowGram gram, Matrix rows)
    {
        double[] squares = gram.Diagonal(), sums = new double[rows.Rows];
        gram.ForEachRow((i, products) =>
        {
            double sum = 0;
            for (int j = 0; j < products.Length; j++)
            {
                double scale = squares[i] + squares[j], squared = scale - (2 * products[j]);
                sum += j == i ? 0 : 1 / (squared > Far * scale ? squared : Squared(rows.Row(i), rows.Row(j)));
            }

            sums[i] = sum;
        });
        return sums;
    }

    public static double Squared(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Length, a.Length);
        ref double x = ref MemoryMarshal.GetReference(a);
        ref double y = ref MemoryMarshal.GetReference(b);
        Vector256<double> first = default, second = default;
        int i = 0;
        for (; i <= a.Length - (2 * Vector256<double>.Count); i += 2 * Vector256<double>.Count)
        {
            Vector256<double> p = Vector256.LoadUnsafe(ref x, (nuint)i) - Vector256.LoadUnsafe(ref y, (nuint)i);
            Vector256<double> q = Vector256.LoadUnsafe(ref x, (nuint)i + 4) - Vector256.LoadUnsafe(ref y, (nuint)i + 4);
            first = Vector256.FusedMultiplyAdd(p, p, first);
            second = Vector256.FusedMultiplyAdd(q, q, second);
        }

        double sum = Vector256.Sum(first + second);
        for (; i < a.Length; i++)
        {
            double difference = a[i] - b[i];
            sum = Math.FusedMultiplyAdd(difference, difference, sum);
        }

        return sum;
    }
}
