using NCVerify.Numerics;

namespace NCVerify.Specs.Harness;

/// <summary>Lengths and angles of vectors from their Gram matrix; W and H themselves are free up to a rotation.</summary>
public static class Grams
{
    /// <summary>Squared norms: the diagonal.</summary>
    public static double[] Norms2(this Matrix gram)
    {
        ArgumentNullException.ThrowIfNull(gram);
        return [.. Enumerable.Range(0, gram.Rows).Select(i => gram[i, i])];
    }

    /// <summary>Cosine of the angle between vectors i and j.</summary>
    public static double Cosine(this Matrix gram, int i, int j)
    {
        ArgumentNullException.ThrowIfNull(gram);
        return gram[i, j] / Math.Sqrt(gram[i, i] * gram[j, j]);
    }

    /// <summary>All cosines.</summary>
    public static Matrix Cosines(this Matrix gram)
    {
        ArgumentNullException.ThrowIfNull(gram);
        return Matrix.Create(gram.Rows, gram.Rows, (i, j) => gram.Cosine(i, j));
    }

    /// <summary>Cosines above the diagonal, row by row.</summary>
    public static double[] CosinesUpper(this Matrix gram)
    {
        ArgumentNullException.ThrowIfNull(gram);
        return [.. from i in Enumerable.Range(0, gram.Rows) from j in Enumerable.Range(i + 1, gram.Rows - i - 1) select gram.Cosine(i, j)];
    }

    /// <summary>The matrix divided by its Frobenius norm.</summary>
    public static Matrix Normalised(this Matrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return (1 / Math.Sqrt(matrix.Data.Sum(x => x * x))) * matrix;
    }

    /// <summary>Frobenius distance of the two matrices after each is divided by its norm: d_W, d_H, d_Z of the papers.</summary>
    public static double NormalisedDistance(this Matrix matrix, Matrix reference)
    {
        Matrix difference = matrix.Normalised() - reference.Normalised();
        return Math.Sqrt(difference.Data.Sum(x => x * x));
    }

    /// <summary>Gram of the vectors after their unweighted mean is taken off.</summary>
    public static Matrix Centred(this Matrix gram)
    {
        ArgumentNullException.ThrowIfNull(gram);
        Matrix centring = Matrix.Centring(gram.Rows);
        return centring * gram * centring;
    }

    /// <summary>Sum over samples of the squared distance to the class mean, over the sum of squared features: zero iff features collapse.</summary>
    public static double WithinClassShare(Matrix sampleFeatures, IReadOnlyList<int> sizes)
    {
        ArgumentNullException.ThrowIfNull(sampleFeatures);
        ArgumentNullException.ThrowIfNull(sizes);
        double within = 0, total = 0;
        for (int row = 0; row < sampleFeatures.Rows; row++)
        {
            int start = 0;
            foreach (int n in sizes)
            {
                ReadOnlySpan<double> block = sampleFeatures.Row(row).Slice(start, n);
                double mean = 0;
                foreach (double x in block)
                {
                    mean += x / n;
                }

                foreach (double x in block)
                {
                    within += (x - mean) * (x - mean);
                    total += x * x;
                }

                start += n;
            }
        }

        return within / total;
    }
}
