using System.Numerics;

namespace NCVerify.Numerics.Tests.Reductions;

using Reductions = NCVerify.Numerics.Reductions;

/// <summary>Sums against the tree that defines them, bit for bit, and against exact values.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
public sealed class ReductionsTest<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(15)]
    [TestCase(16)]
    [TestCase(17)]
    [TestCase(500)]
    [TestCase(4096)]
    [TestCase(4097)]
    [TestCase(100003)]
    public void SumsFollowTheirTree(int length)
    {
        T[] x = Sample.Gaussian<T>(length, 1), y = Sample.Gaussian<T>(length, 2);
        double[] a = [.. x.Select(double.CreateChecked)], b = [.. y.Select(double.CreateChecked)];
        Assert.That(Reductions.Sum<T>(x), Is.EqualTo(Tree(length, (sum, i) => sum + a[i])));
        Assert.That(Reductions.SumOfSquares<T>(x), Is.EqualTo(Tree(length, (sum, i) => Math.FusedMultiplyAdd(a[i], a[i], sum))));
        Assert.That(Reductions.Dot<T>(x, y), Is.EqualTo(Tree(length, (sum, i) => Math.FusedMultiplyAdd(a[i], b[i], sum))));
        Assert.That(Reductions.SumOfSquaredDeviations<T>(x, 0.3), Is.EqualTo(Tree(length, (sum, i) => Math.FusedMultiplyAdd(a[i] - 0.3, a[i] - 0.3, sum))));
    }

    [Test]
    public void WholeNumbersAreSummedExactly()
    {
        T[] x = [.. Enumerable.Range(-1000, 9001).Select(i => T.CreateChecked(i))];
        Assert.That(Reductions.Sum<T>(x), Is.EqualTo(3500.0 * 9001));
        Assert.That(Reductions.SumOfSquares<T>(x), Is.EqualTo(Enumerable.Range(-1000, 9001).Sum(i => (double)i * i)));
    }

    [Test]
    public void RowsAndColumns()
    {
        const int rows = 70, columns = 45;
        T[] x = Sample.Gaussian<T>(rows * columns, 3), rowSums = new T[rows], columnSums = Sample.Gaussian<T>(columns, 4);
        T[] start = [.. columnSums];
        RowOperations.RowSums<T>(x, rowSums);
        RowOperations.ColumnSums<T>(x, columnSums, accumulate: true);
        for (int i = 0; i < rows; i++)
        {
            double exact = Enumerable.Range(0, columns).Sum(j => double.CreateChecked(x[(i * columns) + j]));
            Assert.That(double.CreateChecked(rowSums[i]), Is.EqualTo(exact).Within(1e-6));
        }

        for (int j = 0; j < columns; j++)
        {
            Assert.That(columnSums[j], Is.EqualTo(Enumerable.Range(0, rows).Aggregate(start[j], (sum, i) => sum + x[(i * columns) + j])));
        }

        Assert.That(() => RowOperations.RowSums<T>(x.AsSpan(1), rowSums), Throws.ArgumentException);
    }

    [TestCase(3, 10)]
    [TestCase(300, 257)]
    public void AddingToRowsAndColumns(int rows, int columns)
    {
        T[] x = Sample.Gaussian<T>(2 * rows * columns, 5), row = Sample.Gaussian<T>(columns, 6), column = Sample.Gaussian<T>(rows, 7);
        T[] y = [.. x], z = [.. x];
        RowOperations.AddToRows<T>(y, row);
        RowOperations.AddToColumns<T>(z, column, columns);
        Assert.That(y, Is.EqualTo(x.Select((v, i) => v + row[i % columns])));
        Assert.That(z, Is.EqualTo(x.Select((v, i) => v + column[i / columns % rows])));
    }

    private static double Tree(int length, Func<double, int, double> add)
    {
        var leaves = new List<double>();
        for (int first = 0; first < length; first += 4096)
        {
            var chains = new double[16];
            for (int i = first; i < Math.Min(length, first + 4096); i++)
            {
                chains[(i - first) % 16] = add(chains[(i - first) % 16], i);
            }

            for (int half = 8; half > 0; half /= 2)
            {
                chains = [.. Enumerable.Range(0, half).Select(j => chains[j] + chains[j + half])];
            }

            leaves.Add(chains[0]);
        }

        return leaves.Count == 0 ? 0 : Sums.Tree(leaves.ToArray());
    }
}
