using System.Numerics;

namespace NCVerify.Numerics.Tests.LinearAlgebra;

/// <summary>
/// Products in spans against the definition (one chain of fused multiply-adds per entry, in ascending order, from zero or
/// from what stands in C), bit for bit, and against a sum in double within the bound of such a chain.
/// </summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
public sealed class DenseProductTest<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Around every block size: tiles of 2 to 12 rows and of 2 to 32 columns, read in place or packed; inner blocks of 240 and 480; panels of 192; parallel from 2^19 on.
    private static readonly (int M, int K, int N)[] Shapes =
    [
        (1, 1, 1), (3, 0, 4), (0, 3, 2), (2, 3, 0), (5, 7, 3), (1, 5000, 1), (12, 24, 32), (13, 25, 33), (11, 40, 31), (9, 40, 24), (7, 40, 17), (6, 90, 16), (5, 90, 15),
        (4, 90, 9), (3, 90, 8), (2, 90, 7), (1, 500, 90), (31, 240, 12), (7, 481, 50), (193, 30, 29), (300, 1, 300), (130, 481, 97), (200, 199, 201), (25, 40, 2100), (64, 961, 10), (10, 500, 130), (20, 500, 70),
    ];

    private static IEnumerable<TestCaseData> Cases() => Shapes.Select(s => new TestCaseData(s.M, s.K, s.N));

    [TestCaseSource(nameof(Cases))]
    public void EveryEntryIsOneChainOfFusedMultiplyAdds(int m, int k, int n)
    {
        T[] a = Sample.Gaussian<T>(m * k, 1), b = Sample.Gaussian<T>(k * n, 2), start = Sample.Gaussian<T>(m * n, 3);
        foreach (bool accumulate in new[] { false, true })
        {
            T[] expected = Definition(a, b, accumulate ? start : new T[m * n], m, n, k);
            foreach (bool transposeA in new[] { false, true })
            {
                foreach (bool transposeB in new[] { false, true })
                {
                    T[] c = accumulate ? [.. start] : [.. Enumerable.Repeat(T.NaN, m * n)];
                    DenseProduct.Multiply<T>(transposeA ? Transpose(a, m, k) : a, transposeA, transposeB ? Transpose(b, k, n) : b, transposeB, c, m, n, k, accumulate);
                    Assert.That(c, Is.EqualTo(expected), $"transpose A: {transposeA}, transpose B: {transposeB}, accumulate: {accumulate}");
                }
            }
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void ErrorIsWithinTheBoundOfAChain(int m, int k, int n)
    {
        T[] a = Sample.Gaussian<T>(m * k, 4), b = Sample.Gaussian<T>(k * n, 5), c = new T[m * n];
        DenseProduct.Multiply<T>(a, false, b, false, c, m, n, k);

        // A fused multiply-add rounds once: k roundings, each by half a unit of the partial sum (Higham, section 3.1). The
        // reference is a compensated sum in double, whose error is beneath the bound also for T = double.
        double unit = typeof(T) == typeof(float) ? Math.Pow(2, -24) : Math.Pow(2, -53);
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double exact = 0, error = 0, moduli = 0;
                for (int p = 0; p < k; p++)
                {
                    double x = double.CreateChecked(a[(i * k) + p]), y = double.CreateChecked(b[(p * n) + j]);
                    double product = x * y, next = exact + product, part = next - exact;
                    error += Math.FusedMultiplyAdd(x, y, -product) + (exact - (next - part) + (product - part));
                    exact = next;
                    moduli += Math.Abs(product);
                }

                double bound = k * unit / (1 - (k * unit)) * moduli;
                Assert.That(Math.Abs(double.CreateChecked(c[(i * n) + j]) - (exact + error)), Is.NoMoreThan(bound));
            }
        }
    }

    [Test]
    public void EveryTileGivesTheSameBits()
    {
        foreach (int rows in new[] { 12, 8, 6, 4, 2 })
        {
            CheckTile<Lanes128<T>>(rows);
            CheckTile<Lanes256<T>>(rows);
            CheckTile<Lanes512<T>>(rows);
        }
    }

    [Test]
    public void LengthsThatDoNotFitAreRefused()
    {
        var c = new T[12];
        Assert.That(() => DenseProduct.Multiply<T>(new T[7], false, new T[8], false, c, 3, 4, 2), Throws.ArgumentException.With.Message.Contains("3 x 2 matrix needs 6"));
        Assert.That(() => DenseProduct.Multiply<T>(new T[6], false, new T[9], false, c, 3, 4, 2), Throws.ArgumentException.With.Message.Contains("2 x 4 matrix needs 8"));
        Assert.That(() => DenseProduct.Multiply<T>(new T[6], false, new T[8], false, c, 3, 5, 2), Throws.ArgumentException);
        Assert.That(() => DenseProduct.Multiply<T>(c.AsSpan(0, 6), false, new T[8], false, c, 3, 4, 2), Throws.ArgumentException.With.Message.Contains("overlap"));
        Assert.That(() => DenseProduct.Multiply<Half>(new Half[1], false, new Half[1], false, new Half[1], 1, 1, 1), Throws.InstanceOf<NotSupportedException>());
    }

    /// <summary>Both shapes of tile, with A packed (neighbouring rows side by side) and where it lies (rows with a gap).</summary>
    private static unsafe void CheckTile<TLanes>(int rows)
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        const int depth = 37, gap = 5;
        foreach (bool narrow in new[] { false, true })
        {
            int columns = narrow ? TLanes.Count : 2 * TLanes.Count;
            T[] a = Sample.Gaussian<T>(rows * (depth + gap), 6), b = Sample.Gaussian<T>(depth * columns, 7), start = Sample.Gaussian<T>(rows * columns, 8);
            T[] packed = [.. Enumerable.Range(0, depth * rows).Select(i => a[(i % rows * (depth + gap)) + (i / rows)])];
            T[] expected = Definition(Transpose(packed, depth, rows), b, start, rows, columns, depth);
            foreach (bool direct in new[] { false, true })
            {
                var c = (T[])start.Clone();
                fixed (T* x = direct ? a : packed, y = b, z = c)
                {
                    GemmSource<T> source = direct ? new(x, depth + gap, 1, y, columns) : new(x, 1, rows, y, columns);
                    if (narrow)
                    {
                        GemmKernel<T>.MultiplyNarrow<TLanes>(rows, source, depth, z, columns, accumulate: true);
                    }
                    else
                    {
                        GemmKernel<T>.MultiplyWide<TLanes>(rows, source, depth, z, columns, accumulate: true);
                    }
                }

                Assert.That(c, Is.EqualTo(expected), $"{rows} rows, {typeof(TLanes).Name}, {(narrow ? "one vector" : "two vectors")}, {(direct ? "in place" : "packed")}");
            }
        }
    }

    private static T[] Transpose(T[] x, int rows, int columns) => [.. Enumerable.Range(0, rows * columns).Select(i => x[(i % rows * columns) + (i / rows)])];

    private static T[] Definition(T[] a, T[] b, T[] start, int m, int n, int k)
    {
        var c = (T[])start.Clone();
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                for (int p = 0; p < k; p++)
                {
                    c[(i * n) + j] = T.FusedMultiplyAdd(a[(i * k) + p], b[(p * n) + j], c[(i * n) + j]);
                }
            }
        }

        return c;
    }
}
