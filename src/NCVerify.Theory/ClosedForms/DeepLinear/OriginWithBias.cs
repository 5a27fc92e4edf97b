using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// The critical point W = H = 0 of squared error with one layer and a bias (claim MSE-H7): its bias is b = n/N/(1 + lambdaB),
/// and the least Hessian eigenvalue follows from the spectral norm of the loss gradient (I - b 1') diag(sqrt n)/N.
/// </summary>
public sealed class OriginWithBias
{
    /// <summary>The point for class sizes n and penalties.</summary>
    /// <param name="sizes">Class sizes.</param>
    /// <param name="lambdaW">Penalty of the classifiers, positive.</param>
    /// <param name="lambdaH">Penalty of the features, positive.</param>
    /// <param name="lambdaB">Penalty of the bias; zero for a free one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The penalty of the bias is negative or not finite.</exception>
    public OriginWithBias(IReadOnlyList<int> sizes, double lambdaW, double lambdaH, double lambdaB)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (!(lambdaB >= 0) || !double.IsFinite(lambdaB))
        {
            throw new ArgumentOutOfRangeException(nameof(lambdaB), $"The penalty of the bias must be zero or positive; it is {Exact.Format(lambdaB)}.");
        }

        double total = sizes.Sum();
        double[] bias = [.. sizes.Select(n => n / total / (1 + lambdaB))];
        Matrix slope = Matrix.Create(sizes.Count, sizes.Count, (i, k) => ((i == k ? 1 : 0) - bias[i]) * Math.Sqrt(sizes[k]) / total);
        Bias = bias;
        GradientNorm = Math.Sqrt(SymmetricEigen.Decompose(MatrixProduct.TransposeMultiply(slope, slope)).Values[^1]);
        Curvature = StrictSaddle.Curvature(lambdaW, lambdaH, GradientNorm);
    }

    /// <summary>The bias.</summary>
    public IReadOnlyList<double> Bias { get; }

    /// <summary>Spectral norm of the loss gradient in the scaled logits.</summary>
    public double GradientNorm { get; }

    /// <summary>Least eigenvalue of the Hessian; negative if and only if the gradient norm exceeds sqrt(lambdaW lambdaH).</summary>
    public double Curvature { get; }
}
