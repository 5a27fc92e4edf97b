using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// Around every class mean, the radius within which a decision cannot differ from the one at the mean. Samples of a collapsed
/// class lie inside, so their decision needs no product with all means or all rows of W. Bounds on rounding are subtracted,
/// so that a sample on the edge is always looked at closely.
/// </summary>
internal static class SafeRadii
{
    private const int StripRows = 256;
    private const double Cautious = 1 - 1e-9;

    /// <summary>Half of the distance to the nearest other mean (K x d, centred): nearer to its own mean than that, no other is nearer.</summary>
    public static double[] OfNearestMean(Matrix means)
    {
        double[] norms = Gram.RowNorms(means);
        var radii = new double[means.Rows];
        double rounding = Rounding(means.Columns);
        new RowGram(means, means).ForEachRow((k, products) =>
        {
            double least = double.PositiveInfinity;
            for (int j = 0; j < products.Length; j++)
            {
                double sum = norms[k] + norms[j];
                double square = (norms[k] * norms[k]) + (norms[j] * norms[j]) - (2 * products[j]) - (rounding * sum * sum);
                least = j == k ? least : Math.Min(least, square);
            }

            radii[k] = least > 0 ? Cautious * Math.Sqrt(least) / 2 : 0;
        });
        return radii;
    }

    /// <summary>
    /// The classifier's choice at every mean and the distance within which it stays: the least over other rows of the lead in
    /// logits over the distance of the rows of W.
    /// </summary>
    public static (double[] Radii, int[] Rows) OfClassifier(Matrix means, LinearClassifier classifier)
    {
        Matrix w = classifier.Weights;
        int k = means.Rows, d = means.Columns;
        double[] lengths = Gram.RowNorms(w), meanLengths = Gram.RowNorms(means), radii = new double[k];
        int[] chosen = new int[k];
        double rounding = Rounding(d);
        for (int first = 0; first < k; first += StripRows)
        {
            int start = first, rows = Math.Min(StripRows, k - first);
            Matrix logits = Gram.Of(new Matrix(rows, d, means.Data[(first * d)..((first + rows) * d)]), w);
            for (int i = 0; i < rows; i++)
            {
                chosen[first + i] = Best(logits.Row(i), classifier.Bias);
            }

            Matrix products = Gram.Of(GeometryRanking.Rows(w, chosen[first..(first + rows)]), w);
            Work.For(0, rows, w.Rows, i =>
            {
                int best = chosen[start + i];
                ReadOnlySpan<double> logit = logits.Row(i), product = products.Row(i);
                double least = double.PositiveInfinity;
                for (int j = 0; j < logit.Length; j++)
                {
                    if (j == best)
                    {
                        continue;
                    }

                    double sum = lengths[best] + lengths[j];
                    double error = rounding * ((meanLengths[start + i] * sum) + Math.Abs(classifier.Bias[best]) + Math.Abs(classifier.Bias[j]));
                    double lead = logit[best] + classifier.Bias[best] - logit[j] - classifier.Bias[j] - error;
                    double square = Math.Max(0, (lengths[best] * lengths[best]) + (lengths[j] * lengths[j]) - (2 * product[j])) + (rounding * sum * sum);
                    least = Math.Min(least, lead <= 0 ? 0 : lead / Math.Sqrt(square));
                }

                radii[start + i] = Cautious * least;
            });
        }

        return (radii, chosen);
    }

    /// <summary>The largest logit, bias included; ties to the first row.</summary>
    public static int Best(ReadOnlySpan<double> logits, double[] bias)
    {
        int best = 0;
        double most = double.NegativeInfinity;
        for (int k = 0; k < logits.Length; k++)
        {
            double logit = logits[k] + bias[k];
            (best, most) = logit > most ? (k, logit) : (best, most);
        }

        return best;
    }

    private static double Rounding(int d) => (d + 8) * 1e-15;
}
