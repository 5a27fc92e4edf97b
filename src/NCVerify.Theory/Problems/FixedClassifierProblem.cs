using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>The loss of features under a fixed classifier.</summary>
public enum FixedClassifierLoss
{
    /// <summary>Cross-entropy of every sample.</summary>
    CrossEntropy,

    /// <summary>Dot regression of every sample, (w_y.h - s)^2/(2 s) with s = sqrt(E_W E_H) (Yang et al. 2022).</summary>
    DotRegression,

    /// <summary>Cross-entropy of every class mean, one term per class (the centre collapse regulariser of Zhong et al. 2023).</summary>
    CentreCrossEntropy,
}

/// <summary>
/// Free features under a classifier that is not trained: sum of the losses + lambda/2 sum_i |h_i|^2, over |h_i|^2 at most the energy
/// where one is given, and over nonnegative features where wanted.
/// </summary>
/// <param name="Classifier">W (K x d), rows w_c.</param>
/// <param name="Samples">Class sizes; a class that is not seen yet has 0.</param>
public sealed record FixedClassifierProblem(Matrix Classifier, IReadOnlyList<int> Samples)
{
    /// <summary>The loss.</summary>
    public FixedClassifierLoss Loss { get; init; }

    /// <summary>Ridge on every sample's feature; 0 for none.</summary>
    public double Lambda { get; init; }

    /// <summary>Bound E_H on every |h_i|^2; null for none.</summary>
    public double? Energy { get; init; }

    /// <summary>Whether features must be nonnegative, as after a ReLU.</summary>
    public bool Nonnegative { get; init; }

    /// <summary>Feature dimension d.</summary>
    public int Dimension => Classifier.Columns;

    /// <summary>Labels of the samples, classes in order.</summary>
    public int[] Labels => [.. Samples.SelectMany((n, k) => Enumerable.Repeat(k, n))];

    /// <summary>A simplex ETF of K unit vectors (rows, K x d) in a random orientation, d at least K.</summary>
    public static Matrix RandomEtf(int classes, int dimension, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, classes);

        // Orthonormal columns by the polar factor of a Gaussian matrix.
        Matrix gaussian = new CounterRandom(seed).GaussianMatrix(dimension, classes);
        Matrix basis = gaussian * SymmetricEigen.Decompose(gaussian.Transpose() * gaussian).Function(x => 1 / Math.Sqrt(x));
        return Matrix.Centring(classes).Scale(Math.Sqrt(classes / (classes - 1.0))) * basis.Transpose();
    }
}

/// <summary>Where a descent on features ended.</summary>
/// <param name="Features">Features (d x N, classes in order).</param>
/// <param name="Residual">Norm of the projected gradient, largest over samples.</param>
/// <param name="Iterations">Steps taken.</param>
public sealed record FixedClassifierRun(Matrix Features, double Residual, int Iterations);
