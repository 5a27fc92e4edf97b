using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// Uniform duality (UNC3 of Wu and Papyan 2024): classifiers and class means are equally, not necessarily fully, aligned.
/// Invariant under a common rotation; variances over classes, ddof 0.
/// </summary>
/// <param name="CosineVariance">Variance of cos(w_k, m_k): 0 when all classes are aligned alike.</param>
/// <param name="ProductVariation">std/|mean| of w_k . m_k, free of scale; null when the mean is zero.</param>
public sealed record UniformDuality(double CosineVariance, double? ProductVariation)
{
    /// <summary>Takes W and M (K x d each); null when a row is zero.</summary>
    public static UniformDuality? Of(Matrix weights, Matrix centredMeans)
    {
        double[]? misalignments = SelfDuality.Misalignments(weights, centredMeans);
        if (misalignments is null)
        {
            return null;
        }

        double[] products = [.. Enumerable.Range(0, weights.Rows).Select(k => RowProducts.Dot(weights.Row(k), centredMeans.Row(k)))];
        double mean = Math.Abs(products.Average());
        double deviation = Gram.Deviation(misalignments);
        return new(deviation * deviation, mean > 0 ? Gram.Deviation(products) / mean : null);
    }
}
