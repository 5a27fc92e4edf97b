using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>NC4, the classifier decides by the nearest class mean (Papyan, Han and Donoho 2020), and the related norm of Zhu et al. 2021.</summary>
public static class NearestCentre
{
    /// <summary>
    /// Share of samples with argmax_k (w_k . h + b_k) different from argmin_k |h - mu_k|, ties to the first class; null
    /// without a classifier and after one pass. Invariant under a common rotation and scaling, and under the order of the classes up to ties.
    /// </summary>
    public static double? Disagreement(ClassStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        return statistics.Classifier is null ? null : (double?)statistics.Disagreements / statistics.Samples;
    }

    /// <summary>Share of samples that are nearer to another class mean than to their own; null after one pass.</summary>
    public static double? Error(ClassStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        return (double?)statistics.Misplaced / statistics.Samples;
    }

    /// <summary>|W m + b|, the logits of the global mean m; 0 when the bias cancels it.</summary>
    public static double GlobalMeanLogits(LinearClassifier classifier, ReadOnlySpan<double> globalMean)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        double sum = 0;
        for (int k = 0; k < classifier.Bias.Length; k++)
        {
            double logit = RowProducts.Dot(classifier.Weights.Row(k), globalMean) + classifier.Bias[k];
            sum += logit * logit;
        }

        return Math.Sqrt(sum);
    }
}
