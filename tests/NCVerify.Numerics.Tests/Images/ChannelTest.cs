using NCVerify.Numerics;

namespace NCVerify.Numerics.Tests.Images;

public sealed class ChannelTest
{
    private static readonly ChannelShape[] Shapes = [new(1, 1, 1), new(5, 3, 1), new(40, 70, 1), new(3, 4, 7), new(6, 5, 33), new(17, 9, 300), new(0, 2, 3)];

    [TestCaseSource(nameof(Shapes))]
    public void SumsAreThoseOfPlainLoops(ChannelShape shape)
    {
        double[] x = Sample.Gaussian<double>(shape.Length, 1), y = Sample.Gaussian<double>(shape.Length, 2), centres = Sample.Gaussian<double>(shape.Channels, 3);
        double[] sums = new double[shape.Channels], squares = new double[shape.Channels], products = new double[shape.Channels];
        ChannelSums.Sum<double>(shape, x, sums);
        ChannelSums.SquaredDeviations<double>(shape, x, centres, squares);
        ChannelSums.Products<double>(shape, x, y, products);

        AssertClose(sums, shape, (i, _) => x[i]);
        AssertClose(squares, shape, (i, c) => (x[i] - centres[c]) * (x[i] - centres[c]));
        AssertClose(products, shape, (i, _) => x[i] * y[i]);
    }

    [TestCaseSource(nameof(Shapes))]
    public void MapsAreTheirFormulas(ChannelShape shape)
    {
        double[] x = Sample.Gaussian<double>(shape.Length, 1), g = Sample.Gaussian<double>(shape.Length, 2), y = new double[x.Length], back = [.. g];
        double[] a = Sample.Gaussian<double>(shape.Channels, 3), b = Sample.Gaussian<double>(shape.Channels, 4), c = Sample.Gaussian<double>(shape.Channels, 5), d = Sample.Gaussian<double>(shape.Channels, 6);
        ChannelMaps.Normalise<double>(shape, x, a, b, c, y);
        ChannelMaps.NormaliseBackward<double>(shape, x, back, a, b, c, d, back);
        int Of(int i) => i / shape.Positions % shape.Channels;
        Assert.That(y, Is.EqualTo(x.Select((v, i) => Math.FusedMultiplyAdd(v - a[Of(i)], b[Of(i)], c[Of(i)]))));
        Assert.That(back, Is.EqualTo(g.Select((v, i) => Math.FusedMultiplyAdd(x[i] - a[Of(i)], -b[Of(i)], v - c[Of(i)]) * d[Of(i)])), "in place");
    }

    [Test]
    public void LengthsAreChecked() =>
        Assert.That(() => ChannelSums.Sum<float>(new(2, 3, 4), new float[23], new double[3]), Throws.ArgumentException);

    /// <summary>n terms in any order: n + 2 roundings of at most 2^-53 times the sum of moduli, on either side.</summary>
    private static void AssertClose(double[] actual, ChannelShape shape, Func<int, int, double> term)
    {
        double[] expected = PerChannel(shape, term), moduli = PerChannel(shape, (i, c) => Math.Abs(term(i, c)));
        for (int c = 0; c < shape.Channels; c++)
        {
            Assert.That(actual[c], Is.EqualTo(expected[c]).Within(2 * (((double)shape.Batch * shape.Positions) + 2) * Math.Pow(2, -53) * moduli[c]));
        }
    }

    private static double[] PerChannel(ChannelShape shape, Func<int, int, double> term)
    {
        double[] sums = new double[shape.Channels];
        for (int i = 0; i < shape.Length; i++)
        {
            int channel = i / shape.Positions % shape.Channels;
            sums[channel] += term(i, channel);
        }

        return sums;
    }
}
