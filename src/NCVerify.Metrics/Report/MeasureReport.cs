namespace NCVerify.Metrics;

/// <summary>What `ncverify measure` reports.</summary>
/// <param name="Samples">Number of samples N.</param>
/// <param name="Dimension">Feature dimension d.</param>
/// <param name="Classes">The classes, by label.</param>
/// <param name="Metrics">NC1 to NC4 under every convention; undefined ones are left out and named in the warnings.</param>
/// <param name="Geometries">Named geometries, nearest first.</param>
/// <param name="Verdict">Collapsed or not, by stated thresholds.</param>
/// <param name="Warnings">What a reader must know before quoting a number.</param>
public sealed record MeasureReport(
    long Samples,
    int Dimension,
    IReadOnlyList<ClassCount> Classes,
    IReadOnlyList<Metric> Metrics,
    IReadOnlyList<MeasuredGeometry> Geometries,
    CollapseVerdict Verdict,
    IReadOnlyList<string> Warnings)
{
    /// <summary>Eigenvalues of SigmaW, largest first, when d x d quantities were asked for; null otherwise.</summary>
    public IReadOnlyList<double>? WithinSpectrum { get; init; }

    /// <summary>The value of a metric; null when it is undefined for these data (or there is none of this id).</summary>
    public double? this[string id] => Metrics.FirstOrDefault(m => string.Equals(m.Id, id, StringComparison.Ordinal))?.Value;
}
