namespace NCVerify.Metrics;

/// <summary>What the deviations from the class means add up to; null where one pass cannot know it.</summary>
/// <param name="Within">Per class, the sum over its samples of |h - mu_k|^2.</param>
/// <param name="Traces">(1/N) sum_i (h_i - mu)' B+ (h_i - mu) per between-class scatter B; empty where B lacks its structural rank.</param>
internal sealed record ResidualSums(double[] Within, IReadOnlyDictionary<BetweenClassScatter, double> Traces)
{
    /// <summary>Per class, its samples that are nearer to another class mean than to their own.</summary>
    public long[]? Misplaced { get; init; }

    /// <summary>Samples whose nearest class mean is not the class the classifier chooses.</summary>
    public long? Disagreements { get; init; }

    /// <summary>Samples that the classifier puts into their own class.</summary>
    public long Correct { get; init; }

    /// <summary>Cosine margins where wanted and defined.</summary>
    public CosineMargins? Margins { get; init; }
}

/// <summary>Cosine margins cos(h, v_y) - max over j other than y of cos(h, v_j), v_k = w_k minus the mean row of W, over samples.</summary>
/// <param name="Mean">Mean over samples.</param>
/// <param name="Least">Least over samples.</param>
public sealed record CosineMargins(double Mean, double Least);
