using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>Optimal features under a fixed simplex ETF classifier (claim ALLNC-ii).</summary>
public static class FixedSimplex
{
    /// <summary>
    /// The unit simplex ETF of K vectors in R^K, reflected along a vector v so that it lies askew to the axes:
    /// w_k = sqrt(K/(K-1)) (I - 2 v v'/|v|^2)(e_k - 1/K), a row each.
    /// </summary>
    public static Matrix Frame(IReadOnlyList<double> reflection)
    {
        ArgumentNullException.ThrowIfNull(reflection);
        int k = reflection.Count;
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 2, nameof(reflection));
        double square = reflection.Sum(x => x * x), mean = reflection.Average();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(square, nameof(reflection));
        return Matrix.Create(k, k, (i, j) =>
            Math.Sqrt(k / (k - 1.0)) * ((i == j ? 1.0 : 0.0) - (1.0 / k) - (2 * (reflection[i] - mean) * reflection[j] / square)));
    }

    /// <summary>
    /// Cross-entropy with logits W h, W of squared row length E: features are alpha w_y for any class sizes, where
    /// lambda alpha = K/(e^(alpha E K/(K-1)) + K - 1) (sum loss).
    /// </summary>
    public static double Length(int classes, double energy, double lambda)
    {
        // The excess falls strictly from a positive value at 0; alpha is at most 1/lambda.
        (double low, double high) = (0, 1 / lambda);
        for (int i = 0; i < 200; i++)
        {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high)
            {
                break;
            }

            double slope = classes / (Math.Exp(middle * energy * classes / (classes - 1)) + classes - 1);
            (low, high) = slope > lambda * middle ? (middle, high) : (low, middle);
        }

        return low;
    }

    /// <summary>
    /// Nonnegative unit features closest in angle to a frame: w^+/|w^+|, the positive part, with the cosine |w^+|/|w|. For a
    /// row without positive entries, the axis of its largest entry.
    /// </summary>
    public static Matrix ClosestNonnegative(Matrix frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var result = new Matrix(frame.Rows, frame.Columns);
        for (int i = 0; i < frame.Rows; i++)
        {
            double[] row = frame.Row(i).ToArray();
            double length = Math.Sqrt(row.Sum(x => x > 0 ? x * x : 0));
            int largest = Array.IndexOf(row, row.Max());
            for (int j = 0; j < row.Length; j++)
            {
                result[i, j] = length > 0 ? Math.Max(row[j], 0) / length : j == largest ? 1 : 0;
            }
        }

        return result;
    }

    /// <summary>Cosines of each class mean, off the unweighted mean of class means, with its classifier: all 1 where self-duality (NC3) holds.</summary>
    public static double[] DualityCosines(Matrix means, Matrix classifiers)
    {
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(classifiers);
        Matrix centred = Matrix.Centring(means.Rows) * means;
        return [.. Enumerable.Range(0, means.Rows).Select(c =>
            VectorOperations.Dot(centred.Row(c), classifiers.Row(c)) / Math.Sqrt(VectorOperations.Dot(centred.Row(c), centred.Row(c)) * VectorOperations.Dot(classifiers.Row(c), classifiers.Row(c))))];
    }
}
