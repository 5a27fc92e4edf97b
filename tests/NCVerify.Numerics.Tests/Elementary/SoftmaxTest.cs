using System.Numerics;

namespace NCVerify.Numerics.Tests.Elementary;

/// <summary>Softmax of rows against its definition in double.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
public sealed class SoftmaxTest<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly double Unit = typeof(T) == typeof(float) ? Math.Pow(2, -24) : Math.Pow(2, -53);

    [TestCase(1, 1)]
    [TestCase(3, 10)]
    [TestCase(257, 100)]
    public void RowsFollowTheDefinition(int rows, int columns)
    {
        T[] z = [.. Sample.Gaussian<T>(rows * columns, 1).Select(v => v * T.CreateChecked(20))], p = new T[z.Length];
        var logs = new double[rows];
        Softmax.Rows<T>(z, p, logs);
        for (int i = 0; i < rows; i++)
        {
            double[] row = [.. z.Skip(i * columns).Take(columns).Select(double.CreateChecked)];
            double largest = row.Max(), sum = row.Sum(v => Math.Exp(v - largest));

            // z - max, below 200, rounds by half a unit of it: 100 units relative in the exponential; others are a few.
            Assert.That(logs[i], Is.EqualTo(largest + Math.Log(sum)).Within(110 * Unit * (1 + Math.Abs(largest))));
            for (int j = 0; j < columns; j++)
            {
                double exact = Math.Exp(row[j] - largest) / sum;
                Assert.That(double.CreateChecked(p[(i * columns) + j]), Is.EqualTo(exact).Within((110 * 2 * Unit * exact) + float.Epsilon));
            }
        }
    }

    [Test]
    public void OneDominatingEntryAndHugeLogitsAreNoTrouble()
    {
        T[] z = [T.CreateChecked(1e4), T.Zero, T.CreateChecked(-1e4), T.CreateChecked(-1e4)], p = new T[4];
        var logs = new double[2];
        Softmax.Rows<T>(z, p, logs);
        Assert.That(p, Is.EqualTo(new[] { T.One, T.Zero, T.CreateChecked(0.5), T.CreateChecked(0.5) }));
        Assert.That(logs[0], Is.EqualTo(1e4));
        Assert.That(logs[1], Is.EqualTo(-1e4 + Math.Log(2)).Within(1e-11));
        Assert.That(() => Softmax.Rows<T>(z, p, new double[3]), Throws.ArgumentException);
    }
}
