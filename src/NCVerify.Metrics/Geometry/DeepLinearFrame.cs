using NCVerify.Theory;

namespace NCVerify.Metrics;

/// <summary>
/// The minimiser of squared error with penalties on one or more linear layers and on free features, in closed form (Dang et al.
/// 2023; claims MSE-A1 to MSE-A4): orthogonal frames whose squared lengths follow from the class sizes, one scalar problem
/// each. Classes below their threshold have length zero. Compared at the entrance of the last layer.
/// </summary>
/// <param name="Means">Squared lengths of the class means that enter the last layer.</param>
/// <param name="Weights">Squared lengths of the rows of the last layer.</param>
/// <param name="Logits">Class-level logits of each class for itself.</param>
internal sealed record DeepLinearFrame(double[] Means, double[] Weights, double[] Logits)
{
    /// <summary>Classes that the penalties send to zero.</summary>
    public int Collapsed => Means.Count(x => x == 0);

    /// <summary>The minimiser for the class sizes at hand, or the reason why there is none to compare with.</summary>
    public static DeepLinearFrame? Of(ClassStatistics s, DeepLinearPenalties penalties, out string reason)
    {
        int k = s.Counts.Length;
        if (s.Means.Columns < k)
        {
            reason = $"the dimension {s.Means.Columns} is below K = {k}, where the frame has no room";
            return null;
        }

        double[] sizes = [.. s.Counts.Select(n => (double)n)];
        var minimum = new DeepLinearMinimum(sizes, penalties.LambdaW, penalties.LambdaH);
        SingularValueFit[] fits = Array.ConvertAll(sizes, minimum.Fit);
        int last = penalties.LambdaW.Count;
        double[] means = [.. fits.Zip(sizes, (fit, n) => minimum.FeatureSquare(fit, last) / n)];
        double[] weights = Array.ConvertAll(fits, fit => minimum.ProductSquare(fit, last));
        reason = Array.TrueForAll(means, x => x == 0) ? "at these penalties it is zero" : string.Empty;
        return reason.Length > 0 ? null : new(means, weights, [.. means.Zip(weights, (m, w) => Math.Sqrt(m * w))]);
    }
}
