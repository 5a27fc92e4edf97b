namespace NCVerify.Metrics;

/// <summary>What the second pass over the samples adds up.</summary>
/// <param name="Within">Per class, the sum over its samples of |h - mu_k|^2.</param>
/// <param name="Traces">(1/N) sum_i (h_i - mu)' B+ (h_i - mu) per between-class scatter B; empty where B lacks its structural rank.</param>
/// <param name="Misplaced">Per class, its samples that are nearer to another class mean than to their own.</param>
/// <param name="Disagreements">Samples whose nearest class mean is not the class the classifier chooses.</param>
/// <param name="Correct">Samples that the classifier puts into their own class.</param>
/// <param name="Margins">Mean and least cosine margin; null without a classifier, or where a centred row of W or a sample is zero.</param>
internal sealed record ResidualSums(
    double[] Within,
    IReadOnlyDictionary<BetweenClassScatter, double> Traces,
    long[] Misplaced,
    long Disagreements,
    long Correct,
    CosineMargins? Margins);

/// <summary>Cosine margins cos(h, v_y) - max over j other than y of cos(h, v_j), v_k = w_k minus the mean row of W, over samples.</summary>
/// <param name="Mean">Mean over samples.</param>
/// <param name="Least">Least over samples.</param>
public sealed record CosineMargins(double Mean, double Least);
