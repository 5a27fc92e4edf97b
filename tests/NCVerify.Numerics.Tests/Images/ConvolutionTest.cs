using System.Numerics;

namespace NCVerify.Numerics.Tests.Images;

/// <summary>Convolutions against direct loops that follow the stated orders, bit for bit, and their adjoints against each other.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
public sealed class ConvolutionTest<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly ConvolutionShape[] Shapes =
    [
        new(1, 1, 1, 1, 1, 1, 1), new(2, 1, 5, 4, 3, 3, 2), new(3, 2, 7, 9, 4, 3, 3, 1, 1), new(2, 3, 8, 8, 5, 3, 3, 2, 1), new(1, 2, 9, 7, 2, 5, 4, 3, 2),
        new(11, 3, 12, 10, 16, 3, 3, 1, 1), new(2, 4, 6, 6, 7, 1, 1, 2), new(1, 1, 2, 3, 2, 5, 5, 1, 2), new(2, 1, 3, 1, 2, 1, 5, 2, 4), new(0, 2, 4, 4, 3, 3, 3),
        new(17, 8, 14, 14, 12, 3, 3, 1, 1),
    ];

    [TestCaseSource(nameof(Shapes))]
    public void ForwardIsTheDirectSum(ConvolutionShape s)
    {
        T[] x = Sample.Gaussian<T>(s.InputLength, 1), w = Sample.Gaussian<T>(s.WeightLength, 2), b = Sample.Gaussian<T>(s.OutputChannels, 3);
        T[] y = [.. Enumerable.Repeat(T.NaN, s.OutputLength)], plain = [.. y], expected = new T[y.Length], expectedPlain = new T[y.Length];
        Convolution.Forward(s, x, w, b, y);
        Convolution.Forward<T>(s, x, w, [], plain);
        for (int o = 0; o < y.Length; o++)
        {
            expected[o] = b[o / s.OutputPlane % s.OutputChannels];
            foreach ((int weight, int input) in Terms(s, o))
            {
                expected[o] = T.FusedMultiplyAdd(w[weight], x[input], expected[o]);
                expectedPlain[o] = T.FusedMultiplyAdd(w[weight], x[input], expectedPlain[o]);
            }
        }

        Assert.That(y, Is.EqualTo(expected));
        Assert.That(plain, Is.EqualTo(expectedPlain));
    }

    [TestCaseSource(nameof(Shapes))]
    public void WeightGradientIsTheDirectSum(ConvolutionShape s)
    {
        T[] x = Sample.Gaussian<T>(s.InputLength, 4), g = Sample.Gaussian<T>(s.OutputLength, 5), w = [.. Enumerable.Repeat(T.NaN, s.WeightLength)];
        Convolution.BackwardWeights(s, x, g, w);
        int groups = Math.Min(8, s.Batch);
        var expected = new T[s.WeightLength];
        for (int group = 0; group < groups; group++)
        {
            var part = new T[s.WeightLength];
            for (int o = s.Batch * group / groups * s.OutputImage; o < s.Batch * (group + 1) / groups * s.OutputImage; o++)
            {
                foreach ((int weight, int input) in Terms(s, o))
                {
                    part[weight] = T.FusedMultiplyAdd(g[o], x[input], part[weight]);
                }
            }

            expected = group == 0 ? part : [.. expected.Zip(part, (a, b) => a + b)];
        }

        Assert.That(w, Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(Shapes))]
    public void InputGradientIsTheAdjoint(ConvolutionShape s)
    {
        T[] x = Sample.Gaussian<T>(s.InputLength, 6), w = Sample.Gaussian<T>(s.WeightLength, 7), g = Sample.Gaussian<T>(s.OutputLength, 8);
        T[] back = [.. Enumerable.Repeat(T.NaN, s.InputLength)], y = new T[s.OutputLength];
        Convolution.BackwardInput<T>(s, g, w, back);
        Convolution.Forward<T>(s, x, w, [], y);

        // Each entry of y and of the gradient rounds at most once per term, relative to the sum of moduli of its terms.
        double unit = typeof(T) == typeof(float) ? Math.Pow(2, -24) : Math.Pow(2, -53), moduli = 0;
        for (int o = 0; o < y.Length; o++)
        {
            moduli += Terms(s, o).Sum(t => Math.Abs(double.CreateChecked(g[o] * w[t.Weight] * x[t.Input])));
        }

        int terms = s.Patch + (s.OutputChannels * s.KernelHeight * s.KernelWidth) + 64;
        Assert.That(NCVerify.Numerics.Reductions.Dot<T>(y, g), Is.EqualTo(NCVerify.Numerics.Reductions.Dot<T>(x, back)).Within(2 * terms * unit * moduli));
    }

    [TestCaseSource(nameof(Shapes))]
    public void PatchesAndTheirAccumulationAreAdjoint(ConvolutionShape s)
    {
        int length = s.Patch * s.OutputPlane;

        // Small whole numbers: both inner products are exact.
        T[] x = [.. Sample.Gaussian<T>(s.InputImage, 9).Select(v => T.Round(v * T.CreateChecked(4)))];
        T[] c = [.. Sample.Gaussian<T>(length, 10).Select(v => T.Round(v * T.CreateChecked(4)))], columns = new T[length], image = new T[s.InputImage];
        Patches.Extract<T>(s, x, columns);
        Patches.Accumulate<T>(s, c, image);
        Assert.That(NCVerify.Numerics.Reductions.Dot<T>(columns, c), Is.EqualTo(NCVerify.Numerics.Reductions.Dot<T>(x, image)));
    }

    [Test]
    public void OneThreadGivesTheSameBits()
    {
        var s = new ConvolutionShape(9, 3, 11, 11, 6, 3, 3, 1, 1);
        T[] x = Sample.Gaussian<T>(s.InputLength, 1), w = Sample.Gaussian<T>(s.WeightLength, 2), g = Sample.Gaussian<T>(s.OutputLength, 3);
        int degree = Parallelism.Degree;
        try
        {
            T[][] results = [.. new[] { 1, 2, 3, 7 }.Select(threads =>
            {
                Parallelism.Degree = threads;
                T[] y = new T[s.OutputLength], back = new T[s.InputLength], gradient = new T[s.WeightLength];
                Convolution.Forward<T>(s, x, w, [], y);
                Convolution.BackwardInput<T>(s, g, w, back);
                Convolution.BackwardWeights<T>(s, x, g, gradient);
                return (T[])[.. y, .. back, .. gradient];
            })];
            Assert.That(results, Is.All.EqualTo(results[0]));
        }
        finally
        {
            Parallelism.Degree = degree;
        }
    }

    [Test]
    public void ShapesThatDoNotFitAreRefused()
    {
        Assert.That(() => Convolution.Forward<T>(new(1, 1, 2, 2, 1, 3, 3), new T[4], new T[9], [], []), Throws.ArgumentException.With.Message.Contains("kernel no larger"));
        Assert.That(() => Convolution.Forward<T>(new(1, 1, 3, 3, 1, 3, 3), new T[9], new T[8], [], new T[1]), Throws.ArgumentException.With.Message.Contains("9 numbers are needed; 8 were given"));
    }

    /// <summary>The weight and the input pixel of every term of an output, in ascending order of (channel, i, j).</summary>
    private static IEnumerable<(int Weight, int Input)> Terms(ConvolutionShape s, int output)
    {
        int x = output % s.OutputWidth, y = output / s.OutputWidth % s.OutputHeight, channel = output / s.OutputPlane % s.OutputChannels, image = output / s.OutputImage;
        for (int c = 0; c < s.InputChannels; c++)
        {
            for (int i = 0; i < s.KernelHeight; i++)
            {
                for (int j = 0; j < s.KernelWidth; j++)
                {
                    int row = (y * s.Stride) + i - s.Padding, column = (x * s.Stride) + j - s.Padding;
                    if (row >= 0 && row < s.Height && column >= 0 && column < s.Width)
                    {
                        yield return ((((channel * s.InputChannels) + c) * s.KernelHeight * s.KernelWidth) + (i * s.KernelWidth) + j, (((((image * s.InputChannels) + c) * s.Height) + row) * s.Width) + column);
                    }
                }
            }
        }
    }
}
