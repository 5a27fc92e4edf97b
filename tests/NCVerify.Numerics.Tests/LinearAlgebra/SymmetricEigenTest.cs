using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace NCVerify.Numerics.Tests.LinearAlgebra;

/// <summary>The symmetric eigensolver by residual, orthogonality and MathNet's values.</summary>
public sealed class SymmetricEigenTest
{
    private const double Epsilon = 2.220446049250313e-16;

    private static IEnumerable<TestCaseData> Matrices()
    {
        foreach (int n in new[] { 1, 2, 3, 5, 8, 17, 50, 101, 300 })
        {
            Matrix g = new CounterRandom(11, (ulong)n).GaussianMatrix(n, n);
            yield return new TestCaseData(g + g.Transpose()).SetArgDisplayNames($"random {n}");
        }

        yield return new TestCaseData(Matrix.Centring(40)).SetArgDisplayNames("one simple and one 39-fold eigenvalue");
        yield return new TestCaseData(new Matrix(7, 7)).SetArgDisplayNames("zero");
        yield return new TestCaseData(Matrix.Identity(30).Scale(-3)).SetArgDisplayNames("multiple of the identity");
        yield return new TestCaseData(Matrix.Create(60, 60, (i, j) => 1.0)).SetArgDisplayNames("rank one");
        yield return new TestCaseData(Matrix.Create(40, 40, (i, j) => Math.Pow(2, -i - j))).SetArgDisplayNames("graded rank one");
        yield return new TestCaseData(NearlyLowRank(299, 40)).SetArgDisplayNames("rank 40 of 299 up to 1e-22");
        yield return new TestCaseData(Graded(80)).SetArgDisplayNames("eigenvalues over 12 decades");
        yield return new TestCaseData(Matrix.Create(25, 25, (i, j) => (i == j ? 2 : Math.Abs(i - j) == 1 ? -1 : 0) * 1e-200)).SetArgDisplayNames("tiny Laplacian");
        yield return new TestCaseData(Matrix.Create(25, 25, (i, j) => (i + j) * 1e250)).SetArgDisplayNames("huge");
        yield return new TestCaseData(Matrix.Diagonal([3, -1, 0, 0, 7, 3])).SetArgDisplayNames("diagonal");
    }

    private static IEnumerable<TestCaseData> NonzeroMatrices() => Matrices().Where(c => ((Matrix)c.Arguments[0]!).MaxAbs() > 0);

    [TestCaseSource(nameof(Matrices))]
    public void ResidualAndOrthogonalityAreRounding(Matrix s)
    {
        var eigen = SymmetricEigen.Decompose(s);
        int n = s.Rows;
        double scale = s.MaxAbs() > 0 ? s.MaxAbs() : 1;
        Matrix unit = s.Scale(1 / scale), vectors = eigen.Vectors;
        Matrix scaled = vectors * Matrix.Diagonal([.. eigen.Values.Select(v => v / scale)]);

        // Backward stable: a modest multiple of eps times the norm, which is at most n times the largest entry.
        double tolerance = 4 * Epsilon * n * Math.Max(1, unit.FrobeniusNorm());
        Assert.That(((unit * vectors) - scaled).MaxAbs(), Is.NoMoreThan(tolerance));
        Assert.That((MatrixProduct.TransposeMultiply(vectors, vectors) - Matrix.Identity(n)).MaxAbs(), Is.NoMoreThan(4 * Epsilon * n));
        Assert.That(eigen.Values, Is.Ordered.Ascending);
    }

    [Test]
    public void TheZeroMatrixHasZeroValuesAndTheStandardBasis()
    {
        var eigen = SymmetricEigen.Decompose(new Matrix(7, 7));
        Assert.That(eigen.Values, Is.All.Zero);
        Assert.That(eigen.Vectors.Data, Is.EqualTo(Matrix.Identity(7).Data));
    }

    // MathNet 5.0 itself fails on the zero matrix (index out of range).
    [TestCaseSource(nameof(NonzeroMatrices))]
    public void ValuesAreThoseOfMathNet(Matrix s)
    {
        double scale = s.MaxAbs() > 0 ? s.MaxAbs() : 1;
        double[] ours = [.. SymmetricEigen.Decompose(s).Values.Select(v => v / scale)];
        double[] theirs = [.. DenseMatrix.OfRows(s.Scale(1 / scale).ToRows()).Evd(Symmetricity.Symmetric).EigenValues.Select(v => v.Real).Order()];

        // Both are backward stable; their difference is at most the sum of their errors.
        Assert.That(ours, Is.EqualTo(theirs).Within(20 * Epsilon * s.Rows * Math.Max(1, theirs.Max(Math.Abs))));
    }

    [Test]
    public void OnlyTheSymmetricPartCounts()
    {
        var lopsided = new Matrix(2, 2, [1, 4, 0, 1]);
        Assert.That(SymmetricEigen.Decompose(lopsided).Values, Is.EqualTo(new[] { -1.0, 3.0 }).Within(1e-15));
    }

    [Test]
    public void AFunctionOfTheMatrixActsOnItsValues()
    {
        Matrix g = new CounterRandom(3).GaussianMatrix(20, 20), s = g * g.Transpose();
        Matrix root = SymmetricEigen.Decompose(s).Function(x => Math.Sqrt(Math.Max(0, x)));

        // Squaring doubles the relative error of the root; the norm of s is below 80.
        Assert.That(((root * root) - s).MaxAbs(), Is.Below(1e-13 * 80));
    }

    [Test]
    public void WhatIsNotSquareOrNotFiniteIsRefused()
    {
        Assert.That(() => SymmetricEigen.Decompose(new Matrix(2, 3)), Throws.ArgumentException);
        Assert.That(() => SymmetricEigen.Decompose(new Matrix(1, 1, [double.NaN])), Throws.ArgumentException);
        Assert.That(() => SymmetricEigen.Decompose(new Matrix(1, 1, [double.NegativeInfinity])), Throws.ArgumentException);
    }

    private static Matrix NearlyLowRank(int n, int rank)
    {
        // Columns of a factor that have died out to different depths.
        Matrix factor = Matrix.Create(n, n, (_, _) => 0) + new CounterRandom(9).GaussianMatrix(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = rank; j < n; j++)
            {
                factor[i, j] *= Math.Pow(10, -11 - (j % 40));
            }
        }

        return MatrixProduct.TransposeMultiply(factor, factor);
    }

    private static Matrix Graded(int n)
    {
        Matrix q = SymmetricEigen.Decompose(Symmetric(n)).Vectors;
        return q * Matrix.Diagonal([.. Enumerable.Range(0, n).Select(i => Math.Pow(10, -12.0 * i / (n - 1)))]) * q.Transpose();
    }

    private static Matrix Symmetric(int n)
    {
        Matrix g = new CounterRandom(5).GaussianMatrix(n, n);
        return g + g.Transpose();
    }
}
