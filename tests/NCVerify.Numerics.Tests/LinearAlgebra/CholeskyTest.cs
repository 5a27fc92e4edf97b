namespace NCVerify.Numerics.Tests.LinearAlgebra;

public sealed class CholeskyTest
{
    [TestCase(1)]
    [TestCase(7)]
    [TestCase(64)]
    [TestCase(150)]
    public void TheFactorReproducesThematrix(int n)
    {
        Matrix g = new CounterRandom(4).GaussianMatrix(n, n + 3), s = MatrixProduct.MultiplyTranspose(g, g);
        Assert.That(Cholesky.TryFactor(s, out Matrix lower), Is.True);

        // |S - L L'| is at most (n + 1) eps times the trace (standard backward error); every diagonal entry is positive.
        Assert.That((MatrixProduct.MultiplyTranspose(lower, lower) - s).MaxAbs(), Is.Below((n + 1) * 2.3e-16 * s.Trace()));
        Assert.That(Enumerable.Range(0, n).Select(i => lower[i, i]), Is.All.Positive);
        Assert.That(n == 1 || lower[0, n - 1] == 0, Is.True);
    }

    [TestCase(-1e-10, false)]
    [TestCase(1e-10, true)]
    public void DefinitenessIsDecidedAtTheSmallestEigenvalue(double smallest, bool definite)
    {
        Matrix g = new CounterRandom(6).GaussianMatrix(60, 60);
        Matrix v = SymmetricEigen.Decompose(g + g.Transpose()).Vectors;
        Matrix s = v * Matrix.Diagonal([smallest, .. Enumerable.Repeat(1.0, 59)]) * v.Transpose();
        Assert.That(Cholesky.TryFactor(s, out _), Is.EqualTo(definite));
    }

    [Test]
    public void NotANumberIsNotDefinite() => Assert.That(Cholesky.TryFactor(new Matrix(2, 2, [1, 0, double.NaN, 1]), out _), Is.False);
}
