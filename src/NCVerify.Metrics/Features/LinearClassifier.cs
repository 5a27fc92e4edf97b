using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>The last layer of a network: logits W h + b.</summary>
public sealed class LinearClassifier
{
    /// <summary>Takes the layer's weights and bias.</summary>
    /// <param name="weights">W, K x d: a row per class, in increasing order of the labels.</param>
    /// <param name="bias">b, K numbers; null means zero.</param>
    /// <exception cref="MeasureException">The shapes disagree or an entry is not finite.</exception>
    public LinearClassifier(Matrix weights, double[]? bias = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        int bad = Array.FindIndex(weights.Data, x => !double.IsFinite(x));
        if (bad >= 0)
        {
            throw new MeasureException($"The weights are not finite in row {bad / weights.Columns}, column {bad % weights.Columns} (counted from 0); they must be finite.");
        }

        if (bias is not null && bias.Length != weights.Rows)
        {
            throw new MeasureException($"The bias has {bias.Length} entries but the weights have {weights.Rows} rows; one entry per row is needed.");
        }

        int badBias = bias is null ? -1 : Array.FindIndex(bias, x => !double.IsFinite(x));
        if (badBias >= 0)
        {
            throw new MeasureException($"The bias is not finite in entry {badBias} (counted from 0); it must be finite.");
        }

        Weights = weights;
        Bias = bias ?? new double[weights.Rows];
    }

    /// <summary>W, K x d.</summary>
    public Matrix Weights { get; }

    /// <summary>b, K numbers.</summary>
    public double[] Bias { get; }
}
