using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// A proven lower bound on a supervised contrastive loss over all unit features of any dimension. The loss f has a linear
/// minorant, f(X) at least c + (C, X) for every Gram matrix X of unit vectors (<see cref="ContrastiveMinorant"/>), and
/// (C, X) is at least sum_i y_i + N min(0, least eigenvalue of C - U - Diag(y)), for every y, and every U that is
/// entrywise nonnegative if features are (otherwise U = 0). Here y_i = ((C - U)G)_ii at the candidate's G, and U is the
/// positive part of C. It needs no minimiser, and holds at every candidate.
/// </summary>
public static class ContrastiveBound
{
    /// <summary>
    /// The bound proposed by features (N x d, one per row), all rounding accounted for; negative infinity where the
    /// features are not finite.
    /// </summary>
    /// <exception cref="ArgumentException">The model is no supervised contrastive loss of unit features.</exception>
    public static double At(GramModel model, Matrix features)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(features);
        if (model is not SupervisedContrastive loss)
        {
            throw new ArgumentException($"The bound speaks of unit features; those of '{model.Description}' are not.", nameof(model));
        }

        Matrix gram = MatrixProduct.MultiplyTranspose(features, features);
        if (!gram.Data.All(double.IsFinite))
        {
            return double.NegativeInfinity;
        }

        (double constant, Matrix slope) = ContrastiveMinorant.At(loss, gram);
        Matrix dual = loss.Set == VectorSet.NonnegativeSphere ? slope.Map(c => Math.Min(c, 0)) : slope;
        Matrix product = dual * gram;

        // The diagonal of the slope is zero, so that the matrix below is exact, whatever y is.
        Matrix rest = Matrix.Create(model.N, model.N, (i, j) => i == j ? -product[i, i] : dual[i, j]);
        CompensatedSum value = default, magnitude = default;
        value.Add(constant);
        for (int i = 0; i < model.N; i++)
        {
            value.Add(product[i, i]);
            magnitude.Add(Math.Abs(product[i, i]));
        }

        double least = Math.Min(0, NormBound.LeastEigenvalue(rest));
        double rounding = 8 * Rounding.Unit * (Math.Abs(constant) + magnitude.Value - (model.N * least));
        return value.Value + (model.N * least) - rounding;
    }
}
