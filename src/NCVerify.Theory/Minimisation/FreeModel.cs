using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>The set in which each vector of a block lives.</summary>
public enum VectorSet
{
    /// <summary>All of R^d.</summary>
    Free,

    /// <summary>The unit sphere of R^d.</summary>
    Sphere,

    /// <summary>Unit vectors with nonnegative entries: normalised features behind a ReLU.</summary>
    NonnegativeSphere,

    /// <summary>Vectors with nonnegative entries.</summary>
    Nonnegative,
}

/// <summary>Vectors of one kind among the unknowns of a model.</summary>
/// <param name="Name">Name, for instance "features".</param>
/// <param name="Count">Number of vectors.</param>
/// <param name="Dimension">Their dimension d.</param>
/// <param name="Set">The set of each vector.</param>
public sealed record VectorBlock(string Name, int Count, int Dimension, VectorSet Set);

/// <summary>
/// A smooth loss of free vectors, for models that are no <see cref="Problem"/>: contrastive, ordinal and mixed losses.
/// Each block is a matrix with one vector per row.
/// </summary>
public abstract class FreeModel
{
    /// <summary>The model with all its parameters, in words; two models of equal description are the same.</summary>
    public abstract string Description { get; }

    /// <summary>The blocks of unknowns.</summary>
    public abstract IReadOnlyList<VectorBlock> Blocks { get; }

    /// <summary>Standard deviation of a random start's entries (directions on a sphere are uniform whatever it is).</summary>
    public virtual double StartDeviation => 1;

    /// <summary>The loss at a point.</summary>
    /// <param name="point">One matrix per block, count x dimension.</param>
    /// <param name="gradient">Matrices of the same shapes, zero on entry: the gradient with respect to the entries is added.</param>
    public abstract double Evaluate(IReadOnlyList<Matrix> point, IReadOnlyList<Matrix> gradient);

    /// <summary>The loss at a point.</summary>
    public double Evaluate(params IReadOnlyList<Matrix> point) => Evaluate(point, ZeroLike(point));

    /// <summary>The gradient at a point, ignoring the sets of the blocks.</summary>
    public IReadOnlyList<Matrix> Gradient(params IReadOnlyList<Matrix> point)
    {
        IReadOnlyList<Matrix> gradient = ZeroLike(point);
        Evaluate(point, gradient);
        return gradient;
    }

    private static Matrix[] ZeroLike(IReadOnlyList<Matrix> point) => [.. point.Select(m => new Matrix(m.Rows, m.Columns))];
}

/// <summary>Where a minimisation ended.</summary>
/// <param name="Point">One matrix per block, a vector per row.</param>
/// <param name="Iterations">Iterations over all starts.</param>
/// <param name="Converged">Whether the gradient fell below the tolerance at the best start.</param>
public sealed record MinimiserRun(IReadOnlyList<Matrix> Point, int Iterations, bool Converged);

/// <summary>Minimises models of free vectors from random starts.</summary>
public interface IMinimiser
{
    /// <summary>Name, for evidence.</summary>
    string Name { get; }

    /// <summary>Minimises the model from starts drawn from <paramref name="seed"/>.</summary>
    MinimiserRun Minimise(FreeModel model, ulong seed);
}
