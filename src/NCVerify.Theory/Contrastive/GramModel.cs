using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// A contrastive loss of N sample features that depends on their inner products alone. Samples stand class by class, in the
/// order of the class sizes.
/// </summary>
public abstract class GramModel : FreeModel
{
    private readonly int[] _labels;

    /// <summary>Checks and keeps class sizes and dimension.</summary>
    /// <param name="sizes">n_1..n_K, each at least <paramref name="leastSize"/>; K at least 2.</param>
    /// <param name="dimension">Feature dimension d, at least 1.</param>
    /// <param name="set">The set of each feature.</param>
    /// <param name="leastSize">Smallest class size for which the loss is defined.</param>
    private protected GramModel(IReadOnlyList<int> sizes, int dimension, VectorSet set, int leastSize)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentOutOfRangeException.ThrowIfLessThan(sizes.Count, 2, nameof(sizes));
        ArgumentOutOfRangeException.ThrowIfLessThan(sizes.Min(), leastSize, nameof(sizes));
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        (Sizes, Set) = (sizes, set);
        _labels = [.. sizes.SelectMany((n, c) => Enumerable.Repeat(c, n))];
        Blocks = [new("features", _labels.Length, dimension, set)];
    }

    /// <summary>Class sizes.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>Number of classes K.</summary>
    public int K => Sizes.Count;

    /// <summary>Number of samples N.</summary>
    public int N => _labels.Length;

    /// <summary>Feature dimension d.</summary>
    public int Dimension => Blocks[0].Dimension;

    /// <summary>The set of each feature.</summary>
    public VectorSet Set { get; }

    /// <summary>Class of each sample.</summary>
    public IReadOnlyList<int> Labels => _labels;

    /// <inheritdoc/>
    public override IReadOnlyList<VectorBlock> Blocks { get; }

    /// <summary>The loss as a convex function of the Gram matrix (N x N); adds its gradient, not symmetrised.</summary>
    public abstract double EvaluateGram(Matrix gram, Matrix gradient);

    /// <inheritdoc/>
    public override double Evaluate(IReadOnlyList<Matrix> point, IReadOnlyList<Matrix> gradient)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(gradient);
        Matrix z = point[0], forGram = new(N, N);
        double value = EvaluateGram(MatrixProduct.MultiplyTranspose(z, z), forGram);
        ((forGram + forGram.Transpose()) * z).Data.CopyTo(gradient[0].Data, 0);
        return value;
    }

    /// <summary>Class sizes as text, for descriptions.</summary>
    private protected string SizesText => string.Join('-', Sizes);
}
