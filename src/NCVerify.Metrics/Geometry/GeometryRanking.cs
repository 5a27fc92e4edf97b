using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// The named geometries by their distance from the data, nearest first. Simplex ETF and SELI describe means around their
/// unweighted mean; orthogonal frames describe the means themselves. The general orthogonal frame takes the lengths that
/// fit best, so it is never farther than the orthogonal frame.
/// </summary>
public static class GeometryRanking
{
    /// <summary>Name of the simplex equiangular tight frame.</summary>
    public const string SimplexEtf = "simplex ETF";

    /// <summary>Name of the orthogonal frame with equal lengths.</summary>
    public const string OrthogonalFrame = "orthogonal frame";

    /// <summary>Name of the orthogonal frame with free lengths.</summary>
    public const string GeneralOrthogonalFrame = "general orthogonal frame";

    /// <summary>Name of the simplex-encoded-labels interpolation for the class sizes at hand.</summary>
    public const string Seli = "SELI";

    /// <summary>Name of the minimiser at the penalties given.</summary>
    public const string FinitePenalty = "finite-penalty solution";

    /// <summary>Name of the deep linear minimiser at the penalties given.</summary>
    public const string DeepLinear = "deep-linear frame";

    // Grams of norm 1 are computed to about K roundings; what is nearer than this is on the geometry.
    private const double Rounding = 1e-13;

    // SELI of uneven classes is a table of K x K numbers: 2 GB at this many.
    private const int MostUnevenClasses = 1 << 14;

    /// <summary>The four of no penalties, nearest first, ties in the order orthogonal frame, ETF, SELI, general frame; empty when all means coincide.</summary>
    public static IReadOnlyList<MeasuredGeometry> Rank(ClassStatistics statistics) => Rank(statistics, null, null);

    internal static IReadOnlyList<MeasuredGeometry> Rank(ClassStatistics statistics, FinitePenaltySolution? solution, DeepLinearFrame? deep)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        Matrix centred = statistics.MeansAroundClassMean, means = statistics.Means;
        Matrix? w = statistics.ClassWeights;
        GramCache grams = statistics.Grams;
        int k = means.Rows;
        RowGram centredGram = grams.Of(centred, centred), gram = grams.Of(means, means);
        RowGram? weightGram = w is null ? null : grams.Of(w, w), centredLogits = w is null ? null : grams.Of(w, centred), logits = w is null ? null : grams.Of(w, means);
        if (!(centredGram.FrobeniusNorm > 0))
        {
            return [];
        }

        List<(string Name, double? Means, double? Weights, double? Logits)> all = [];
        if (solution is not null)
        {
            all.Add((FinitePenalty, Distance(solution.Centred ? centredGram : gram, GramTarget.Table(solution.MeanGram)), Distance(weightGram, GramTarget.Table(solution.WeightGram)), Distance(solution.Centred ? centredLogits : logits, GramTarget.Table(solution.Logits))));
        }

        if (deep is not null)
        {
            all.Add((DeepLinear, Distance(gram, GramTarget.Diagonal(deep.Means)), Distance(weightGram, GramTarget.Diagonal(deep.Weights)), Distance(logits, GramTarget.Diagonal(deep.Logits))));
        }

        all.Add((OrthogonalFrame, Rounded(gram.Named.Frame), Rounded(weightGram?.Named.Frame), Rounded(logits?.Named.Frame)));
        double? meansToEtf = Rounded(centredGram.Named.Etf), weightsToEtf = Rounded(weightGram?.Named.Etf), logitsToEtf = Rounded(centredLogits?.Named.Etf);
        all.Add((SimplexEtf, meansToEtf, weightsToEtf, logitsToEtf));
        if (statistics.Counts.Min() == statistics.Counts.Max())
        {
            // SELI of even classes is the simplex ETF.
            all.Add((Seli, meansToEtf, weightsToEtf, logitsToEtf));
        }
        else if (k <= MostUnevenClasses)
        {
            var sizes = new Theory.CentredSizes([.. statistics.Counts.Select(n => (double)n)]);
            double? toMeans = Distance(centredGram, GramTarget.Table(sizes.Function(s => 1 / Math.Sqrt(s))));
            all.Add((Seli, toMeans, weightGram is null ? null : Distance(weightGram, GramTarget.Table(sizes.Function(Math.Sqrt))), logitsToEtf));
        }

        all.Add((GeneralOrthogonalFrame, Rounded(gram.Named.GeneralFrame), Rounded(weightGram?.Named.GeneralFrame), Rounded(logits?.Named.GeneralFrame)));
        return [.. all.Where(g => g.Means is not null).Select(g => new MeasuredGeometry(g.Name, g.Means!.Value, g.Weights, g.Logits)).OrderBy(g => g.Distance)];
    }

    internal static Matrix Rows(Matrix table, int[] rows)
    {
        var part = new Matrix(rows.Length, table.Columns);
        for (int i = 0; i < rows.Length; i++)
        {
            table.Row(rows[i]).CopyTo(part.Row(i));
        }

        return part;
    }

    private static double? Distance(RowGram? gram, GramTarget target) => Rounded(gram?.Distance(target));

    private static double? Rounded(double? distance) => distance < Rounding ? 0 : distance;
}
