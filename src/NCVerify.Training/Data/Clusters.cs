using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>
/// A generated data set: Gaussian vectors in R^20 around K means, which are standard normal themselves. A sample is a
/// function of seed, class and its number alone, with the same bits everywhere.
/// </summary>
internal static class Clusters
{
    /// <summary>Length of a vector.</summary>
    public const int Dimension = 20;

    private const ulong MeansStream = ulong.MaxValue;

    /// <summary>Samples row by row with their classes, one of each class in turn as long as there are any.</summary>
    /// <param name="first">Number of the first sample of each class.</param>
    /// <param name="sizes">Samples per class.</param>
    /// <param name="seed">Decides means and samples.</param>
    /// <param name="noise">Root mean square distance from the mean, in units of the mean distance between means.</param>
    public static (double[] Rows, int[] Labels) Draw(IReadOnlyList<int> first, IReadOnlyList<int> sizes, ulong seed, double noise)
    {
        var meansRandom = new CounterRandom(seed, MeansStream);
        double[][] means = [.. sizes.Select(_ => Vector(meansRandom))];
        double deviation = noise * Separation(means) / Math.Sqrt(Dimension);
        (int Class, int Number)[] samples = [.. Turns.Of(sizes)];
        double[] rows = new double[samples.Length * Dimension];
        for (int i = 0; i < samples.Length; i++)
        {
            (int k, int number) = samples[i];
            double[] offset = Vector(new CounterRandom(seed, ((ulong)k << 32) + (ulong)(first[k] + number)));
            for (int j = 0; j < Dimension; j++)
            {
                rows[(i * Dimension) + j] = means[k][j] + (deviation * offset[j]);
            }
        }

        return (rows, [.. samples.Select(s => s.Class)]);
    }

    private static double[] Vector(CounterRandom random) => [.. Enumerable.Range(0, Dimension).Select(_ => random.NextGaussian())];

    private static double Separation(double[][] means)
    {
        double sum = 0;
        int pairs = 0;
        for (int a = 0; a < means.Length; a++)
        {
            for (int b = a + 1; b < means.Length; b++)
            {
                double square = 0;
                for (int j = 0; j < Dimension; j++)
                {
                    square += (means[a][j] - means[b][j]) * (means[a][j] - means[b][j]);
                }

                sum += Math.Sqrt(square);
                pairs++;
            }
        }

        return sum / pairs;
    }
}
