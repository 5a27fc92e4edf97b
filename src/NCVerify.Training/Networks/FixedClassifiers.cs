using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>Classifiers that are set once (K x d, all rows of one length).</summary>
internal static class FixedClassifiers
{
    public static Matrix Of(HeadSpec head, int classes, int features, CounterRandom random) => head.Fixed switch
    {
        FixedClassifier.SimplexEtf => SimplexEtf(classes, features, head.FixedLength, random),
        FixedClassifier.OrthogonalFrame => Matrix.Create(classes, features, (k, j) => k == j ? head.FixedLength : 0),
        _ => throw new ArgumentException($"{head.Fixed} is not a fixed classifier.", nameof(head)),
    };

    /// <summary>
    /// A simplex ETF in the first K - 1 coordinates: rows sqrt(K/(K-1)) (e_k - 1/K) written in an orthonormal basis of the
    /// sum-zero space, so that d = K - 1 is enough.
    /// </summary>
    public static Matrix SimplexEtf(int classes, int features, double length)
    {
        Matrix basis = HelmertBasis(classes);
        return Matrix.Create(classes, features, (k, j) => j < classes - 1 ? basis[k, j] : 0).Scale(length * Math.Sqrt(classes / (classes - 1.0)));
    }

    /// <summary>A simplex ETF times a random orthonormal frame.</summary>
    private static Matrix SimplexEtf(int classes, int features, double length, CounterRandom random)
    {
        Matrix frame = OrthonormalRows(random.GaussianMatrix(classes - 1, features));
        return MatrixProduct.Multiply(HelmertBasis(classes), frame).Scale(length * Math.Sqrt(classes / (classes - 1.0)));
    }

    /// <summary>K x (K - 1): u_j has 1/sqrt(j(j+1)) in the first j places and -j/sqrt(j(j+1)) in the next.</summary>
    private static Matrix HelmertBasis(int classes) =>
        Matrix.Create(classes, classes - 1, (k, j) => (k <= j ? 1.0 : k == j + 1 ? -(j + 1.0) : 0) / Math.Sqrt((j + 1.0) * (j + 2.0)));

    /// <summary>Gram-Schmidt, twice, so that rows are orthonormal to rounding.</summary>
    private static Matrix OrthonormalRows(Matrix rows)
    {
        for (int i = 0; i < rows.Rows; i++)
        {
            Span<double> row = rows.Row(i);
            for (int j = 0; j < 2 * i; j++)
            {
                Span<double> other = rows.Row(j % i);
                VectorOperations.AddScaled(-VectorOperations.Dot(row, other), other, row);
            }

            VectorOperations.Scale(1 / Math.Sqrt(VectorOperations.Dot(row, row)), row, row);
        }

        return rows;
    }
}
