namespace NCVerify.Metrics;

/// <summary>Which between-class scatter NC1 is relative to; with classes of equal size all three agree.</summary>
public enum BetweenClassScatter
{
    /// <summary>(1/K) sum_k (mu_k - m)(mu_k - m)', m the unweighted mean of class means (Papyan, Han and Donoho 2020 for balanced data).</summary>
    ClassMean,

    /// <summary>(1/K) sum_k (mu_k - m)(mu_k - m)', m the mean over all samples.</summary>
    SampleMean,

    /// <summary>sum_k (n_k/N) (mu_k - m)(mu_k - m)', m the mean over all samples (as in the block-structure work of Hong and Ling).</summary>
    CountWeighted,
}
