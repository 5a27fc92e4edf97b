namespace NCVerify.Numerics.Tests.LinearAlgebra;

public sealed class MatrixTest
{
    private static readonly Matrix A = new CounterRandom(1).GaussianMatrix(19, 37), B = new CounterRandom(2).GaussianMatrix(19, 37);

    [Test]
    public void OperatorsActEntrywise()
    {
        Assert.That((A + B).Data, Is.EqualTo(A.Data.Zip(B.Data, (x, y) => x + y)));
        Assert.That((A - B).Data, Is.EqualTo(A.Data.Zip(B.Data, (x, y) => x - y)));
        Assert.That((3 * A).Data, Is.EqualTo(A.Data.Select(x => 3 * x)));
        Assert.That(A.Map(x => x * x).Data, Is.EqualTo(A.Data.Select(x => x * x)));
        Assert.That(() => A + B.Transpose(), Throws.ArgumentException.With.Message.Contains("19 x 37 and 37 x 19"));
    }

    [Test]
    public void TheTransposeSwapsIndices()
    {
        Matrix t = A.Transpose();
        Assert.That((t.Rows, t.Columns), Is.EqualTo((37, 19)));
        Assert.That(t.Data, Is.EqualTo(Matrix.Create(37, 19, (i, j) => A[j, i]).Data));
    }

    [Test]
    public void NormsFollowTheirDefinitions()
    {
        var m = new Matrix(2, 2, [3, -12, 0, 4]);
        Assert.That(m.FrobeniusNorm(), Is.EqualTo(13));
        Assert.That(m.SquaredNorm(), Is.EqualTo(169));
        Assert.That(m.MaxAbs(), Is.EqualTo(12));
        Assert.That(m.Trace(), Is.EqualTo(7));
        Assert.That(m.InnerProduct(Matrix.Identity(2)), Is.EqualTo(7));
        Assert.That(m.Scale(1e200).FrobeniusNorm(), Is.EqualTo(13e200).Within(1e185));
        Assert.That(m.Scale(1e-200).FrobeniusNorm(), Is.EqualTo(13e-200).Within(1e-215));
        Assert.That(new Matrix(0, 3).FrobeniusNorm(), Is.Zero);
        Assert.That(new Matrix(1, 2, [1, double.NaN]).MaxAbs(), Is.NaN);
        Assert.That(() => A.Trace(), Throws.ArgumentException);
    }
}
