using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;

namespace NCVerify.Specs.Yang2022;

/// <summary>Fixed classifiers and what is measured of features under them.</summary>
internal static class FixedEtfSettings
{
    public static IEnumerable<TestCaseData> Profiles()
    {
        yield return Regime.Sizes(8, 4, 2, 1);
        yield return Regime.Sizes(30, 30, 3, 3, 3);
        yield return Regime.Sizes(5, 5, 5);
    }

    /// <summary>A fixed ETF with |w_c|^2 = energy, in a random orientation.</summary>
    public static Matrix Etf(int classes, double energy) => FixedClassifierProblem.RandomEtf(classes, classes + 2, 11).Scale(Math.Sqrt(energy));

    /// <summary>Orthogonal classifiers of the same norm, no ETF.</summary>
    public static Matrix Orthogonal(int classes, double energy) =>
        Matrix.Create(classes, classes + 2, (c, r) => c == r ? Math.Sqrt(energy) : 0);

    /// <summary>Features minus factor_y w_y, largest entry.</summary>
    public static double Misfit(FixedClassifierProblem problem, Matrix features, Func<int, double> factor)
    {
        int[] labels = problem.Labels;
        return Matrix.Create(features.Rows, features.Columns, (r, i) => features[r, i] - (factor(labels[i]) * problem.Classifier[labels[i], r])).MaxAbs();
    }

    /// <summary>1 - cos(h_i, w_y), largest over samples.</summary>
    public static double Misalignment(FixedClassifierProblem problem, Matrix features)
    {
        int[] labels = problem.Labels;
        Matrix products = problem.Classifier * features;
        return Enumerable.Range(0, labels.Length).Max(i =>
        {
            double norm = Math.Sqrt(features.Column(i).Sum(x => x * x)), w = Math.Sqrt(problem.Classifier.Row(labels[i]).ToArray().Sum(x => x * x));
            return 1 - (products[labels[i], i] / (norm * w));
        });
    }

    /// <summary>Class means (d x K) of the classes that have samples.</summary>
    public static Matrix Means(FixedClassifierProblem problem, Matrix features)
    {
        int[] labels = problem.Labels, seen = [.. labels.Distinct()];
        return Matrix.Create(features.Rows, seen.Length, (r, k) => Enumerable.Range(0, labels.Length).Where(i => labels[i] == seen[k]).Average(i => features[r, i]));
    }
}
