using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Cross-entropy of free features h_i under a trained classifier W, with the centre collapse regulariser of Zhong et al. (2023)
/// beside it, whose frame w_1, ..., w_K is fixed; sum loss:
/// sum_i CE(W h_i, y_i) + mu sum_k -log softmax_k(w_j.mu_k) + lambda/2 |W|^2 + lambda/2 sum_i |h_i|^2, mu_k the mean of class k.
/// </summary>
public sealed class CentreRegularisedModel : FreeModel
{
    private readonly Matrix _frame;
    private readonly IReadOnlyList<int> _sizes;
    private readonly int[] _labels;
    private readonly double _lambda;
    private readonly double _weight;

    /// <summary>The model.</summary>
    /// <param name="frame">The regulariser's frame, K x d, rows w_k.</param>
    /// <param name="sizes">Class sizes, K numbers of at least 1.</param>
    /// <param name="lambda">Ridge on classifier and features, positive.</param>
    /// <param name="weight">mu, the weight of the regulariser; 0 for cross-entropy alone.</param>
    public CentreRegularisedModel(Matrix frame, IReadOnlyList<int> sizes, double lambda, double weight)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(sizes.Count, frame.Rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lambda);
        ArgumentOutOfRangeException.ThrowIfNegative(weight);
        (_frame, _sizes, _lambda, _weight) = (frame, sizes, lambda, weight);
        _labels = [.. sizes.SelectMany((n, c) => Enumerable.Repeat(c, n))];
        Blocks = [new("features", _labels.Length, frame.Columns, VectorSet.Free), new("classifiers", sizes.Count, frame.Columns, VectorSet.Free)];
    }

    /// <inheritdoc/>
    public override string Description =>
        $"cross-entropy and centre collapse regulariser, n = {string.Join('-', _sizes)}, d = {_frame.Columns}, lambda = {Exact.Format(_lambda)}, mu = {Exact.Format(_weight)}";

    /// <inheritdoc/>
    public override IReadOnlyList<VectorBlock> Blocks { get; }

    /// <inheritdoc/>
    public override double Evaluate(IReadOnlyList<Matrix> point, IReadOnlyList<Matrix> gradient)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(gradient);
        (Matrix h, Matrix w, int k) = (point[0], point[1], _sizes.Count);
        Matrix means = Means(h), forMeans = new(k, h.Columns);
        double value = SoftmaxTerm.Add(h, w, _labels, [.. Enumerable.Repeat(1.0, _labels.Length)], 1, gradient[0], gradient[1])
            + SoftmaxTerm.Add(means, _frame, [.. Enumerable.Range(0, k)], [.. Enumerable.Repeat(_weight, k)], 1, forMeans, null);
        for (int i = 0; i < _labels.Length; i++)
        {
            VectorOperations.AddScaled(1.0 / _sizes[_labels[i]], forMeans.Row(_labels[i]), gradient[0].Row(i));
        }

        return value + Ridge(h, gradient[0]) + Ridge(w, gradient[1]);
    }

    /// <summary>Class means (K x d) of features, a row per sample.</summary>
    public Matrix Means(Matrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var means = new Matrix(_sizes.Count, features.Columns);
        for (int i = 0; i < _labels.Length; i++)
        {
            VectorOperations.AddScaled(1.0 / _sizes[_labels[i]], features.Row(i), means.Row(_labels[i]));
        }

        return means;
    }

    private double Ridge(Matrix rows, Matrix gradient)
    {
        double squares = 0;
        for (int i = 0; i < rows.Rows; i++)
        {
            squares += VectorOperations.Dot(rows.Row(i), rows.Row(i));
            VectorOperations.AddScaled(_lambda, rows.Row(i), gradient.Row(i));
        }

        return 0.5 * _lambda * squares;
    }
}
