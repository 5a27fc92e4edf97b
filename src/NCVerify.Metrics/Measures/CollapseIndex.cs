using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// Variability collapse index (Xu and Liu 2023): 1 - tr(pinv(SigmaT) SigmaB)/min(d, K-1), here with SigmaT = SigmaW + SigmaB
/// and SigmaB weighted by class sizes. Computed as the mean of 1/(1 + phi) over the eigenvalues phi of A SigmaW^-1 A' with
/// SigmaB = A'A of full row rank, which cannot cancel: values far below rounding of 1 keep their digits. Invariant under
/// every invertible linear map of the features.
/// </summary>
internal static class CollapseIndex
{
    /// <summary>The index; null when SigmaW is singular, where it is 0 (or undefined) whatever the data.</summary>
    public static double? Of(ClassStatistics s, Matrix pooledScatter)
    {
        // Coordinates without any scatter (dead units) carry no between-class difference either, or SigmaW is singular.
        int[] alive = [.. Enumerable.Range(0, pooledScatter.Rows).Where(j => pooledScatter[j, j] > 0)];
        int k = s.Counts.Length, n = alive.Length;
        Matrix means = s.MeansAroundSampleMean;
        bool deadDiffer = Enumerable.Range(0, means.Columns).Except(alive).Any(j => Enumerable.Range(0, k).Any(c => means[c, j] != 0));
        if (deadDiffer || n < s.StructuralRank || s.Samples - k < n || s.Rank < s.StructuralRank)
        {
            return null;
        }

        // Unit diagonal first: scales of coordinates differ by far more than the condition of what matters.
        double[] scale = [.. alive.Select(j => 1 / Math.Sqrt(pooledScatter[j, j]))];
        Matrix scatter = Matrix.Create(n, n, (i, j) => pooledScatter[alive[i], alive[j]] * scale[i] * scale[j]);
        if (!Cholesky.TryFactor(scatter, out Matrix lower))
        {
            return null;
        }

        Matrix solved = Matrix.Create(k, n, (c, j) => Math.Sqrt(s.Counts[c]) * means[c, alive[j]] * scale[j]);
        for (int c = 0; c < k; c++)
        {
            Span<double> row = solved.Row(c);
            for (int i = 0; i < n; i++)
            {
                row[i] = (row[i] - RowProducts.Dot(lower.Row(i)[..i], row[..i])) / lower[i, i];
            }
        }

        double[] phi = SymmetricEigen.Decompose(Gram.Of(solved, solved)).Values;
        return phi.TakeLast(s.StructuralRank).Average(x => 1 / (1 + Math.Max(0, x)));
    }
}
