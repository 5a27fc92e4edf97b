namespace NCVerify.Numerics.Tests.LinearAlgebra;

/// <summary>
/// Products against the definition: one chain of fused multiply-adds per entry, in ascending order. Equality is exact, on
/// whatever vector width and number of threads the tests run.
/// </summary>
public sealed class MatrixProductTest
{
    // Around every block size: tiles of 2 to 12 rows and 4 to 16 columns; inner blocks of 240; panels of 192; parallel from 2^19 on.
    private static readonly (int M, int K, int N)[] Shapes =
    [
        (1, 1, 1), (3, 0, 4), (0, 3, 2), (2, 3, 0), (5, 7, 3), (8, 24, 24), (9, 25, 23), (16, 16, 17), (31, 240, 12), (7, 241, 50),
        (193, 30, 29), (1, 500, 90), (300, 1, 300), (130, 481, 97), (200, 199, 201), (25, 40, 2100),
    ];

    private static IEnumerable<TestCaseData> Cases() => Shapes.Select(s => new TestCaseData(s.M, s.K, s.N));

    [TestCaseSource(nameof(Cases))]
    public void EveryEntryIsOneChainOfFusedMultiplyAdds(int m, int k, int n)
    {
        Matrix a = Random(m, k, 1), b = Random(k, n, 2), expected = Definition(a, b);
        Assert.That(MatrixProduct.Multiply(a, b).Data, Is.EqualTo(expected.Data));
        Assert.That((a * b).Data, Is.EqualTo(expected.Data));
        Assert.That(MatrixProduct.TransposeMultiply(a.Transpose(), b).Data, Is.EqualTo(expected.Data));
        Assert.That(MatrixProduct.MultiplyTranspose(a, b.Transpose()).Data, Is.EqualTo(expected.Data));
    }

    [TestCaseSource(nameof(Cases))]
    public void TheDestinationIsOverwritten(int m, int k, int n)
    {
        Matrix a = Random(m, k, 3), b = Random(k, n, 4), expected = Definition(a, b), target = new(m, n);
        Array.Fill(target.Data, double.NaN);
        MatrixProduct.Multiply(a, b, target);
        Assert.That(target.Data, Is.EqualTo(expected.Data));
    }

    [Test]
    public void NotANumberSpreadsToItsRowOnly()
    {
        Matrix a = Random(40, 60, 8), b = Random(60, 50, 9);
        a[17, 3] = double.NaN;
        Matrix c = a * b;
        Assert.That(c.Row(17).ToArray(), Is.All.NaN);
        Assert.That(c.Row(16).ToArray().Concat(c.Row(18).ToArray()), Has.None.NaN);
    }

    [Test]
    public void ShapesThatDoNotFitAreRefused()
    {
        Matrix a = Random(3, 4, 1), b = Random(3, 4, 2);
        Assert.That(() => MatrixProduct.Multiply(a, b), Throws.ArgumentException.With.Message.Contains("3 x 4 times 3 x 4"));
        Assert.That(() => MatrixProduct.Multiply(a, b.Transpose(), new Matrix(4, 4)), Throws.ArgumentException.With.Message.Contains("3 x 3"));
        Matrix square = Random(4, 4, 3);
        Assert.That(() => MatrixProduct.Multiply(square, square, square), Throws.ArgumentException.With.Message.Contains("destination"));
    }

    private static Matrix Definition(Matrix a, Matrix b) => Matrix.Create(a.Rows, b.Columns, (i, j) =>
    {
        double sum = 0;
        for (int p = 0; p < a.Columns; p++)
        {
            sum = Math.FusedMultiplyAdd(a[i, p], b[p, j], sum);
        }

        return sum;
    });

    private static Matrix Random(int rows, int columns, ulong stream) => new CounterRandom(42, stream).GaussianMatrix(rows, columns);
}
