using MathNet.Numerics.LinearAlgebra.Double;

namespace NCVerify.Numerics;

/// <summary>Eigendecomposition S = V diag(values) V' of a symmetric matrix.</summary>
/// <param name="Values">Eigenvalues, ascending.</param>
/// <param name="Vectors">Orthonormal eigenvectors, one per column, in the order of the values.</param>
public sealed record SymmetricEigen(double[] Values, Matrix Vectors)
{
    /// <summary>Decomposes a symmetric n x n matrix (only its symmetric part is used).</summary>
    /// <exception cref="ArgumentException">The matrix is not square or has an entry that is not finite.</exception>
    public static SymmetricEigen Decompose(Matrix symmetric)
    {
        ArgumentNullException.ThrowIfNull(symmetric);
        if (symmetric.Rows != symmetric.Columns || !symmetric.Data.All(double.IsFinite))
        {
            throw new ArgumentException($"An eigendecomposition needs a finite square matrix; it is {symmetric.Rows} x {symmetric.Columns}.", nameof(symmetric));
        }

        var evd = DenseMatrix.OfArray(To2D(symmetric)).Evd(MathNet.Numerics.LinearAlgebra.Symmetricity.Symmetric);
        return new([.. evd.EigenValues.Select(z => z.Real)], Matrix.Create(symmetric.Rows, symmetric.Rows, (i, j) => evd.EigenVectors[i, j]));
    }

    /// <summary>V diag(f(values)) V': a function of the matrix.</summary>
    public Matrix Function(Func<double, double> f)
    {
        Matrix scaled = Matrix.Create(Vectors.Rows, Vectors.Columns, (i, j) => Vectors[i, j] * f(Values[j]));
        return scaled * Vectors.Transpose();
    }

    private static double[,] To2D(Matrix m)
    {
        var result = new double[m.Rows, m.Columns];
        Buffer.BlockCopy(m.Data, 0, result, 0, sizeof(double) * m.Data.Length);
        return result;
    }
}
