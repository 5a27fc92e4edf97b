using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>
/// Centre collapse regulariser (Zhong et al. 2023): weight times the mean over all K classes of -log softmax_k(m_k.w_j), with
/// m_k the mean of the features of class k in a batch and w_1..w_K a fixed simplex ETF. The centre of a class that the batch
/// lacks is zero: it adds a constant and has no gradient.
/// </summary>
public sealed record CentreCollapseSpec
{
    /// <summary>Weight mu of the regulariser, at least 0.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Length of each vector of the frame, positive.</summary>
    public double Length { get; init; } = 1;

    /// <summary>
    /// The frame, K x d: it spans the first K - 1 coordinates. Which rotation of it is taken makes no difference to a network
    /// whose features come out of a linear layer with random initial weights.
    /// </summary>
    /// <exception cref="ExperimentException">A simplex ETF does not fit: d is below K - 1.</exception>
    public Matrix Frame(int classes, int dimension) => dimension >= classes - 1
        ? FixedClassifiers.SimplexEtf(classes, dimension, Length)
        : throw new ExperimentException($"experiment: loss.centreCollapse: features have {Exact.Format(dimension)} dimensions; expected at least {Exact.Format(classes - 1)} for the simplex ETF of {Exact.Format(classes)} classes.");
}
