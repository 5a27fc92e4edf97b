using System.Numerics;

namespace NCVerify.Numerics;

/// <summary>
/// Products of row-major matrices in spans of float or double. Every entry of a result is one chain of fused multiply-adds
/// over the inner index in ascending order, starting at zero (or at the entry already there), so its bits depend neither
/// on the vector width of the machine nor on the number of threads.
/// </summary>
public static unsafe class DenseProduct
{
    /// <summary>
    /// C = op(A) op(B), or C += op(A) op(B). op(A) is m x k and op(B) is k x n, where op transposes if asked to; all three
    /// are stored row by row without gaps, a transposed factor as the matrix that is transposed (k x m, n x k).
    /// </summary>
    /// <param name="a">m k numbers.</param>
    /// <param name="transposeA">Whether <paramref name="a"/> holds the transpose of the left factor.</param>
    /// <param name="b">k n numbers.</param>
    /// <param name="transposeB">Whether <paramref name="b"/> holds the transpose of the right factor.</param>
    /// <param name="c">m n numbers, which must overlap neither factor.</param>
    /// <param name="m">Rows of C.</param>
    /// <param name="n">Columns of C.</param>
    /// <param name="k">Inner dimension.</param>
    /// <param name="accumulate">Whether the chain of an entry starts with what stands in C.</param>
    /// <exception cref="ArgumentException">A length does not fit, or C overlaps a factor.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static void Multiply<T>(ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, int m, int n, int k, bool accumulate = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Precision.Check<T>();
        ArgumentOutOfRangeException.ThrowIfNegative(m);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        CheckLength(a.Length, m, k, nameof(a));
        CheckLength(b.Length, k, n, nameof(b));
        CheckLength(c.Length, m, n, nameof(c));
        if (c.Overlaps(a) || c.Overlaps(b))
        {
            throw new ArgumentException("The destination of a product cannot overlap one of its factors.", nameof(c));
        }

        fixed (T* x = a, y = b, z = c)
        {
            Gemm<T>.Run(GemmOperand<T>.Of(x, transposeA, m, k), GemmOperand<T>.Of(y, transposeB, k, n), z, m, n, k, accumulate);
        }
    }

    private static void CheckLength(int length, int rows, int columns, string name)
    {
        if (length != (long)rows * columns)
        {
            throw new ArgumentException($"A {rows} x {columns} matrix needs {(long)rows * columns} numbers; {length} were given.", name);
        }
    }
}
