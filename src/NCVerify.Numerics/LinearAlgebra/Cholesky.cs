namespace NCVerify.Numerics;

/// <summary>Cholesky factorisation.</summary>
public static class Cholesky
{
    /// <summary>
    /// Tries to factor a symmetric matrix S (lower triangle read) as L L'. Returns false, with no exception, as soon as a
    /// pivot is not positive (or not a number).
    /// </summary>
    public static bool TryFactor(Matrix symmetric, out Matrix lower)
    {
        ArgumentNullException.ThrowIfNull(symmetric);
        int n = symmetric.Rows;
        lower = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = symmetric[i, j];
                for (int k = 0; k < j; k++)
                {
                    sum -= lower[i, k] * lower[j, k];
                }

                if (i == j)
                {
                    if (!(sum > 0))
                    {
                        return false;
                    }

                    lower[i, i] = Math.Sqrt(sum);
                }
                else
                {
                    lower[i, j] = sum / lower[j, j];
                }
            }
        }

        return true;
    }
}
