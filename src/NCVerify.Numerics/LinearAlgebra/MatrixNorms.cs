namespace NCVerify.Numerics;

/// <summary>Norms and scalars of matrices.</summary>
public static class MatrixNorms
{
    /// <summary>Frobenius norm |A|; no overflow or underflow of squares short of the range of doubles.</summary>
    public static double FrobeniusNorm(this Matrix a)
    {
        double largest = MaxAbs(a);
        if (largest is 0 or double.PositiveInfinity || double.IsNaN(largest))
        {
            return largest;
        }

        if (largest is > 1e-140 and < 1e140)
        {
            return Math.Sqrt(VectorOperations.Dot(a.Data, a.Data));
        }

        double scale = Math.ScaleB(1, -Math.ILogB(largest));
        Matrix scaled = a.Scale(scale);
        return Math.Sqrt(VectorOperations.Dot(scaled.Data, scaled.Data)) / scale;
    }

    /// <summary>Sum of squares of the entries, |A|^2.</summary>
    public static double SquaredNorm(this Matrix a)
    {
        ArgumentNullException.ThrowIfNull(a);
        return VectorOperations.Dot(a.Data, a.Data);
    }

    /// <summary>Largest modulus of an entry: 0 for an empty matrix, NaN if an entry is.</summary>
    public static double MaxAbs(this Matrix a)
    {
        ArgumentNullException.ThrowIfNull(a);
        double largest = 0;
        foreach (double x in a.Data)
        {
            largest = Math.Max(largest, Math.Abs(x));
        }

        return largest;
    }

    /// <summary>Sum of the diagonal entries.</summary>
    /// <exception cref="ArgumentException">The matrix is not square.</exception>
    public static double Trace(this Matrix a)
    {
        ArgumentNullException.ThrowIfNull(a);
        if (a.Rows != a.Columns)
        {
            throw new ArgumentException($"A trace needs a square matrix; it is {a.Rows} x {a.Columns}.", nameof(a));
        }

        double sum = 0;
        for (int i = 0; i < a.Rows; i++)
        {
            sum += a[i, i];
        }

        return sum;
    }

    /// <summary>Inner product tr(A'B), the sum of products of entries.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static double InnerProduct(this Matrix a, Matrix b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return a.Rows == b.Rows && a.Columns == b.Columns
            ? VectorOperations.Dot(a.Data, b.Data)
            : throw new ArgumentException($"Shapes differ: {a.Rows} x {a.Columns} and {b.Rows} x {b.Columns}.", nameof(b));
    }
}
