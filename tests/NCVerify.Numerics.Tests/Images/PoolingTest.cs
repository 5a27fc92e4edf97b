using System.Numerics;

namespace NCVerify.Numerics.Tests.Images;

/// <summary>Pooling against direct loops.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
public sealed class PoolingTest<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly PoolingShape[] Shapes =
    [
        new(1, 1, 1, 1, 1, 1), new(3, 6, 6, 2, 2, 2), new(2, 7, 9, 2, 2, 2), new(2, 7, 5, 3, 2, 1), new(5, 8, 8, 8, 8, 1), new(0, 4, 4, 2, 2, 2), new(40, 28, 28, 2, 2, 2), new(2, 40, 71, 2, 2, 2), new(3, 9, 9, 2, 2, 3),
    ];

    [TestCaseSource(nameof(Shapes))]
    public void MaximumAndItsGradient(PoolingShape s)
    {
        // Rounded, so that maxima are attained more than once.
        T[] x = [.. Sample.Gaussian<T>(s.InputLength, 1).Select(v => T.Round(v * T.CreateChecked(2)))], g = Sample.Gaussian<T>(s.OutputLength, 2);
        T[] y = new T[s.OutputLength], back = [.. Enumerable.Repeat(T.NaN, s.InputLength)], expected = new T[s.InputLength];
        Pooling.Max<T>(s, x, y);
        Pooling.MaxBackward<T>(s, x, y, g, back);
        for (int o = 0; o < y.Length; o++)
        {
            int[] window = Window(s, o);
            Assert.That(y[o], Is.EqualTo(window.Max(i => x[i])));
            expected[window.First(i => x[i] == y[o])] += g[o];
        }

        Assert.That(back, Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(Shapes))]
    public void MeanAndItsGradient(PoolingShape s)
    {
        T[] x = Sample.Gaussian<T>(s.InputLength, 3), g = Sample.Gaussian<T>(s.OutputLength, 4);
        T[] y = new T[s.OutputLength], back = [.. Enumerable.Repeat(T.NaN, s.InputLength)], expected = new T[s.InputLength];
        Pooling.Average<T>(s, x, y);
        Pooling.AverageBackward<T>(s, g, back);
        T count = T.CreateChecked(s.WindowHeight * s.WindowWidth);
        for (int o = 0; o < y.Length; o++)
        {
            int[] window = Window(s, o);
            Assert.That(y[o], Is.EqualTo(window.Aggregate(T.Zero, (sum, i) => sum + x[i]) / count));
            foreach (int i in window)
            {
                expected[i] += g[o] / count;
            }
        }

        Assert.That(back, Is.EqualTo(expected));
    }

    [Test]
    public void NotANumberIsTheMaximumAndTakesTheGradient()
    {
        var s = new PoolingShape(1, 4, 8, 2, 2, 2);
        T[] x = Sample.Gaussian<T>(s.InputLength, 5), y = new T[s.OutputLength], g = [.. Enumerable.Repeat(T.One, s.OutputLength)], back = new T[s.InputLength];
        x[9] = x[2] = x[29] = T.NaN;
        Pooling.Max<T>(s, x, y);
        Pooling.MaxBackward<T>(s, x, y, g, back);
        Assert.That(y.Select(T.IsNaN), Is.EqualTo(new[] { true, true, false, false, false, false, true, false }));
        Assert.That(back.Aggregate((a, b) => a + b), Is.EqualTo(T.CreateChecked(8)));
        Assert.That(back[2], Is.EqualTo(T.One));
    }

    [Test]
    public void ShapesThatDoNotFitAreRefused()
    {
        Assert.That(() => Pooling.Max<T>(new(1, 2, 2, 3, 3, 1), new T[4], []), Throws.ArgumentException.With.Message.Contains("window no larger"));
        Assert.That(() => Pooling.Max<T>(new(1, 2, 2, 2, 2, 2), new T[4], new T[2]), Throws.ArgumentException.With.Message.Contains("1 numbers are needed"));
    }

    private static int[] Window(PoolingShape s, int output)
    {
        int x = output % s.OutputWidth * s.Stride, y = output / s.OutputWidth % s.OutputHeight * s.Stride, plane = output / s.OutputPlane * s.InputPlane;
        return [.. from i in Enumerable.Range(y, s.WindowHeight) from j in Enumerable.Range(x, s.WindowWidth) select plane + (i * s.Width) + j];
    }
}
