using System.Numerics;

namespace NCVerify.Numerics;

/// <summary>Matrix products.</summary>
public static class MatrixProduct
{
    /// <summary>A B for A (m x k) and B (k x n); a new m x n matrix.</summary>
    /// <exception cref="ArgumentException">The inner dimensions differ.</exception>
    public static Matrix Multiply(Matrix a, Matrix b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Columns != b.Rows)
        {
            throw new ArgumentException($"A product needs equal inner dimensions; {a.Rows} x {a.Columns} times {b.Rows} x {b.Columns} was asked for.", nameof(b));
        }

        var c = new Matrix(a.Rows, b.Columns);
        for (int i = 0; i < a.Rows; i++)
        {
            Span<double> target = c.Row(i);
            for (int k = 0; k < a.Columns; k++)
            {
                double factor = a[i, k];
                ReadOnlySpan<double> source = b.Row(k);
                int j = 0;
                var broadcast = new Vector<double>(factor);
                for (; j <= target.Length - Vector<double>.Count; j += Vector<double>.Count)
                {
                    Vector.FusedMultiplyAdd(broadcast, new Vector<double>(source[j..]), new Vector<double>(target[j..])).CopyTo(target[j..]);
                }

                for (; j < target.Length; j++)
                {
                    target[j] = Math.FusedMultiplyAdd(factor, source[j], target[j]);
                }
            }
        }

        return c;
    }
}
