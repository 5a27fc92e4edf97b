namespace NCVerify.Numerics;

/// <summary>Eigendecomposition S = V diag(values) V' of a symmetric matrix.</summary>
/// <param name="Values">Eigenvalues, ascending.</param>
/// <param name="Vectors">Orthonormal eigenvectors, one per column, in the order of the values.</param>
public sealed record SymmetricEigen(double[] Values, Matrix Vectors)
{
    /// <summary>
    /// Decomposes a symmetric n x n matrix (only its symmetric part is used): Householder tridiagonalisation, then implicit
    /// QL. Errors are a small multiple of the rounding unit times the norm of S, in the values, in the orthogonality and in
    /// S V - V diag(values). The bits do not depend on vector width or threads.
    /// </summary>
    /// <exception cref="ArgumentException">The matrix is not square or has an entry that is not finite.</exception>
    public static SymmetricEigen Decompose(Matrix symmetric)
    {
        ArgumentNullException.ThrowIfNull(symmetric);
        double largest = symmetric.MaxAbs();
        if (symmetric.Rows != symmetric.Columns || !double.IsFinite(largest))
        {
            throw new ArgumentException($"An eigendecomposition needs a finite square matrix; it is {symmetric.Rows} x {symmetric.Columns} with an entry of modulus {Exact.Format(largest)}.", nameof(symmetric));
        }

        int n = symmetric.Rows;
        if (largest == 0)
        {
            return new(new double[n], Matrix.Identity(n));
        }

        // A power of two, so exact: squares then neither overflow nor underflow.
        int exponent = Math.ILogB(largest);
        Matrix work = symmetric.Transpose();
        if (Math.Abs(exponent) < 900)
        {
            double scale = Math.ScaleB(0.5, -exponent);
            VectorOperations.Scale(scale, work.Data, work.Data);
            VectorOperations.AddScaled(scale, symmetric.Data, work.Data);
        }
        else
        {
            work = Matrix.Create(n, n, (i, j) => (Math.ScaleB(symmetric[i, j], -exponent) / 2) + (Math.ScaleB(symmetric[j, i], -exponent) / 2));
        }

        var tridiagonal = Tridiagonal.Reduce(work);
        Matrix rows = tridiagonal.Basis.Transpose();
        ImplicitQL.Diagonalise(tridiagonal.Diagonal, tridiagonal.OffDiagonal, rows);

        int[] order = [.. Enumerable.Range(0, n).OrderBy(i => tridiagonal.Diagonal[i])];
        var sorted = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            rows.Row(order[i]).CopyTo(sorted.Row(i));
        }

        return new([.. order.Select(i => Math.ScaleB(tridiagonal.Diagonal[i], exponent))], sorted.Transpose());
    }

    /// <summary>V diag(f(values)) V': a function of the matrix.</summary>
    public Matrix Function(Func<double, double> f)
    {
        ArgumentNullException.ThrowIfNull(f);
        Matrix scaled = Vectors.Copy();
        double[] factors = Array.ConvertAll(Values, x => f(x));
        for (int i = 0; i < scaled.Rows; i++)
        {
            VectorOperations.Multiply(scaled.Row(i), factors, scaled.Row(i));
        }

        return MatrixProduct.MultiplyTranspose(scaled, Vectors);
    }
}
