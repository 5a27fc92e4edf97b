namespace NCVerify.Theory;

/// <summary>Logarithms and losses that keep their relative accuracy where the plain formulas cancel.</summary>
internal static class StableLog
{
    /// <summary>
    /// log(1 + x) for x > -1, to a few units in the last place: log(w) x / (w - 1) with w = 1 + x rounded, in which the
    /// rounding of w cancels to first order because log(w)/(w - 1) varies slowly.
    /// </summary>
    public static double OnePlus(double x)
    {
        double w = 1 + x;
        if (w == 1)
        {
            return x;
        }

        return Math.Abs(x) > 0.5 ? Math.Log(w) : Math.Log(w) * (x / (w - 1));
    }

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

        return lead == 0 ? OnePlus(others.Value) : lead + Math.Log(Math.Exp(-lead) + others.Value);
    }
}
