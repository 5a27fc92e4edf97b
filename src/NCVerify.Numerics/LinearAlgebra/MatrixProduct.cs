namespace NCVerify.Numerics;

/// <summary>
/// Matrix products. Every entry of a result is one chain of fused multiply-adds over the inner index in ascending order,
/// starting at zero, so its bits depend neither on the vector width of the machine nor on the number of threads.
/// </summary>
public static class MatrixProduct
{
    /// <summary>A B for A (m x k) and B (k x n); a new m x n matrix.</summary>
    /// <exception cref="ArgumentException">The inner dimensions differ.</exception>
    public static Matrix Multiply(Matrix a, Matrix b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var c = new Matrix(a.Rows, b.Columns);
        Multiply(a, b, c);
        return c;
    }

    /// <summary>A B for A (m x k) and B (k x n), written over <paramref name="destination"/> (m x n).</summary>
    /// <exception cref="ArgumentException">The shapes do not fit, or the destination is one of the factors.</exception>
    public static void Multiply(Matrix a, Matrix b, Matrix destination)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Run(a, false, b, false, destination);
    }

    /// <summary>A'B for A (k x m) and B (k x n); a new m x n matrix.</summary>
    /// <exception cref="ArgumentException">The inner dimensions differ.</exception>
    public static Matrix TransposeMultiply(Matrix a, Matrix b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var c = new Matrix(a.Columns, b.Columns);
        TransposeMultiply(a, b, c);
        return c;
    }

    /// <summary>A'B for A (k x m) and B (k x n), written over <paramref name="destination"/> (m x n).</summary>
    /// <exception cref="ArgumentException">The shapes do not fit, or the destination is one of the factors.</exception>
    public static void TransposeMultiply(Matrix a, Matrix b, Matrix destination)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Run(a, true, b, false, destination);
    }

    /// <summary>A B' for A (m x k) and B (n x k); a new m x n matrix.</summary>
    /// <exception cref="ArgumentException">The inner dimensions differ.</exception>
    public static Matrix MultiplyTranspose(Matrix a, Matrix b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var c = new Matrix(a.Rows, b.Rows);
        MultiplyTranspose(a, b, c);
        return c;
    }

    /// <summary>A B' for A (m x k) and B (n x k), written over <paramref name="destination"/> (m x n).</summary>
    /// <exception cref="ArgumentException">The shapes do not fit, or the destination is one of the factors.</exception>
    public static void MultiplyTranspose(Matrix a, Matrix b, Matrix destination)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Run(a, false, b, true, destination);
    }

    private static void Run(Matrix a, bool transposeA, Matrix b, bool transposeB, Matrix destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        (int m, int k) = transposeA ? (a.Columns, a.Rows) : (a.Rows, a.Columns);
        (int inner, int n) = transposeB ? (b.Columns, b.Rows) : (b.Rows, b.Columns);
        if (k != inner)
        {
            throw new ArgumentException($"A product needs equal inner dimensions; {m} x {k} times {inner} x {n} was asked for.", nameof(b));
        }

        if (destination.Rows != m || destination.Columns != n)
        {
            throw new ArgumentException($"The product is {m} x {n}; the destination is {destination.Rows} x {destination.Columns}.", nameof(destination));
        }

        DenseProduct.Multiply<double>(a.Data, transposeA, b.Data, transposeB, destination.Data, m, n, k);
    }
}
