using NCVerify.Numerics;

namespace NCVerify.Metrics.Tests;

/// <summary>Exact frames, rotations and permutations.</summary>
internal static class Frames
{
    /// <summary>K unit vectors of a simplex ETF in dimension d, randomly rotated.</summary>
    public static Matrix SimplexEtf(int k, int d, CounterRandom random)
    {
        Matrix helmert = Matrix.Create(k, k - 1, (i, j) => i <= j ? 1 / Math.Sqrt((j + 1.0) * (j + 2)) : i == j + 1 ? -Math.Sqrt((j + 1.0) / (j + 2)) : 0);
        Matrix rotation = Rotation(d, random);
        return Math.Sqrt(k / (k - 1.0)) * (helmert * Matrix.Create(k - 1, d, (i, j) => rotation[i, j]));
    }

    /// <summary>K orthogonal vectors of the given lengths in dimension d, randomly rotated.</summary>
    public static Matrix Orthogonal(double[] lengths, int d, CounterRandom random)
    {
        Matrix rotation = Rotation(d, random);
        return Matrix.Create(lengths.Length, d, (i, j) => lengths[i] * rotation[i, j]);
    }

    /// <summary>A random orthogonal d x d matrix.</summary>
    public static Matrix Rotation(int d, CounterRandom random)
    {
        Matrix gaussian = random.GaussianMatrix(d, d);
        var q = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.Create(d, d, (i, j) => gaussian[i, j]).QR().Q;
        return Matrix.Create(d, d, (i, j) => q[i, j]);
    }

    public static int[] Permutation(int n, CounterRandom random)
    {
        int[] order = [.. Enumerable.Range(0, n)];
        for (int i = n - 1; i > 0; i--)
        {
            int j = random.NextInt(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}
