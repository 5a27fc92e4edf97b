using System.Numerics;

namespace NCVerify.Numerics;

/// <summary>
/// Sums over each channel of a batch of images of float or double, in double: over the pixels of an image as
/// <see cref="Reductions"/> does, then over images in order. Channels are shared between threads; bits do not depend on their number.
/// </summary>
public static unsafe class ChannelSums
{
    /// <summary>Sum of the entries of each channel.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="x">The batch.</param>
    /// <param name="sums">A number per channel, overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public static void Sum<T>(in ChannelShape shape, ReadOnlySpan<T> x, Span<double> sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(shape, x, sums);
        fixed (T* p = x)
        fixed (double* s = sums)
        {
            ChannelLoop.Run(new SumJob<T>(shape, p, s), shape);
        }
    }

    /// <summary>Sum of (x - centre)^2 over each channel.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="x">The batch.</param>
    /// <param name="centres">A number per channel.</param>
    /// <param name="sums">A number per channel, overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public static void SquaredDeviations<T>(in ChannelShape shape, ReadOnlySpan<T> x, ReadOnlySpan<double> centres, Span<double> sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(shape, x, sums);
        Lengths.Check(centres.Length, shape.Channels, nameof(centres));
        fixed (T* p = x)
        fixed (double* c = centres, s = sums)
        {
            ChannelLoop.Run(new SquaresJob<T>(shape, p, c, s), shape);
        }
    }

    /// <summary>Sum of x y over each channel.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="x">A batch.</param>
    /// <param name="y">Another.</param>
    /// <param name="sums">A number per channel, overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public static void Products<T>(in ChannelShape shape, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<double> sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(shape, x, sums);
        Lengths.Check(y.Length, shape.Length, nameof(y));
        fixed (T* p = x, q = y)
        fixed (double* s = sums)
        {
            ChannelLoop.Run(new ProductsJob<T>(shape, p, q, s), shape);
        }
    }

    private static void Check<T>(in ChannelShape shape, ReadOnlySpan<T> x, Span<double> sums)
    {
        Precision.Check<T>();
        shape.Check();
        Lengths.Check(x.Length, shape.Length, nameof(x));
        Lengths.Check(sums.Length, shape.Channels, nameof(sums));
    }

    private readonly struct SumJob<T>(ChannelShape shape, T* x, double* sums) : IChannelJob
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int first, int end)
        {
            new Span<double>(sums + first, end - first).Clear();
            for (int image = 0; image < shape.Batch; image++)
            {
                T* source = x + ((long)image * shape.Image);
                for (int c = first; c < end; c++)
                {
                    sums[c] += shape.Positions == 1 ? double.CreateTruncating(source[c]) : Reductions.Sum(new ReadOnlySpan<T>(source + ((long)c * shape.Positions), shape.Positions));
                }
            }
        }
    }

    private readonly struct SquaresJob<T>(ChannelShape shape, T* x, double* centres, double* sums) : IChannelJob
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int first, int end)
        {
            new Span<double>(sums + first, end - first).Clear();
            for (int image = 0; image < shape.Batch; image++)
            {
                T* source = x + ((long)image * shape.Image);
                for (int c = first; c < end; c++)
                {
                    double deviation = double.CreateTruncating(source[(long)c * shape.Positions]) - centres[c];
                    sums[c] += shape.Positions == 1 ? deviation * deviation : Reductions.SumOfSquaredDeviations(new ReadOnlySpan<T>(source + ((long)c * shape.Positions), shape.Positions), centres[c]);
                }
            }
        }
    }

    private readonly struct ProductsJob<T>(ChannelShape shape, T* x, T* y, double* sums) : IChannelJob
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int first, int end)
        {
            new Span<double>(sums + first, end - first).Clear();
            for (int image = 0; image < shape.Batch; image++)
            {
                T* a = x + ((long)image * shape.Image), b = y + ((long)image * shape.Image);
                for (int c = first; c < end; c++)
                {
                    long start = (long)c * shape.Positions;
                    sums[c] += shape.Positions == 1
                        ? double.CreateTruncating(a[c]) * double.CreateTruncating(b[c])
                        : Reductions.Dot(new ReadOnlySpan<T>(a + start, shape.Positions), new ReadOnlySpan<T>(b + start, shape.Positions));
                }
            }
        }
    }
}
