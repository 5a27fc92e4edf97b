using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// The judgement "collapsed or not" by thresholds that are part of the answer. Collapsed means: within-class variability
/// is small both relative to the means' scatter direction by direction (nc1.pinv.classmean) and in total (nc1.quotient;
/// noise in a dimension far above the number of samples makes the former small, not the latter), and the class means are
/// near one of the named geometries.
/// </summary>
/// <param name="Collapsed">True or false; null when the data cannot tell (no class has two samples).</param>
/// <param name="Because">The reason, in words and numbers.</param>
/// <param name="Nearest">The nearest geometry; null when there is none.</param>
public sealed record CollapseVerdict(bool? Collapsed, string Because, string? Nearest)
{
    /// <summary>Which geometry, how far the second best is, and what that means, in words; empty without a geometry.</summary>
    public string Answer { get; init; } = string.Empty;

    /// <summary>Largest nc1.pinv.classmean and largest nc1.quotient that count as collapsed.</summary>
    public const double VariabilityThreshold = 0.1;

    /// <summary>Largest distance of the class means from the nearest geometry that counts as being on it.</summary>
    public const double DistanceThreshold = 0.2;

    // A frame with free lengths fits a little better than the equal one it contains, on any data.
    private const double Parsimony = 1.25;

    // Lengths that differ by less than this are equal for all that samples can tell.
    private const double EqualLengths = 0.01;

    /// <summary>Judges by the thresholds above.</summary>
    public static CollapseVerdict Judge(ClassStatistics statistics, IReadOnlyList<MeasuredGeometry> geometries)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        ArgumentNullException.ThrowIfNull(geometries);
        CollapseVerdict verdict = Decide(statistics, geometries);
        return geometries.Count == 0 ? verdict : verdict with { Answer = GeometryAnswer.InWords(statistics, geometries, Simplest(geometries)) };
    }

    private static CollapseVerdict Decide(ClassStatistics statistics, IReadOnlyList<MeasuredGeometry> geometries)
    {
        if (geometries.Count == 0)
        {
            return new(false, "All class means coincide, so there is nothing for the features to collapse to.", null);
        }

        MeasuredGeometry nearest = Simplest(geometries);
        if (statistics.Counts.Max() == 1)
        {
            return new(null, $"Every class has a single sample, so there is no within-class variability to judge. The nearest geometry of the samples is {GeometryAnswer.Named(nearest.Name)}, at distance {Short(nearest.Distance)}.", nearest.Name);
        }

        double? pinv = WithinClassVariability.Pinv(statistics, BetweenClassScatter.ClassMean);
        double quotient = VariabilityQuotient.Of(statistics) ?? double.PositiveInfinity;
        bool tight = (pinv ?? 0) <= VariabilityThreshold && quotient <= VariabilityThreshold;
        bool placed = nearest.Distance <= DistanceThreshold;
        string variability = (pinv is { } value ? $"nc1.pinv.classmean = {Short(value)} and " : "nc1.pinv.classmean is undefined and ") + $"nc1.quotient = {Short(quotient)}, of which both must be at most {Short(VariabilityThreshold)}";
        string place = $"the class means are at distance {Short(nearest.Distance)} from the nearest geometry, {GeometryAnswer.Named(nearest.Name)}, where at most {Short(DistanceThreshold)} is asked";
        string because = (tight, placed) switch
        {
            (true, true) => $"The samples are at their class means ({variability}) and {place}.",
            (true, false) => $"The samples are at their class means ({variability}), but {place}.",
            (false, true) => $"The samples spread around their class means ({variability}), although {place}.",
            _ => $"The samples spread around their class means ({variability}), and {place}.",
        };
        return new(tight && placed, because + (statistics.Counts.Length == 2 ? " Two centred means are always a simplex ETF, so with two classes only the variability decides." : string.Empty), nearest.Name);
    }

    private static MeasuredGeometry Simplest(IReadOnlyList<MeasuredGeometry> geometries)
    {
        MeasuredGeometry? frame = geometries.FirstOrDefault(g => g.Name is GeometryRanking.OrthogonalFrame or GeometryRanking.DeepLinear);
        return string.Equals(geometries[0].Name, GeometryRanking.GeneralOrthogonalFrame, StringComparison.Ordinal) && frame?.Distance <= Math.Max(EqualLengths, Parsimony * geometries[0].Distance)
            ? frame
            : geometries[0];
    }

    private static string Short(double value) => Exact.Format(value, 3);
}
