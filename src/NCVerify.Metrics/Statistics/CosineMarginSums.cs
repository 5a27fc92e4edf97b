using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>Cosine margins from logits: those of the centred rows are (z_k - mean z)/|v_k|.</summary>
internal sealed class CosineMarginSums
{
    private readonly double[] _lengths;
    private CompensatedSum _sum;
    private double _least = double.PositiveInfinity;

    public CosineMarginSums(Matrix weights)
    {
        double[] mean = [.. Enumerable.Range(0, weights.Columns).Select(j => weights.Column(j).Average())];
        _lengths = Gram.RowNorms(Matrix.Create(weights.Rows, weights.Columns, (k, j) => weights[k, j] - mean[j]));
    }

    public void Add(double margin)
    {
        _sum.Add(margin);
        _least = Math.Min(_least, margin);
    }

    /// <summary>Mean and least; null when a margin was not finite.</summary>
    public CosineMargins? Over(long samples) => double.IsFinite(_sum.Value) ? new(_sum.Value / samples, _least) : null;

    /// <summary>The margin of one sample from its logits without bias; a zero row or sample gives NaN or infinity.</summary>
    public double Of(ReadOnlySpan<double> logits, int own, ReadOnlySpan<double> sample)
    {
        double mean = 0, other = double.NegativeInfinity;
        foreach (double z in logits)
        {
            mean += z / logits.Length;
        }

        for (int k = 0; k < logits.Length; k++)
        {
            other = k == own ? other : Math.Max(other, (logits[k] - mean) / _lengths[k]);
        }

        return (((logits[own] - mean) / _lengths[own]) - other) / Math.Sqrt(RowProducts.Dot(sample, sample));
    }
}
