using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// The supervised spectral contrastive loss -2 E[f.f'] + E[(f.f')^2] of free features: the first mean is over two independent
/// draws from the class of a sample, the second over two independent samples. With B_ij = 1/n_c within class c, else 0, and G
/// the Gram matrix, it equals |G/N - B|^2 - K.
/// </summary>
/// <param name="sizes">Class sizes, each at least 1.</param>
/// <param name="dimension">Feature dimension d.</param>
public sealed class SpectralContrastive(IReadOnlyList<int> sizes, int dimension)
    : GramModel(sizes, dimension, VectorSet.Free, leastSize: 1)
{
    /// <inheritdoc/>
    public override string Description => $"spectral contrastive, n = {SizesText}, d = {Dimension}";

    /// <inheritdoc/>
    public override double EvaluateGram(Matrix gram, Matrix gradient)
    {
        ArgumentNullException.ThrowIfNull(gram);
        ArgumentNullException.ThrowIfNull(gradient);
        double attraction = 0, repulsion = 0;
        for (int i = 0; i < N; i++)
        {
            for (int j = 0; j < N; j++)
            {
                double same = Labels[i] == Labels[j] ? 1.0 / Sizes[Labels[i]] : 0, scaled = gram[i, j] / N;
                attraction += same * scaled;
                repulsion += scaled * scaled;
                gradient[i, j] += 2 * (scaled - same) / N;
            }
        }

        return repulsion - (2 * attraction);
    }
}
