using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>A symmetric matrix as a sum of a few dyads, approximately.</summary>
internal static class LowRank
{
    private const int Rank = 3;
    private const int Steps = 6;

    /// <summary>Subspace iteration from smooth vectors: pairs (x, y) such that the sum of x y' is close to the matrix.</summary>
    public static IEnumerable<(double[] X, double[] Y)> Terms(Matrix symmetric)
    {
        int n = symmetric.Rows;
        double[][] basis = [.. Enumerable.Range(0, Math.Min(Rank, n)).Select(k => Enumerable.Range(0, n).Select(i => Math.Cos(Math.PI * k * (i + 0.5) / n)).ToArray())];
        for (int step = 0; step < Steps; step++)
        {
            basis = [.. basis.Select(b => Image(symmetric, b))];
            Orthonormalise(basis);
        }

        return [.. basis.Select(b => (b, Image(symmetric, b)))];
    }

    private static double[] Image(Matrix a, double[] x)
    {
        double[] y = new double[a.Rows];
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = VectorOperations.Dot(a.Row(i), x);
        }

        return y;
    }

    private static void Orthonormalise(double[][] basis)
    {
        for (int k = 0; k < basis.Length; k++)
        {
            for (int pass = 0; pass < 2; pass++)
            {
                for (int j = 0; j < k; j++)
                {
                    VectorOperations.AddScaled(-VectorOperations.Dot(basis[j], basis[k]), basis[j], basis[k]);
                }
            }

            double norm = Math.Sqrt(VectorOperations.Dot(basis[k], basis[k]));
            VectorOperations.Scale(norm > 0 ? 1 / norm : 0, basis[k], basis[k]);
        }
    }
}
