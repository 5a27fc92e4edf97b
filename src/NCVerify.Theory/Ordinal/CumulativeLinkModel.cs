using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Ordinal regression on free features with fixed thresholds:
/// sum_i l_(y_i)(w.h_i) + lambda_w/2 |w|^2 + lambda_h/2 sum_i |h_i|^2, l_q(z) = -log(g(b_q - z) - g(b_(q-1) - z)) (sum loss).
/// The unknowns are w (1 x d) and the features (N x d), class by class.
/// </summary>
public sealed class CumulativeLinkModel : FreeModel
{
    private readonly int[] _labels;

    /// <summary>The model with free features.</summary>
    /// <param name="scale">Class sizes, thresholds and link.</param>
    /// <param name="lambdaW">Penalty of w, positive.</param>
    /// <param name="lambdaH">Penalty of every feature, positive.</param>
    /// <param name="dimension">Feature dimension d, at least 1.</param>
    public CumulativeLinkModel(OrdinalScale scale, double lambdaW, double lambdaH, int dimension)
    {
        ArgumentNullException.ThrowIfNull(scale);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lambdaW);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lambdaH);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        (Scale, LambdaW, LambdaH) = (scale, lambdaW, lambdaH);
        _labels = [.. scale.Sizes.SelectMany((n, q) => Enumerable.Repeat(q, n))];
        Blocks = [new("classifier", 1, dimension, VectorSet.Free), new("features", _labels.Length, dimension, VectorSet.Free)];
    }

    /// <summary>Class sizes, thresholds and link.</summary>
    public OrdinalScale Scale { get; }

    /// <summary>Penalty of w.</summary>
    public double LambdaW { get; }

    /// <summary>Penalty of every feature.</summary>
    public double LambdaH { get; }

    /// <summary>Lambda = sqrt(lambda_w lambda_h).</summary>
    public double Lambda => Math.Sqrt(LambdaW * LambdaH);

    /// <summary>Class of each sample, counted from 0.</summary>
    public IReadOnlyList<int> Labels => _labels;

    /// <inheritdoc/>
    public override string Description => $"{Scale.Description}, lambda_w = {Exact.Format(LambdaW)}, lambda_h = {Exact.Format(LambdaH)}, d = {Blocks[0].Dimension}";

    /// <inheritdoc/>
    public override IReadOnlyList<VectorBlock> Blocks { get; }

    /// <inheritdoc/>
    public override double Evaluate(IReadOnlyList<Matrix> point, IReadOnlyList<Matrix> gradient)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(gradient);
        Span<double> w = point[0].Row(0), forW = gradient[0].Row(0);
        double value = LambdaW / 2 * VectorOperations.Dot(w, w);
        VectorOperations.AddScaled(LambdaW, w, forW);
        for (int i = 0; i < _labels.Length; i++)
        {
            Span<double> h = point[1].Row(i), forH = gradient[1].Row(i);
            double z = VectorOperations.Dot(w, h), slope = Scale.Slope(_labels[i], z);
            value += Scale.Loss(_labels[i], z) + (LambdaH / 2 * VectorOperations.Dot(h, h));
            VectorOperations.AddScaled(slope, h, forW);
            VectorOperations.AddScaled(slope, w, forH);
            VectorOperations.AddScaled(LambdaH, h, forH);
        }

        return value;
    }
}
