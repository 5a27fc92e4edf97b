using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// A lower bound on a contrastive loss over all unit features of any dimension. The loss f is convex in the Gram matrix, so
/// f(X) is at least f(G) + (C, X - G) with C its gradient at a candidate G, and every Gram X of unit vectors has
/// (C, X) at least sum_i y_i + N min(0, least eigenvalue of C - U - Diag(y)), for every y, and every U that is
/// entrywise nonnegative if features are (otherwise U = 0). Here y_i = ((C - U)G)_ii, and U is the positive part of C.
/// It needs no minimiser, and holds at every candidate.
/// </summary>
public static class ContrastiveBound
{
    /// <summary>The bound at unit features (N x d, one per row), lowered by an estimate of its own rounding.</summary>
    public static double At(GramModel model, Matrix features)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(features);
        if (model.Set is not (VectorSet.Sphere or VectorSet.NonnegativeSphere))
        {
            throw new ArgumentException($"The bound speaks of unit features; those of '{model.Description}' are not.", nameof(model));
        }

        int n = model.N;
        Matrix gram = MatrixProduct.MultiplyTranspose(features, features), raw = new(n, n);
        double value = model.EvaluateGram(gram, raw);
        Matrix slope = Matrix.Create(n, n, (i, j) => 0.5 * (raw[i, j] + raw[j, i]));
        Matrix dual = model.Set == VectorSet.NonnegativeSphere ? slope.Map(c => Math.Min(c, 0)) : slope;
        Matrix product = dual * gram;
        double inner = 0, diagonal = 0;
        for (int i = 0; i < n; i++)
        {
            diagonal += product[i, i];
            for (int j = 0; j < n; j++)
            {
                inner += slope[i, j] * gram[i, j];
            }
        }

        Matrix rest = Matrix.Create(n, n, (i, j) => dual[i, j] - (i == j ? product[i, i] : 0));
        double size = Math.Sqrt(rest.Data.Sum(x => x * x));
        double least = SymmetricEigen.Decompose(rest).Values[0] - (2e-15 * n * size);
        double rounding = 1e-15 * n * Math.Max(1, Math.Abs(value));
        return value - inner + diagonal + (n * Math.Min(0, least)) - rounding;
    }
}
