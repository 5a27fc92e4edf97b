using NCVerify.Numerics;

namespace NCVerify.Metrics.Tests;

/// <summary>Labelled features in memory, built by hand for tests.</summary>
internal sealed record Data(Matrix H, int[] Labels)
{
    public FeatureSet Set => FeatureSet.FromRows(H, Labels);

    public MeasureReport Measure(LinearClassifier? classifier = null) => Measurement.Run(Set, classifier);

    public ClassStatistics Statistics(LinearClassifier? classifier = null) => ClassStatistics.Collect(Set, classifier);

    /// <summary>Class means (rows) plus Gaussian noise, counts[k] samples each.</summary>
    public static Data Around(Matrix means, int[] counts, double sigma, CounterRandom random)
    {
        int[] labels = [.. counts.SelectMany((n, k) => Enumerable.Repeat(k, n))];
        return new(Matrix.Create(labels.Length, means.Columns, (i, j) => means[labels[i], j] + (sigma * random.NextGaussian())), labels);
    }

    /// <summary>Class means plus and minus sigma sqrt(d) along every axis: within-class covariance exactly sigma^2 I.</summary>
    public static Data Isotropic(Matrix means, double sigma)
    {
        int d = means.Columns;
        int[] labels = [.. Enumerable.Range(0, means.Rows * 2 * d).Select(i => i / (2 * d))];
        return new(Matrix.Create(labels.Length, d, (i, j) =>
        {
            int direction = i % (2 * d);
            return means[labels[i], j] + (direction / 2 == j ? (direction % 2 == 0 ? 1 : -1) * sigma * Math.Sqrt(d) : 0);
        }), labels);
    }

    /// <summary>Uneven random data: random means, random noise, random sizes from 1 to 9.</summary>
    public static Data Random(int k, int d, CounterRandom random)
    {
        int[] counts = [.. Enumerable.Range(0, k).Select(_ => 1 + random.NextInt(9))];
        return Around(random.GaussianMatrix(k, d), counts, 0.1 + random.NextDouble(), random);
    }

    public Data Rotated(Matrix rotation) => this with { H = H * rotation };

    public Data Reordered(CounterRandom random)
    {
        int[] order = Frames.Permutation(Labels.Length, random);
        return new(Matrix.Create(H.Rows, H.Columns, (i, j) => H[order[i], j]), [.. order.Select(i => Labels[i])]);
    }
}
