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

    // Grams of norm 1 are computed to about K roundings; what is nearer than this is on the geometry.
    private const double Rounding = 1e-13;

    /// <summary>The four of no penalties, nearest first, ties in the order orthogonal frame, ETF, SELI, general frame; empty when all means coincide.</summary>
    public static IReadOnlyList<MeasuredGeometry> Rank(ClassStatistics statistics) => Rank(statistics, null);

    internal static IReadOnlyList<MeasuredGeometry> Rank(ClassStatistics statistics, FinitePenaltySolution? solution)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        Matrix centred = statistics.MeansAroundClassMean, means = statistics.Means;
        Matrix? w = statistics.Classifier is { } classifier ? Rows(classifier.Weights, statistics.RowOfClass) : null;
        Matrix centredGram = Gram.Of(centred, centred), gram = Gram.Of(means, means);
        Matrix? weightGram = w is null ? null : Gram.Of(w, w);
        Matrix? centredLogits = w is null ? null : Gram.Of(w, centred), logits = w is null ? null : Gram.Of(w, means);
        var seli = new Theory.Seli([.. statistics.Counts.Select(n => (double)n)]);
        Matrix identity = Matrix.Identity(means.Rows), centring = Matrix.Centring(means.Rows);

        (string, double?, double?, double?)[] all =
        [
            .. solution is null ? [] : new (string, double?, double?, double?)[]
            {
                (FinitePenalty, Distance(solution.Centred ? centredGram : gram, solution.MeanGram), Distance(weightGram, solution.WeightGram), Distance(solution.Centred ? centredLogits : logits, solution.Logits)),
            },
            (OrthogonalFrame, Distance(gram, identity), Distance(weightGram, identity), Distance(logits, identity)),
            (SimplexEtf, Distance(centredGram, centring), Distance(weightGram, centring), Distance(centredLogits, centring)),
            (Seli, Distance(centredGram, seli.MeanGram), Distance(weightGram, seli.ClassifierGram), Distance(centredLogits, centring)),
            (GeneralOrthogonalFrame, Distance(gram, Fitted(gram)), Distance(weightGram, Fitted(weightGram)), Distance(logits, Fitted(logits))),
        ];
        return Gram.FrobeniusNorm(centredGram) > 0
            ? [.. all.Where(g => g.Item2 is not null).Select(g => new MeasuredGeometry(g.Item1, g.Item2!.Value, g.Item3, g.Item4)).OrderBy(g => g.Distance)]
            : [];
    }

    internal static Matrix Rows(Matrix table, int[] rows) => Matrix.Create(rows.Length, table.Columns, (i, j) => table[rows[i], j]);

    private static double? Distance(Matrix? gram, Matrix? target)
    {
        double? distance = gram is null || target is null ? null : Gram.NormalisedDistance(gram, target);
        return distance < Rounding ? 0 : distance;
    }

    // The unit diagonal matrix nearest to a unit Gram is its own diagonal, normalised (negative logits cannot be lengths).
    private static Matrix? Fitted(Matrix? gram) =>
        gram is null ? null : Matrix.Diagonal([.. Enumerable.Range(0, gram.Rows).Select(k => Math.Max(0, gram[k, k]))]);
}
