namespace NCVerify.Metrics;

/// <summary>Neural regression collapse of a network with real targets.</summary>
/// <param name="Samples">Number of samples N.</param>
/// <param name="Dimension">Feature dimension d.</param>
/// <param name="Targets">Dimension n of the targets.</param>
/// <param name="Metrics">NRC1, and with weights NRC2 and NRC3; undefined ones are left out and named in the warnings.</param>
/// <param name="Warnings">What a reader must know before quoting a number.</param>
public sealed record RegressionReport(long Samples, int Dimension, int Targets, IReadOnlyList<Metric> Metrics, IReadOnlyList<string> Warnings)
{
    /// <summary>The value of a metric; null when it is undefined for these data (or there is none of this id).</summary>
    public double? this[string id] => Metrics.FirstOrDefault(m => string.Equals(m.Id, id, StringComparison.Ordinal))?.Value;
}
