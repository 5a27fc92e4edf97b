using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// Class-level Grams of SELI, the simplex-encoded-labels interpolation (Thrampoulidis, Kini, Vakilian and Behnia, NeurIPS
/// 2022), for any class sizes: with P = I - 11'/K and D = diag(n), W W' is proportional to (PDP)^{1/2} and the means'
/// Gram to its pseudo-inverse. For equal sizes, and for K = 2, both are the simplex ETF.
/// </summary>
internal static class SeliGrams
{
    public static Matrix Weights(long[] counts) => IsEtf(counts)
        ? Matrix.Centring(counts.Length)
        : SquareRoot(Matrix.Create(counts.Length, counts.Length, (i, j) => Pdp(counts, i, j)));

    public static Matrix Means(long[] counts)
    {
        if (IsEtf(counts))
        {
            return Matrix.Centring(counts.Length);
        }

        // (PDP)+ = D^-1 - D^-1 1 1' D^-1 / (1' D^-1 1): explicit, so its large eigenvalues keep their digits.
        double total = counts.Sum(n => 1.0 / n);
        return SquareRoot(Matrix.Create(counts.Length, counts.Length, (i, j) => (i == j ? 1.0 / counts[i] : 0) - (1 / (counts[i] * (double)counts[j] * total))));
    }

    private static bool IsEtf(long[] counts) => counts.Length == 2 || Array.TrueForAll(counts, n => n == counts[0]);

    private static double Pdp(long[] counts, int i, int j)
    {
        double k = counts.Length, mean = counts.Average();
        return (i == j ? counts[i] : 0) + ((mean - counts[i] - counts[j]) / k);
    }

    // The smallest eigenvalue belongs to the vector of ones and is zero exactly; its rounded value must not enter.
    private static Matrix SquareRoot(Matrix symmetric)
    {
        SymmetricEigen eigen = SymmetricEigen.Decompose(symmetric);
        double smallest = eigen.Values[0];
        return eigen.Function(x => x <= smallest ? 0 : Math.Sqrt(x));
    }
}
