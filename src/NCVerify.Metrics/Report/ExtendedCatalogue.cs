using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>The ids, formulas and conventions of the measures beyond NC1 to NC4, as other tools and later papers define them.</summary>
internal static class ExtendedCatalogue
{
    private const string ZeroMean = "a class mean equals the global mean, so its direction is undefined";

    public static void AddVariability(MetricList list, ClassStatistics s)
    {
        double? quotient = VariabilityQuotient.Of(s);
        list.Add("nc1.weak", quotient / (1 + quotient), "tr SigmaW / (tr SigmaW + tr SigmaB), SigmaB averaged over classes around their unweighted mean", "all class means coincide");
        list.Add("nc1.cdnv.ddof1", ClassDistanceNormalizedVariance.Of(s, 1), "mean over pairs i<j of (v_i+v_j)/(2|mu_i-mu_j|^2), v_k = (1/(n_k-1)) sum |h-mu_k|^2", "a class has a single sample, or two class means coincide");
    }

    public static void AddMeans(MetricList list, ClassStatistics s)
    {
        AddKernels(list, s.MeansAroundClassMean, "means.classmean", "class means minus the unweighted mean of class means", ZeroMean);
        AddMinority(list, s.MeansAroundClassMean, s.Counts, "means.classmean", "class means minus the unweighted mean of class means");
    }

    public static void AddClassifier(MetricList list, ClassStatistics s)
    {
        if (s.ClassWeights is not { } w)
        {
            return;
        }

        AddKernels(list, w, "weights", "rows of W of the classes with samples", "a row of the weights is zero, so its direction is undefined");
        AddMinority(list, w, s.Counts, "weights", "rows of W");
        var duality = UniformDuality.Of(w, s.MeansAroundClassMean);
        const string why = "a row of the weights or of the centred means is zero";
        list.Add("nc3.uniform.cosine.variance.classmean", duality?.CosineVariance, "variance (ddof 0) over classes of cos(w_k, m_k); M = class means minus their unweighted mean", why);
        list.Add("nc3.uniform.product.variation.classmean", duality?.ProductVariation, "std/|mean| (ddof 0) over classes of w_k.m_k; M = class means minus their unweighted mean", why);
        if (!s.WithMargins)
        {
            return;
        }

        const string margin = "over samples of cos(h, v_y) - max_{j!=y} cos(h, v_j), v_k = w_k minus the mean row of W; h not centred, no bias";
        const string noMargin = "a centred row of W or a sample is zero";
        list.Add("margin.cosine.mean", s.Margins?.Mean, "mean " + margin, noMargin, signed: true);
        list.Add("margin.cosine.min", s.Margins?.Least, "minimum " + margin, noMargin, signed: true);
    }

    public static void AddScatter(MetricList list, ClassStatistics s, WithinScatter? scatter)
    {
        if (scatter is null)
        {
            list.Add("nc1.vci.countweighted", null, string.Empty, TooLarge);
            list.Add("rank.numerical.mean", null, string.Empty, TooLarge);
            return;
        }

        list.Add("nc1.vci.countweighted", CollapseIndex.Of(s, scatter.Pooled), "1 - tr(pinv(SigmaT) SigmaB)/min(d,K-1); SigmaT = SigmaW + SigmaB, SigmaB = sum_k (n_k/N) (mu_k-m)(mu_k-m)', m = mean over all samples", "the within-class scatter is singular (fewer than d samples beyond one per class, or features that depend on each other), so the index is 0 whatever the data");
        list.Add("rank.numerical.mean", scatter.PerClass is { } each ? NumericalRank.Of(s, each) : null, "mean over classes of (|H_k|_*/|H_k|_F)^2, H_k the features of class k, not centred", s.OnePass ? "one pass keeps the pooled scatter only; measure a file to get it" : TooLarge);
    }

    public static void AddUnit(MetricList list, ClassStatistics unit) =>
        list.Add("nc1.pinv.unit.classmean", WithinClassVariability.Pinv(unit, BetweenClassScatter.ClassMean), "nc1.pinv.classmean of features each scaled to length 1", "the class means of features of length 1 do not span min(K-1, d) dimensions");

    public static void AddOutside(MetricList list, ClassStatistics s, double[] outside)
    {
        double[] centre = [.. Enumerable.Range(0, s.Means.Columns).Select(j => s.Means[0, j] - s.MeansAroundClassMean[0, j])];
        list.Add("nc5.cosine.raw", OutsideAlignment.Cosine(s.Means, outside, null), "mean over classes of |cos(mu_k, mu_out)|, mu_out the mean of the outside samples; nothing centred", "a mean is zero");
        list.Add("nc5.cosine.classmean", OutsideAlignment.Cosine(s.Means, outside, centre), "mean over classes of |cos(mu_k - m, mu_out - m)|, m = unweighted mean of class means", ZeroMean);
    }

    private static string TooLarge => $"it needs d x d tables (at most {WithinScatter.LargestDimension} features; for every class, 256 MB in all)";

    private static void AddKernels(MetricList list, Matrix rows, string of, string what, string why)
    {
        var spread = GeneralisedCollapse.Of(rows);
        list.Add("gnc2.distance.mean." + of, spread?.MeanDistance, $"mean over pairs of |u_i - u_j|, u of length 1: {what}", why);
        list.Add("gnc2.distance.variance." + of, spread?.DistanceVariance, $"variance (ddof 0) over pairs of |u_i - u_j|, u of length 1: {what}", why);
        list.Add("gnc2.logarithm.mean." + of, spread?.MeanLogarithm, $"mean over pairs of -log |u_i - u_j|, u of length 1: {what}", why + ", or two coincide", signed: true);
        list.Add("gnc2.logarithm.variance." + of, spread?.LogarithmVariance, $"variance (ddof 0) over pairs of -log |u_i - u_j|, u of length 1: {what}", why + ", or two coincide");
        if (rows.Columns >= 3)
        {
            list.Add("gnc2.riesz.variance." + of, spread?.RieszVariance, $"variance (ddof 0) over pairs of |u_i - u_j|^-(d-2), u of length 1: {what}", why + ", or it overflows");
            list.Add("gnc2.riesz.mean." + of, spread?.MeanRiesz, $"mean over pairs of |u_i - u_j|^-(d-2), u of length 1: {what}", why + ", or it overflows");
        }

        if (rows.Rows is >= 3 and <= OneVersusRest.MostRows)
        {
            var rest = OneVersusRest.Of(rows);
            list.Add("gnc2.onevsrest." + of, rest?.Distance, $"min_k dist(u_k, conv of the others), u of length 1: {what}; convex quadratic problem, upper bound", why);
            list.Add("gnc2.onevsrest.lowerbound." + of, rest?.LowerBound, "lower bound of the same by separating hyperplanes", why);
        }
    }

    private static void AddMinority(MetricList list, Matrix rows, long[] counts, string of, string what)
    {
        if (MinorityCollapse.Of(rows, counts) is not { } minority)
        {
            return;
        }

        string text = $"the {minority.Classes.Count} classes of at most sqrt(n_max n_min) samples; {what}";
        list.Add("minority.cosine.mean." + of, minority.MeanCosine, "mean over pairs of cosines among " + text, string.Empty, signed: true);
        list.Add("minority.cosine.deviation." + of, minority.CosineDeviation, "std (ddof 0) over pairs of cosines among " + text, string.Empty);
        list.Add("minority.equinorm." + of, minority.NormVariation, "std/mean (ddof 0) of norms of " + text, string.Empty);
    }
}
