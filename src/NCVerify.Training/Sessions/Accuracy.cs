using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>Shares of samples whose largest logit is that of their class.</summary>
/// <param name="Overall">Over all samples.</param>
/// <param name="PerClass">For each class; 1 for a class without samples.</param>
internal sealed record Accuracy(double Overall, double[] PerClass)
{
    /// <summary>Counts; the first one of equal logits is the prediction.</summary>
    public static Accuracy Of(Matrix logits, int[] labels, int classes)
    {
        int[] correct = new int[classes], all = new int[classes];
        for (int i = 0; i < labels.Length; i++)
        {
            all[labels[i]]++;
            ReadOnlySpan<double> row = logits.Row(i);
            int best = 0;
            for (int k = 1; k < row.Length; k++)
            {
                best = row[k] > row[best] ? k : best;
            }

            correct[labels[i]] += best == labels[i] ? 1 : 0;
        }

        return new((double)correct.Sum() / labels.Length, [.. correct.Zip(all, (c, n) => n > 0 ? (double)c / n : 1)]);
    }

    /// <summary>Mean over the minority classes; null where all classes have one size.</summary>
    public double? OfMinorities(IReadOnlyList<int> sizes)
    {
        double limit = Math.Sqrt(sizes.Min()) * Math.Sqrt(sizes.Max());
        return sizes.Min() == sizes.Max() ? null : PerClass.Where((_, k) => sizes[k] <= limit).Average();
    }
}
