using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>The ranking of geometries in words: which, how clearly, and when theory expects it.</summary>
internal static class GeometryAnswer
{
    // Closer than this, two geometries cannot be told apart by the distances alone.
    private const double Clear = 1.5;

    public static string InWords(ClassStatistics s, IReadOnlyList<MeasuredGeometry> geometries, MeasuredGeometry chosen)
    {
        MeasuredGeometry? second = geometries.FirstOrDefault(g => !ReferenceEquals(g, chosen) && !Contains(g, chosen) && !Implied(s, g, chosen) && !(Coincide(s) && Simplex(g) && Simplex(chosen)));
        if (chosen.Distance > CollapseVerdict.DistanceThreshold)
        {
            return $"None of the named geometries: the nearest, {chosen.Name}, is at distance {Short(chosen.Distance)}, where 0 is on it and 1.41 as far as can be.";
        }

        string start = $"{chosen.Name} at distance {Short(chosen.Distance)}";
        string compared = second is null ? "." : second.Distance > Clear * chosen.Distance
            ? $"; second best {second.Name} at {Short(second.Distance)}{(chosen.Distance > 0 ? $", {Times(second.Distance / chosen.Distance)} times as far" : string.Empty)}."
            : $", not clearly ahead of {second.Name} at {Short(second.Distance)}.";
        return $"{start}{compared} {Meaning(s, geometries, chosen)}".TrimEnd();
    }

    private static string Meaning(ClassStatistics s, IReadOnlyList<MeasuredGeometry> geometries, MeasuredGeometry chosen)
    {
        bool even = s.Counts.Min() == s.Counts.Max();
        bool nonnegative = s.Means.Data.All(x => x >= 0);
        bool etfToo = geometries.FirstOrDefault(g => string.Equals(g.Name, GeometryRanking.SimplexEtf, StringComparison.Ordinal))?.Distance <= CollapseVerdict.DistanceThreshold;
        return chosen.Name switch
        {
            GeometryRanking.OrthogonalFrame => $"An orthogonal frame{(etfToo ? " (an ETF after centring)" : string.Empty)} is what theory expects of nonnegative features (after a ReLU) under cross-entropy with weight decay and even classes; {(nonnegative ? "the class means here are nonnegative" : "but some class means here have negative entries")}.",
            GeometryRanking.GeneralOrthogonalFrame => $"An orthogonal frame with lengths of its own per class is what theory expects of nonnegative features under uneven classes; {(even ? "but the classes here are even" : "the classes here are uneven")}.",
            GeometryRanking.SimplexEtf => $"A simplex ETF is what theory expects of features of any sign under cross-entropy or squared error with {(even ? "even classes, as here" : "even classes; the classes here are uneven, where SELI is expected without penalties")}.",
            GeometryRanking.Seli => even ? "With even classes SELI is the simplex ETF." : "SELI is what theory expects of features of any sign under cross-entropy with uneven classes as penalties vanish.",
            GeometryRanking.DeepLinear => "It is the global minimiser of squared error on free features through linear layers at the penalties given.",
            GeometryRanking.FinitePenalty => "It is the global minimiser of the unconstrained-features problem at the penalties given.",
            _ => string.Empty,
        };
    }

    // An orthogonal frame, centred, is a simplex ETF, which is then no rival but a consequence.
    private static bool Implied(ClassStatistics s, MeasuredGeometry g, MeasuredGeometry chosen) =>
        string.Equals(chosen.Name, GeometryRanking.OrthogonalFrame, StringComparison.Ordinal) && (string.Equals(g.Name, GeometryRanking.SimplexEtf, StringComparison.Ordinal) || (Coincide(s) && Simplex(g)));

    // SELI of even classes, and of two, is the simplex ETF.
    private static bool Coincide(ClassStatistics s) => s.Counts.Length == 2 || s.Counts.Min() == s.Counts.Max();

    private static bool Simplex(MeasuredGeometry g) => g.Name is GeometryRanking.SimplexEtf or GeometryRanking.Seli;

    // The frame with fitted lengths is never farther than the equal one; it is no rival of it.
    private static bool Contains(MeasuredGeometry general, MeasuredGeometry special) =>
        string.Equals(general.Name, GeometryRanking.GeneralOrthogonalFrame, StringComparison.Ordinal) && special.Name is GeometryRanking.OrthogonalFrame or GeometryRanking.DeepLinear;

    /// <summary>The name in a sentence: SELI needs no article.</summary>
    public static string Named(string name) => string.Equals(name, GeometryRanking.Seli, StringComparison.Ordinal) ? name : "the " + name;

    private static string Times(double ratio) => ratio >= 10 ? Math.Round(ratio).ToString("F0", Exact.Culture) : Exact.Format(ratio, 2);

    private static string Short(double value) => Exact.Format(value, 2);
}
