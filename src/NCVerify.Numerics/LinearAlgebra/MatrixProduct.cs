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
        Run(GemmOperand.Plain(a), GemmOperand.Plain(b), destination);
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
        Run(GemmOperand.Transposed(a), GemmOperand.Plain(b), destination);
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
        Run(GemmOperand.Plain(a), GemmOperand.Transposed(b), destination);
    }

    private static void Run(GemmOperand a, GemmOperand b, Matrix destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (a.Columns != b.Rows)
        {
            throw new ArgumentException($"A product needs equal inner dimensions; {a.Rows} x {a.Columns} times {b.Rows} x {b.Columns} was asked for.", nameof(b));
        }

        if (destination.Rows != a.Rows || destination.Columns != b.Columns)
        {
            throw new ArgumentException($"The product is {a.Rows} x {b.Columns}; the destination is {destination.Rows} x {destination.Columns}.", nameof(destination));
        }

        if (destination.Data.Length > 0 && (ReferenceEquals(destination.Data, a.Data) || ReferenceEquals(destination.Data, b.Data)))
        {
            throw new ArgumentException("The destination of a product cannot be one of its factors.", nameof(destination));
        }

        Gemm.Run(a, b, destination.Data);
    }
}
