using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>The loss of one sample, with its relative accuracy where the plain formula cancels.</summary>
internal static class SampleLoss
{
    /// <summary>Cross-entropy -z_label + log sum_j exp z_j; relative accuracy even when the loss is tiny.</summary>
    public static double CrossEntropy(ReadOnlySpan<double> logits, int label)
    {
        double own = logits[label], lead = 0;
        for (int j = 0; j < logits.Length; j++)
        {
            lead = Math.Max(lead, logits[j] - own);
        }

        var others = default(CompensatedSum);
        for (int j = 0; j < logits.Length; j++)
        {
            if (j != label)
            {
                others.Add(Math.Exp(logits[j] - own - lead));
            }
        }

        return lead == 0 ? Special.Log1p(others.Value) : lead + Math.Log(Math.Exp(-lead) + others.Value);
    }
}
