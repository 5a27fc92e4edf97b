using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>The ids, formulas and conventions under which the measures are reported.</summary>
internal static class MetricCatalogue
{
    private const string ZeroMean = "a class mean equals the global mean, so its direction is undefined";
    private const string ZeroWeight = "a row of the weights is zero, so its direction is undefined";
    private const string SeenOnce = "a pipe or an accumulator sees every sample once, before the class means are known; measure a file to get it";
    private const string AllEqual = "all class means coincide";

    public static void AddVariability(MetricList list, ClassStatistics s)
    {
        string why = s is { OnePass: true, Scatter: null } ? $"one pass takes a d x d table for it, which was not asked for or exceeds {WithinScatter.LargestDimension} features" : $"the class means span {s.Rank} dimensions where {s.StructuralRank} are needed (two coincide, or they depend on each other), so SigmaB has no inverse on its structural range";
        foreach ((BetweenClassScatter scatter, string id, string text) in new[]
        {
            (BetweenClassScatter.ClassMean, "nc1.pinv.classmean", "SigmaB = (1/K) sum_k (mu_k-m)(mu_k-m)', m = unweighted mean of class means"),
            (BetweenClassScatter.SampleMean, "nc1.pinv.samplemean", "SigmaB = (1/K) sum_k (mu_k-m)(mu_k-m)', m = mean over all samples"),
            (BetweenClassScatter.CountWeighted, "nc1.pinv.countweighted", "SigmaB = sum_k (n_k/N) (mu_k-m)(mu_k-m)', m = mean over all samples"),
        })
        {
            list.Add(id, WithinClassVariability.Pinv(s, scatter), $"tr(SigmaW pinv(SigmaB))/K; SigmaW = (1/N) sum_i (h_i-mu)(h_i-mu)'; {text}; rank min(K-1, d)", why);
            list.Add(id + ".trace", WithinClassVariability.Trace(s, scatter), $"tr(SigmaW pinv(SigmaB)), without 1/K; SigmaW = (1/N) sum_i (h_i-mu)(h_i-mu)'; {text}; rank min(K-1, d)", why);
        }

        list.Add("nc1.quotient", VariabilityQuotient.Of(s), "tr SigmaW / tr SigmaB; SigmaW = (1/N) sum_i (h_i-mu)(h_i-mu)'; SigmaB = (1/K) sum_k (mu_k-m)(mu_k-m)', m = unweighted mean of class means", AllEqual);
        list.Add("nc1.cdnv", ClassDistanceNormalizedVariance.Of(s), "mean over pairs i<j of (v_i+v_j)/(2|mu_i-mu_j|^2), v_k = (1/n_k) sum |h-mu_k|^2", "two class means coincide");
    }

    public static void AddMeans(MetricList list, ClassStatistics s)
    {
        AddFrame(list, s, s.MeansAroundClassMean, "means.classmean", "class means minus the unweighted mean of class means", ZeroMean);
        AddFrame(list, s, s.MeansAroundSampleMean, "means.samplemean", "class means minus the mean over all samples", ZeroMean);
        list.Add("ncc.error", NearestCentre.Error(s), "share of samples nearer to another class mean than to their own", SeenOnce);
    }

    public static void AddClassifier(MetricList list, ClassStatistics s)
    {
        if (s.Classifier is not { } classifier)
        {
            return;
        }

        AddFrame(list, s, classifier.Weights, "weights", "rows of W, not centred, all classes", ZeroWeight);
        Matrix w = s.ClassWeights!;
        double[] sampleMean = WeightedMean(s, s.Counts), classMean = WeightedMean(s, null);
        AddDuality(list, s, w, s.MeansAroundClassMean, "classmean", "unweighted mean of class means");
        AddDuality(list, s, w, s.MeansAroundSampleMean, "samplemean", "mean over all samples");
        list.Add("nc4.disagreement", NearestCentre.Disagreement(s), "share of samples with argmax_k (w_k.h+b_k) different from argmin_k |h-mu_k|; bias included; ties to the first class", SeenOnce);
        list.Add("nc4.globalmean.classmean", NearestCentre.GlobalMeanLogits(classifier, classMean), "|W m + b|, m = unweighted mean of class means; not scale-free", string.Empty);
        list.Add("nc4.globalmean.samplemean", NearestCentre.GlobalMeanLogits(classifier, sampleMean), "|W m + b|, m = mean over all samples; not scale-free", string.Empty);
        list.Add("classifier.error", (double)(s.Samples - s.Correct) / s.Samples, "share of samples that the classifier puts into another class; bias included", string.Empty);
    }

    private static void AddFrame(MetricList list, ClassStatistics s, Matrix rows, string of, string what, string why)
    {
        Equiangularity? angles = s.Angles(rows);
        list.Add("nc2.equinorm.ddof0." + of, Equinorm.Of(rows), $"std/mean of norms, ddof 0; {what}", why);
        list.Add("nc2.equiangle.ddof0." + of, angles?.Deviation, $"std of cosines over pairs, ddof 0; {what}", why);
        list.Add("nc2.maxequiangle.mean." + of, angles?.MeanFromMaximal, $"mean over pairs of |cos + 1/(K-1)|; {what}", why);
        list.Add("nc2.maxequiangle.max." + of, angles?.WorstFromMaximal, $"maximum over pairs of |cos + 1/(K-1)|; {what}", why);
        list.Add("nc2.etf." + of, EtfError.Of(s.Grams.Of(rows, rows)), $"|G/|G|_F - (I-11'/K)/sqrt(K-1)|_F, G the Gram of: {what}", why);
    }

    private static void AddDuality(MetricList list, ClassStatistics s, Matrix w, Matrix m, string id, string centre)
    {
        double? distance = SelfDuality.Distance(w, m);
        double[]? misalignments = SelfDuality.Misalignments(w, m);
        string what = $"M = class means minus the {centre}";
        const string why = "a row of the weights or of the centred means is zero";
        list.Add("nc3.duality." + id, distance, $"|W/|W|_F - M/|M|_F|_F; {what}", why);
        list.Add("nc3.duality.squared." + id, distance * distance, $"|W/|W|_F - M/|M|_F|_F^2; {what}", why);
        list.Add("nc3.etf." + id, EtfError.Of(s.Grams.Of(w, m)), $"|WM'/|WM'|_F - (I-11'/K)/sqrt(K-1)|_F; {what}", why);
        list.Add("nc3.misalignment.mean." + id, misalignments?.Average(), $"mean over classes of 1 - cos(w_k, m_k); {what}", why);
        list.Add("nc3.misalignment.max." + id, misalignments?.Max(), $"maximum over classes of 1 - cos(w_k, m_k); {what}", why);
    }

    private static double[] WeightedMean(ClassStatistics s, long[]? counts)
    {
        var mean = new double[s.Means.Columns];
        for (int k = 0; k < s.Counts.Length; k++)
        {
            RowProducts.AddScaled(counts is null ? 1.0 / s.Counts.Length : counts[k] / (double)s.Samples, s.Means.Row(k), mean);
        }

        return mean;
    }
}
