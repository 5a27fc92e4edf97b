using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;

namespace NCVerify.Specs.Graf2021;

/// <summary>What the specs on contrastive losses share.</summary>
internal static class ContrastiveSettings
{
    /// <summary>Of a converged loss.</summary>
    public static Within Loss { get; } = Within.Of(1e-12, "L-BFGS to a gradient of 1e-11: the loss is of second order in it");

    /// <summary>Of Gram matrices of a converged minimiser.</summary>
    public static Within Angles { get; } = Within.Of(1e-7, "L-BFGS to a gradient of 1e-11; up to 1.2e-9 was seen");

    /// <summary>Gram matrix of all samples.</summary>
    public static Matrix Gram(FreeMinimum minimum) => MatrixProduct.MultiplyTranspose(minimum.Point[0], minimum.Point[0]);

    /// <summary>Class-collapsed unit features with one cosine between different classes.</summary>
    public static Matrix GramOf(GramModel model, double cosine) =>
        Matrix.Create(model.N, model.N, (i, j) => model.Labels[i] == model.Labels[j] ? 1 : cosine);

    /// <summary>The simplex ETF of the classes in K dimensions, a row per sample.</summary>
    public static Matrix Simplex(GramModel model)
    {
        Matrix etf = Matrix.Centring(model.K).Scale(Math.Sqrt(model.K / (model.K - 1.0)));
        return Matrix.Create(model.N, model.K, (i, j) => etf[model.Labels[i], j]);
    }

    /// <summary>The loss at the simplex ETF, which depends on its Gram matrix alone.</summary>
    public static double LossAtEtf(GramModel model) => model.EvaluateGram(GramOf(model, -1.0 / (model.K - 1)), new Matrix(model.N, model.N));
}
