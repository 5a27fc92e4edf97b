using System.Numerics;
using NCVerify.Metrics;

namespace NCVerify.Training;

/// <summary>From pixels to inputs. Sums over pixels are exact integers, so the inputs are the same bits everywhere.</summary>
internal static class Scaling
{
    /// <summary>Tables from a pixel to an input, one of 256 values per channel.</summary>
    /// <param name="training">The images that decide mean and variance.</param>
    /// <param name="scaling">Which scaling.</param>
    /// <param name="factor">What inputs are multiplied by afterwards.</param>
    public static float[][] Tables(LabelledImages training, InputScaling scaling, double factor) => scaling switch
    {
        InputScaling.Unit => [.. Enumerable.Repeat(Table(0, 255, factor), training.Channels)],
        _ => [.. Enumerable.Range(0, training.Channels).Select(c => Standardised(training, c, factor))],
    };

    /// <summary>The images as inputs.</summary>
    public static LabelledInputs Apply(LabelledImages images, float[][] tables)
    {
        int channel = images.Height * images.Width;
        float[] values = new float[images.Pixels.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = tables[i / channel % images.Channels][images.Pixels[i]];
        }

        return new(images.Channels, images.Height, images.Width, values, [.. images.Labels.Select(k => (int)k)]);
    }

    /// <summary>Vectors with mean 0 and variance 1 over all entries of the training vectors; sums in double, in order.</summary>
    public static (double Mean, double Deviation) Moments(double[] training)
    {
        double sum = 0, squares = 0;
        foreach (double x in training)
        {
            sum += x;
        }

        double mean = sum / training.Length;
        foreach (double x in training)
        {
            squares += (x - mean) * (x - mean);
        }

        return (mean, squares > 0 ? Math.Sqrt(squares / training.Length) : 1);
    }

    private static float[] Standardised(LabelledImages training, int c, double factor)
    {
        int channel = training.Height * training.Width;
        long sum = 0, squares = 0, count = (long)training.Count * channel;
        for (int i = 0; i < training.Count; i++)
        {
            foreach (byte p in training.Pixels.AsSpan((i * training.Size) + (c * channel), channel))
            {
                sum += p;
                squares += p * p;
            }
        }

        var spread = ((BigInteger)count * squares) - ((BigInteger)sum * sum);
        return Table((double)sum / count, spread > 0 ? Math.Sqrt((double)spread) / count : 1, factor);
    }

    private static float[] Table(double centre, double scale, double factor) => [.. Enumerable.Range(0, 256).Select(p => (float)((p - centre) / scale * factor))];
}
