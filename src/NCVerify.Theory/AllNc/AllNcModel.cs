using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// AllNC-R, the losses of Zhang, Li, Geng and Chen (2025) as reconstructed from their published description, on unit
/// features z_i, unit classifiers w_k and normalised class means m_k:
/// alpha CE_instance + (1 - alpha) CE_balanced + weight (HyCon-R + P2P-R), where CE has the logits s z_i.w_j, averaged over
/// samples or over classes; HyCon-R is the class-balanced mean of -log softmax_y(z_i.m_j/tau); P2P-R the mean over classes
/// of -log softmax_k(s m_k.w_j).
/// </summary>
public sealed class AllNcModel : FreeModel
{
    private readonly IReadOnlyList<int> _sizes;
    private readonly int[] _labels;
    private readonly double _scale;
    private readonly double _temperature;
    private readonly double _alpha;
    private readonly double _weight;

    /// <summary>The model.</summary>
    /// <param name="sizes">Class sizes, each at least 1.</param>
    /// <param name="dimension">Feature dimension d.</param>
    /// <param name="scale">Logit scale s, positive.</param>
    /// <param name="temperature">tau of HyCon-R, positive.</param>
    /// <param name="alpha">Share of the instance-balanced branch, in [0, 1].</param>
    /// <param name="weight">Weight of HyCon-R and P2P-R.</param>
    public AllNcModel(IReadOnlyList<int> sizes, int dimension, double scale, double temperature, double alpha, double weight = 1)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        (_sizes, _scale, _temperature, _alpha, _weight) = (sizes, scale, temperature, alpha, weight);
        _labels = [.. sizes.SelectMany((n, c) => Enumerable.Repeat(c, n))];
        Blocks = [new("features", _labels.Length, dimension, VectorSet.Sphere), new("classifiers", sizes.Count, dimension, VectorSet.Sphere)];
    }

    /// <inheritdoc/>
    public override string Description =>
        $"AllNC-R, n = {string.Join('-', _sizes)}, d = {Blocks[0].Dimension}, s = {Exact.Format(_scale)}, tau = {Exact.Format(_temperature)}, alpha = {Exact.Format(_alpha)}, weight = {Exact.Format(_weight)}";

    /// <inheritdoc/>
    public override IReadOnlyList<VectorBlock> Blocks { get; }

    /// <inheritdoc/>
    public override double Evaluate(IReadOnlyList<Matrix> point, IReadOnlyList<Matrix> gradient)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(gradient);
        (Matrix z, Matrix w, int k) = (point[0], point[1], _sizes.Count);
        (Matrix means, double[] lengths) = Means(z);
        var forMeans = new Matrix(k, z.Columns);
        double[] balanced = [.. _labels.Select(c => 1.0 / ((double)k * _sizes[c]))];
        double[] mixed = [.. balanced.Select(b => (_alpha / _labels.Length) + ((1 - _alpha) * b))];
        double value = SoftmaxTerm.Add(z, w, _labels, mixed, _scale, gradient[0], gradient[1])
            + SoftmaxTerm.Add(z, means, _labels, [.. balanced.Select(b => _weight * b)], 1 / _temperature, gradient[0], forMeans)
            + SoftmaxTerm.Add(means, w, [.. Enumerable.Range(0, k)], [.. Enumerable.Repeat(_weight / k, k)], _scale, forMeans, gradient[1]);
        for (int i = 0; i < _labels.Length; i++)
        {
            // d(mu/|mu|) is the projection off m, over |mu|; mu is the mean of n_c features.
            int c = _labels[i];
            double factor = 1 / (lengths[c] * _sizes[c]);
            VectorOperations.AddScaled(factor, forMeans.Row(c), gradient[0].Row(i));
            VectorOperations.AddScaled(-factor * VectorOperations.Dot(forMeans.Row(c), means.Row(c)), means.Row(c), gradient[0].Row(i));
        }

        return value;
    }

    private (Matrix Unit, double[] Lengths) Means(Matrix z)
    {
        var means = new Matrix(_sizes.Count, z.Columns);
        for (int i = 0; i < _labels.Length; i++)
        {
            VectorOperations.AddScaled(1.0 / _sizes[_labels[i]], z.Row(i), means.Row(_labels[i]));
        }

        double[] lengths = [.. Enumerable.Range(0, means.Rows).Select(c => Math.Sqrt(VectorOperations.Dot(means.Row(c), means.Row(c))))];
        for (int c = 0; c < means.Rows; c++)
        {
            VectorOperations.Scale(1 / lengths[c], means.Row(c), means.Row(c));
        }

        return (means, lengths);
    }
}
