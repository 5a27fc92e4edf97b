using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// The features that are stationary under given linear layers and squared error (claim MSE-A0): the problem of one sample,
/// 1/(2N) |P h + b - e_k|^2 + lambdaH/2 |h|^2 with P = W_M ... W_1, is strictly convex and the same for all samples of class k.
/// </summary>
public static class FeatureResponse
{
    /// <summary>h_k = (P'P + N lambdaH I)^{-1} P'(e_k - b) for every class (d x K).</summary>
    /// <param name="product">P (K x d).</param>
    /// <param name="total">Number N of samples.</param>
    /// <param name="lambdaH">Penalty of the features, positive.</param>
    /// <param name="bias">b; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The penalty is not positive and finite, or N is below 1.</exception>
    public static Matrix Of(Matrix product, int total, double lambdaH, IReadOnlyList<double>? bias = null)
    {
        ArgumentNullException.ThrowIfNull(product);
        ArgumentOutOfRangeException.ThrowIfLessThan(total, 1);
        if (!(lambdaH > 0) || !double.IsFinite(lambdaH))
        {
            throw new ArgumentOutOfRangeException(nameof(lambdaH), $"The penalty of the features must be positive; without it features are not determined. It is {Exact.Format(lambdaH)}.");
        }

        // By eigenvectors of P'P: (P'P + c)^{-1} = V diag(1/(v + c)) V'.
        SymmetricEigen eigen = SymmetricEigen.Decompose(MatrixProduct.TransposeMultiply(product, product));
        Matrix inverse = eigen.Function(v => 1 / (Math.Max(v, 0) + (total * lambdaH)));
        Matrix targets = Matrix.Create(product.Rows, product.Rows, (i, k) => (i == k ? 1.0 : 0.0) - (bias?[i] ?? 0));
        return inverse * MatrixProduct.TransposeMultiply(product, targets);
    }
}
