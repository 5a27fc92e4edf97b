using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>
/// A linear probe: least squares from centred features to the indicators of the classes, by the eigenvectors of their covariance. How well a
/// linear rule that has seen the training labels tells the classes of unseen samples apart.
/// </summary>
internal static class LinearProbe
{
    // A millionth of the mean variance: directions in which features hardly vary still count, those of rounding do not.
    private const double Ridge = 1e-6;

    /// <summary>Share of the unseen samples whose largest output is that of their class.</summary>
    /// <param name="features">Features that the probe is fitted on, N x d.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="unseen">Features that it is judged on, a row each.</param>
    /// <param name="unseenLabels">Their classes.</param>
    public static double Accuracy(Matrix features, int[] labels, Matrix unseen, int[] unseenLabels)
    {
        int d = features.Columns, classes = labels.Max() + 1;
        double[] mean = Mean(features);
        Matrix centred = Centred(features, mean), covariance = MatrixProduct.TransposeMultiply(centred, centred);
        double trace = Enumerable.Range(0, d).Sum(j => covariance[j, j]);
        if (trace == 0)
        {
            // All features alike: every class has the same output, and the first is taken.
            return Training.Accuracy.Of(new(unseen.Rows, classes), unseenLabels, classes).Overall;
        }

        var eigen = SymmetricEigen.Decompose(covariance);
        var indicators = Matrix.Create(labels.Length, classes, (i, k) => labels[i] == k ? 1 : 0);
        Matrix rotated = MatrixProduct.TransposeMultiply(eigen.Vectors, MatrixProduct.TransposeMultiply(centred, indicators));
        Matrix weights = eigen.Vectors * Matrix.Create(d, classes, (j, k) => rotated[j, k] / (eigen.Values[j] + (Ridge * trace / d)));
        Matrix outputs = Centred(unseen, mean) * weights;
        double[] shares = Mean(indicators);
        return Training.Accuracy.Of(Matrix.Create(outputs.Rows, classes, (i, k) => outputs[i, k] + shares[k]), unseenLabels, classes).Overall;
    }

    private static Matrix Centred(Matrix rows, double[] mean) => Matrix.Create(rows.Rows, rows.Columns, (i, j) => rows[i, j] - mean[j]);

    private static double[] Mean(Matrix rows) => [.. Enumerable.Range(0, rows.Columns).Select(j => Enumerable.Range(0, rows.Rows).Sum(i => rows[i, j]) / rows.Rows)];
}
