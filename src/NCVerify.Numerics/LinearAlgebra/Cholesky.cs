using System.Runtime.CompilerServices;

namespace NCVerify.Numerics;

/// <summary>Cholesky factorisation.</summary>
public static class Cholesky
{
    /// <summary>
    /// Tries to factor a symmetric matrix S (lower triangle read) as L L'. Returns false, with no exception, as soon as a
    /// pivot is not positive (or not a number). Every entry is S_ij minus one inner product of fixed order, divided by the
    /// pivot: the textbook bounds on rounding hold, and the bits do not depend on the machine.
    /// </summary>
    /// <exception cref="ArgumentException">The matrix is not square.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryFactor(Matrix symmetric, out Matrix lower)
    {
        ArgumentNullException.ThrowIfNull(symmetric);
        int n = symmetric.Rows;
        if (n != symmetric.Columns)
        {
            throw new ArgumentException($"A Cholesky factorisation needs a square matrix; it is {n} x {symmetric.Columns}.", nameof(symmetric));
        }

        lower = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            Span<double> row = lower.Row(i);
            for (int j = 0; j < i; j++)
            {
                row[j] = (symmetric[i, j] - VectorOperations.Dot(row[..j], lower.Row(j)[..j])) / lower[j, j];
            }

            double pivot = symmetric[i, i] - VectorOperations.Dot(row[..i], row[..i]);
            if (!(pivot > 0))
            {
                return false;
            }

            row[i] = Math.Sqrt(pivot);
        }

        return true;
    }
}
