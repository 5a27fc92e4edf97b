using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Cross-entropy on free features under a classifier that is not learned: sum_i CE(W h_i, y_i) + lambda/2 sum_i |h_i|^2
/// (sum loss), strictly convex in the features.
/// </summary>
public sealed class FixedClassifierModel : FreeModel
{
    private readonly IReadOnlyList<int> _sizes;
    private readonly int[] _labels;
    private readonly Matrix _classifier;
    private readonly bool _nonnegative;

    /// <summary>The model.</summary>
    /// <param name="sizes">Class sizes.</param>
    /// <param name="classifier">W, K x d.</param>
    /// <param name="lambda">Penalty of every feature, positive.</param>
    /// <param name="nonnegative">Whether features are nonnegative (behind a ReLU).</param>
    public FixedClassifierModel(IReadOnlyList<int> sizes, Matrix classifier, double lambda, bool nonnegative = false)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentOutOfRangeException.ThrowIfNotEqual(classifier.Rows, sizes.Count, nameof(classifier));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lambda);
        (_sizes, _classifier, Lambda, _nonnegative) = (sizes, classifier, lambda, nonnegative);
        _labels = [.. sizes.SelectMany((n, c) => Enumerable.Repeat(c, n))];
        Blocks = [new("features", _labels.Length, classifier.Columns, nonnegative ? VectorSet.Nonnegative : VectorSet.Free)];
    }

    /// <summary>Penalty of every feature; the loss is strongly convex with this constant.</summary>
    public double Lambda { get; }

    /// <inheritdoc/>
    public override string Description =>
        $"fixed classifier, n = {string.Join('-', _sizes)}, lambda = {Exact.Format(Lambda)}{(_nonnegative ? ", ReLU" : "")}, W = {string.Join('/', _classifier.Data.Select(x => Exact.Format(x)))}";

    /// <inheritdoc/>
    public override IReadOnlyList<VectorBlock> Blocks { get; }

    /// <inheritdoc/>
    public override double Evaluate(IReadOnlyList<Matrix> point, IReadOnlyList<Matrix> gradient)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(gradient);
        double[] ones = [.. _labels.Select(_ => 1.0)];
        VectorOperations.AddScaled(Lambda, point[0].Data, gradient[0].Data);
        return SoftmaxTerm.Add(point[0], _classifier, _labels, ones, 1, gradient[0], forB: null) + (Lambda / 2 * VectorOperations.Dot(point[0].Data, point[0].Data));
    }
}

/// <summary>Dot regression of unit features onto a fixed frame of unit vectors: one half of sum_i (h_i.w_y - 1)^2.</summary>
public sealed class DotRegressionModel : FreeModel
{
    private readonly int[] _labels;
    private readonly Matrix _frame;

    /// <summary>The model.</summary>
    /// <param name="sizes">Class sizes.</param>
    /// <param name="frame">Unit vectors w_k, K x d.</param>
    /// <param name="set">The unit sphere, or its nonnegative part.</param>
    public DotRegressionModel(IReadOnlyList<int> sizes, Matrix frame, VectorSet set)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentOutOfRangeException.ThrowIfNotEqual(frame.Rows, sizes.Count, nameof(frame));
        _frame = frame;
        _labels = [.. sizes.SelectMany((n, c) => Enumerable.Repeat(c, n))];
        Blocks = [new("features", _labels.Length, frame.Columns, set)];
    }

    /// <inheritdoc/>
    public override string Description =>
        $"dot regression, labels = {string.Concat(_labels.Select(c => $"{c} "))}, {Blocks[0].Set}, W = {string.Join('/', _frame.Data.Select(x => Exact.Format(x)))}";

    /// <inheritdoc/>
    public override IReadOnlyList<VectorBlock> Blocks { get; }

    /// <inheritdoc/>
    public override double Evaluate(IReadOnlyList<Matrix> point, IReadOnlyList<Matrix> gradient)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(gradient);
        double value = 0;
        for (int i = 0; i < _labels.Length; i++)
        {
            double miss = VectorOperations.Dot(point[0].Row(i), _frame.Row(_labels[i])) - 1;
            value += miss * miss / 2;
            VectorOperations.AddScaled(miss, _frame.Row(_labels[i]), gradient[0].Row(i));
        }

        return value;
    }
}
