using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>Cross-entropy of one sample without cancellation.</summary>
internal static class Softmax
{
    /// <summary>
    /// Gives log sum_j exp(a_j) - a_y, and leaves its gradient p - e_y in place of the logits. The entry of the label is minus
    /// the sum of the others, so it keeps its leading digits when p_y rounds to 1.
    /// </summary>
    public static double Split(Span<double> logits, int label)
    {
        double own = logits[label], top = own, others = 0;
        foreach (double a in logits)
        {
            top = Math.Max(top, a);
        }

        for (int j = 0; j < logits.Length; j++)
        {
            logits[j] -= top;
        }

        Special.Exp(logits, logits);
        for (int j = 0; j < logits.Length; j++)
        {
            others += j == label ? 0 : logits[j];
        }

        double sum = logits[label] + others;
        double value = top == own ? Special.Log1p(others) : top - own + Special.Log(sum);
        for (int j = 0; j < logits.Length; j++)
        {
            logits[j] /= sum;
        }

        logits[label] = -others / sum;
        return value;
    }
}
