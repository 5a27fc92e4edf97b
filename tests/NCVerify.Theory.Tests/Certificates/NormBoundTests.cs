using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Certificates;

/// <summary>Matrices with integer entries whose norm is known exactly: the bound is never below and hardly above.</summary>
public sealed class NormBoundTests
{
    [Test]
    public void ExactNormsAreNeitherUndercutNorMuchExceeded()
    {
        foreach ((Matrix matrix, double norm, double absoluteNorm) in Known())
        {
            // Half of gamma_n (absolute norm / norm)^2 is the price of the product's rounding; 1e-12 is for the rest.
            double price = (matrix.Rows + 8) * Rounding.Unit * Math.Pow(absoluteNorm / norm, 2) / 2;
            double bound = NormBound.Upper(matrix, 0, 0, nonnegative: false);
            Assert.That(bound, Is.InRange(norm, norm * (1 + price + 1e-12)), $"{matrix.Rows} x {matrix.Columns}, norm {norm}");
        }
    }

    [Test]
    public void TheEntryErrorIsPaidFor()
    {
        // The 4 x 4 Hadamard matrix has norm 2, its absolute values have norm 4: relative errors of 1e-3 can add at most 4e-3.
        Assert.That(NormBound.Upper(Hadamard(4), 1e-3, 0, nonnegative: false), Is.InRange(2.004, 2.00401));
    }

    [Test]
    public void OnTheNonnegativeOrthantNegativeProductsDoNotHelp()
    {
        // Columns with negative inner products: max over x >= 0 is the largest column norm.
        Matrix matrix = Matrix.Centring(4).Scale(4);
        Assert.That(NormBound.Upper(matrix, 0, 0, nonnegative: true), Is.InRange(Math.Sqrt(12) * (1 - 1e-15), Math.Sqrt(12) * (1 + 1e-13)));
        Assert.That(NormBound.Upper(matrix, 0, 0, nonnegative: false), Is.InRange(4, 4 * (1 + 1e-13)));
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(1e-200)]
    [TestCase(1e200)]
    public void WhatCannotBeProvenIsInfinite(double entry) =>
        Assert.That(NormBound.Upper(Matrix.Diagonal([1e-300, entry]), 0, 0, nonnegative: false), Is.EqualTo(double.PositiveInfinity));

    // |M|'|M| of a matrix of ones, of a diagonal one, and of a column are known in integers.
    [Test]
    public void SpectralRadiiAreNotUndercut() => Assert.Multiple(() =>
    {
        foreach (int n in new[] { 1, 5, 40 })
        {
            Assert.That(NormBound.PerronBound(Matrix.Create(n, n, (_, _) => -1)), Is.InRange(n * n, n * n * (1 + 1e-13)));
        }

        // |M|'|M| = (4, 2; 2, 2), whose larger eigenvalue is 3 + sqrt 5; the other is 7 times smaller, and there are 8 steps.
        Assert.That(NormBound.PerronBound(Matrix.FromRows([[-2, 1], [0, -1]])), Is.InRange(3 + Math.Sqrt(5), 3 + Math.Sqrt(5) + 1e-5));
        Assert.That(NormBound.PerronBound(Matrix.Create(3, 1, (i, _) => i + 1)), Is.InRange(14, 14 * (1 + 1e-13)));
        Assert.That(NormBound.PerronBound(Matrix.Create(1, 3, (_, j) => j - 1)), Is.InRange(2, 2 * (1 + 1e-12)));
    });

    [Test]
    public void SpectralRadiiOfRandomMatricesAreNotUndercut()
    {
        var random = new CounterRandom(12);
        for (int trial = 0; trial < 200; trial++)
        {
            Matrix m = Matrix.Create(4, 4, (_, _) => Math.Exp(3 * random.NextGaussian()));
            double radius = SymmetricEigen.Decompose(m.Transpose() * m).Values[^1];
            Assert.That(NormBound.PerronBound(m), Is.InRange(radius * (1 - 1e-14), 1.5 * radius), $"trial {trial}: a few steps, no limit");
        }
    }

    [Test]
    public void TheLowerEndOfTheRangeBelongsToIt() => Assert.Multiple(() =>
    {
        Assert.That(NormBound.Upper(Matrix.Diagonal([1e-120, 1e-120]), 0, 0, nonnegative: false), Is.InRange(1e-120, 1e-120 * (1 + 1e-12)));
        Assert.That(NormBound.LeastEigenvalue(Matrix.FromRows([[1e-120]])), Is.InRange(1e-120 * (1 - 1e-12), 1e-120));
    });

    [Test]
    public void ZeroHasNormZero() => Assert.That(NormBound.Upper(new Matrix(3, 3), 0, 0, nonnegative: false), Is.Zero);

    // Least eigenvalues known exactly: Laplacians of complete graphs and stars, a I + b J, one of rank one, zero.
    [Test]
    public void LeastEigenvaluesAreNeverOvershot()
    {
        (Matrix Matrix, double Least)[] known =
        [
            .. new[] { 2, 5, 30 }.Select(n => (Matrix.Create(n, n, (i, j) => i == j ? n - 1 : -1.0), 0.0)),
            (Matrix.Create(20, 20, (i, j) => i == j ? (i == 0 ? 19 : 1) : (i == 0 || j == 0 ? -1.0 : 0)), 0),
            (Matrix.Create(12, 12, (i, j) => (i == j ? 7 : 0) - 3.0), -29),
            (Matrix.Create(12, 12, (i, j) => (i == j ? 7 : 0) + 3.0), 7),
            (Matrix.Create(9, 9, (i, j) => (i + 1.0) * (j + 1)), 0),
            (new Matrix(4, 4), 0),
        ];
        foreach ((Matrix matrix, double least) in known)
        {
            double bound = NormBound.LeastEigenvalue(matrix);
            Assert.That(bound, Is.InRange(least - (1e-13 * matrix.FrobeniusNorm() * matrix.Rows), least), $"{matrix.Rows} x {matrix.Rows}, {least}");
        }
    }

    [TestCase(double.NaN)]
    [TestCase(double.NegativeInfinity)]
    [TestCase(1e200)]
    public void ALeastEigenvalueThatCannotBeProvenIsInfinite(double entry) =>
        Assert.That(NormBound.LeastEigenvalue(Matrix.Diagonal([1, entry])), Is.EqualTo(double.NegativeInfinity));

    private static IEnumerable<(Matrix Matrix, double Norm, double AbsoluteNorm)> Known()
    {
        yield return (Matrix.Diagonal([3, 5, 5, 1]), 5, 5);
        yield return (Matrix.Create(2, 2, (i, j) => (i == 0 ? 3 : 4) * (j == 0 ? 5.0 : 12)), 65, 65);
        yield return (Matrix.Create(100, 100, (_, _) => 1), 100, 100);
        yield return (Matrix.Centring(64).Scale(64), 64, 126);
        foreach (int size in new[] { 4, 16, 64, 256 })
        {
            yield return (Hadamard(size), Math.Sqrt(size), size);
        }
    }

    private static Matrix Hadamard(int size) =>
        Matrix.Create(size, size, (i, j) => int.IsEvenInteger(System.Numerics.BitOperations.PopCount((uint)(i & j))) ? 1 : -1);
}
