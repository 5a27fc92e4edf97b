using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Specs.Sukenik2023;

/// <summary>ReLU chains: random starts, and explicit chains with their best scales.</summary>
internal static class ReluStarts
{
    /// <summary>The lowest values that gradient descent meets from Gaussian starts, all widths equal, lowest first.</summary>
    public static double[] Ends(ReluChain chain, int classes, int layers, int width, int starts, double deviation) =>
    [
        .. Enumerable.Range(1, starts).Select(seed =>
        {
            var random = new CounterRandom((ulong)seed);
            Matrix[] start =
            [
                .. Enumerable.Range(0, layers).Select(m => random.GaussianMatrix(m == layers - 1 ? classes : width, width, deviation)),
                random.GaussianMatrix(width, classes, deviation),
            ];
            return chain.Descend(start, 6000, 0.1);
        }).Order(),
    ];

    /// <summary>
    /// W_1, ..., W_M, H for a first pre-activation X = U S V' (W_1 = U S^(1/2), H = S^(1/2) V') and the other layers, scaled so
    /// that the output is zeta times theirs and lambda |W|^2 is the same for all factors.
    /// </summary>
    public static Matrix[] Scaled(Matrix first, IReadOnlyList<Matrix> others, IReadOnlyList<double> lambdaW, double lambdaH, int perClass, double zeta)
    {
        var eigen = SymmetricEigen.Decompose(MatrixProduct.TransposeMultiply(first, first));
        int[] columns = [.. Enumerable.Range(0, first.Columns).Where(j => eigen.Values[j] > 1e-11 * eigen.Values[^1])];
        Matrix image = first * eigen.Vectors;
        Matrix w1 = Matrix.Create(first.Rows, columns.Length, (i, r) => image[i, columns[r]] / Math.Pow(eigen.Values[columns[r]], 0.25));
        Matrix h = Matrix.Create(columns.Length, first.Columns, (r, j) => eigen.Vectors[j, columns[r]] * Math.Pow(eigen.Values[columns[r]], 0.25));
        Matrix[] factors = [w1, .. others, h];
        double[] costs = [.. factors.Select((f, m) => (m < lambdaW.Count ? lambdaW[m] : perClass * lambdaH) * f.SquaredNorm())];
        double common = Math.Pow(costs.Aggregate(zeta * zeta, (x, c) => x * c), 1.0 / costs.Length);
        return [.. factors.Zip(costs, (f, c) => f.Scale(Math.Sqrt(common / c)))];
    }
}
