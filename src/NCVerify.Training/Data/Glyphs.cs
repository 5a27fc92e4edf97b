using NCVerify.Metrics;
using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>
/// A generated data set: 16 x 16 grey images of ten glyphs of straight strokes (a bar, L, T, plus, cross, Z, U, H, a
/// diamond, a chevron), each shifted, slanted, stretched and thickened at random, with grey noise. A sample is a function of
/// seed, class and its number alone, by additions, multiplications, divisions and square roots: the same bits everywhere.
/// </summary>
internal static class Glyphs
{
    /// <summary>Rows and columns.</summary>
    public const int Side = 16;

    // Strokes as x0, y0, x1, y1 in the square from -1 to 1, y downwards.
    private static readonly double[][][] Strokes =
    [
        [[0, -1, 0, 1]],
        [[-0.6, -1, -0.6, 1], [-0.6, 1, 0.7, 1]],
        [[-0.8, -1, 0.8, -1], [0, -1, 0, 1]],
        [[0, -0.9, 0, 0.9], [-0.9, 0, 0.9, 0]],
        [[-0.8, -0.9, 0.8, 0.9], [-0.8, 0.9, 0.8, -0.9]],
        [[-0.8, -1, 0.8, -1], [0.8, -1, -0.8, 1], [-0.8, 1, 0.8, 1]],
        [[-0.7, -1, -0.7, 1], [-0.7, 1, 0.7, 1], [0.7, 1, 0.7, -1]],
        [[-0.7, -1, -0.7, 1], [0.7, -1, 0.7, 1], [-0.7, 0, 0.7, 0]],
        [[0, -1, 0.9, 0], [0.9, 0, 0, 1], [0, 1, -0.9, 0], [-0.9, 0, 0, -1]],
        [[-0.8, 0.8, 0, -0.8], [0, -0.8, 0.8, 0.8]],
    ];

    /// <summary>Number of classes there are.</summary>
    public static int Classes => Strokes.Length;

    /// <summary>Samples of the first classes, one of each class in turn as long as there are any.</summary>
    /// <param name="first">Number of the first sample of each class.</param>
    /// <param name="sizes">Samples per class.</param>
    /// <param name="seed">Decides every sample.</param>
    /// <param name="noise">Factor of every random change; 0 gives one image per class.</param>
    public static LabelledImages Draw(IReadOnlyList<int> first, IReadOnlyList<int> sizes, ulong seed, double noise)
    {
        (int Class, int Number)[] samples = [.. Turns.Of(sizes)];
        byte[] pixels = new byte[samples.Length * Side * Side];
        for (int i = 0; i < samples.Length; i++)
        {
            (int k, int number) = samples[i];
            var random = new CounterRandom(seed, ((ulong)k << 32) + (ulong)(first[k] + number));
            One(k, noise, random, pixels.AsSpan(i * Side * Side, Side * Side));
        }

        return new(1, Side, Side, pixels, [.. samples.Select(s => (byte)s.Class)]);
    }

    private static void One(int k, double noise, CounterRandom random, Span<byte> pixels)
    {
        double Change(double most) => most * noise * ((2 * random.NextDouble()) - 1);
        double dx = Change(1.5), dy = Change(1.5), slant = Change(0.3), width = 5 * (1 + Change(0.15)), height = 5.5 * (1 + Change(0.15));
        double radius = Math.Max(0.4, 0.8 + Change(0.35)), ink = Math.Clamp(0.9 + Change(0.1), 0, 1);
        double[][] strokes = [.. Strokes[k].Select(s => new[]
        {
            (width * s[0]) - (slant * height * s[1]) + dx, (height * s[1]) + dy, (width * s[2]) - (slant * height * s[3]) + dx, (height * s[3]) + dy,
        })];
        for (int i = 0; i < pixels.Length; i++)
        {
            double x = (i % Side) - ((Side - 1) / 2.0), y = (i / Side) - ((Side - 1) / 2.0);
            double nearest = strokes.Min(s => Distance(x, y, s));
            double grey = (ink * Math.Clamp(radius + 0.5 - nearest, 0, 1)) + (0.08 * noise * random.NextGaussian());
            pixels[i] = (byte)Math.Clamp(Math.Floor((255 * grey) + 0.5), 0, 255);
        }
    }

    // From a point to a segment.
    private static double Distance(double x, double y, double[] s)
    {
        double ux = s[2] - s[0], uy = s[3] - s[1];
        double t = Math.Clamp((((x - s[0]) * ux) + ((y - s[1]) * uy)) / ((ux * ux) + (uy * uy)), 0, 1);
        double ex = x - s[0] - (t * ux), ey = y - s[1] - (t * uy);
        return Math.Sqrt((ex * ex) + (ey * ey));
    }
}
