using NCVerify.Metrics;
using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Specs.Harness;

/// <summary>The Neural Collapse metrics of a solution, by the same code that measures trained networks.</summary>
public static class Measured
{
    /// <summary>Measures features (of every sample; class means repeated where the solver worked on those) and classifier.</summary>
    public static MeasureReport Of(CertifiedSolution solution)
    {
        ArgumentNullException.ThrowIfNull(solution);
        Matrix samples = solution.Run.Candidate.SampleFeatures ?? Repeated(solution.H, solution.Problem.Samples);
        return Of(samples, solution.Problem.Samples, solution.W);
    }

    /// <summary>Measures features given as columns (d x N, classes in order), with a classifier (K x d) or none.</summary>
    public static MeasureReport Of(Matrix columns, IReadOnlyList<int> sizes, Matrix? classifier = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(sizes);
        int[] labels = [.. sizes.SelectMany((n, k) => Enumerable.Repeat(k, n))];
        return Measurement.Run(FeatureSet.FromRows(columns.Transpose(), labels), classifier is null ? null : new LinearClassifier(classifier));
    }

    /// <summary>A metric that must be defined.</summary>
    public static double Metric(this MeasureReport report, string id)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report[id] ?? double.NaN;
    }

    /// <summary>Each class mean, once per sample of its class.</summary>
    public static Matrix Repeated(Matrix means, IReadOnlyList<int> sizes)
    {
        ArgumentNullException.ThrowIfNull(means);
        int[] labels = [.. sizes.SelectMany((n, k) => Enumerable.Repeat(k, n))];
        return Matrix.Create(means.Rows, labels.Length, (i, j) => means[i, labels[j]]);
    }
}
