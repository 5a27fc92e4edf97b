using System.Numerics;

namespace NCVerify.Numerics;

/// <summary>
/// Affine maps of the channels of a batch of images of float or double, as batch normalisation needs them. Every entry is
/// computed by the operations written here, each rounded once; bits depend neither on vector width nor on threads.
/// </summary>
public static unsafe class ChannelMaps
{
    /// <summary>y = (x - centre) factor + shift for each channel; y may be x.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="x">The batch.</param>
    /// <param name="centres">A number per channel.</param>
    /// <param name="factors">A number per channel.</param>
    /// <param name="shifts">A number per channel.</param>
    /// <param name="y">Overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public static void Normalise<T>(in ChannelShape shape, ReadOnlySpan<T> x, ReadOnlySpan<T> centres, ReadOnlySpan<T> factors, ReadOnlySpan<T> shifts, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(shape, x.Length, y.Length, centres.Length, factors.Length, shifts.Length);
        fixed (T* p = x, c = centres, f = factors, s = shifts, q = y)
        {
            ChannelLoop.Run(new NormaliseJob<T>(shape, p, c, f, s, q), shape);
        }
    }

    /// <summary>target = (g - mean - (x - centre) slope) factor for each channel; the target may be g.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="x">The batch.</param>
    /// <param name="g">Gradient with respect to the normalised batch.</param>
    /// <param name="centres">A number per channel.</param>
    /// <param name="slopes">A number per channel.</param>
    /// <param name="means">A number per channel.</param>
    /// <param name="factors">A number per channel.</param>
    /// <param name="target">Overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public static void NormaliseBackward<T>(in ChannelShape shape, ReadOnlySpan<T> x, ReadOnlySpan<T> g, ReadOnlySpan<T> centres, ReadOnlySpan<T> slopes, ReadOnlySpan<T> means, ReadOnlySpan<T> factors, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(shape, x.Length, target.Length, centres.Length, slopes.Length, means.Length);
        Lengths.Check(g.Length, shape.Length, nameof(g));
        Lengths.Check(factors.Length, shape.Channels, nameof(factors));
        fixed (T* p = x, h = g, c = centres, s = slopes, m = means, f = factors, q = target)
        {
            ChannelLoop.Run(new BackwardJob<T>(shape, p, h, c, s, m, f, q), shape);
        }
    }

    private static void Check(in ChannelShape shape, int x, int y, int first, int second, int third)
    {
        shape.Check();
        Lengths.Check(x, shape.Length, nameof(x));
        Lengths.Check(y, shape.Length, nameof(y));
        foreach (int length in (ReadOnlySpan<int>)[first, second, third])
        {
            Lengths.Check(length, shape.Channels, "numbers per channel");
        }
    }

    private readonly struct NormaliseJob<T>(ChannelShape shape, T* x, T* centres, T* factors, T* shifts, T* y) : IChannelJob
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int first, int end)
        {
            for (int image = 0; image < shape.Batch; image++)
            {
                for (int c = first; c < end; c++)
                {
                    long start = ((long)image * shape.Image) + ((long)c * shape.Positions);
                    EntrywiseLoop<T, Normalisation<T>>.Line(new(x + start, centres[c], factors[c], shifts[c], y + start), 0, shape.Positions);
                }
            }
        }
    }

    private readonly struct BackwardJob<T>(ChannelShape shape, T* x, T* g, T* centres, T* slopes, T* means, T* factors, T* target) : IChannelJob
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int first, int end)
        {
            for (int image = 0; image < shape.Batch; image++)
            {
                for (int c = first; c < end; c++)
                {
                    long start = ((long)image * shape.Image) + ((long)c * shape.Positions);
                    EntrywiseLoop<T, Backward<T>>.Line(new(x + start, g + start, centres[c], slopes[c], means[c], factors[c], target + start), 0, shape.Positions);
                }
            }
        }
    }

    private readonly struct Normalisation<T>(T* x, T centre, T factor, T shift, T* y) : IEntrywise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, T> =>
            TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.Load(x + i) - TLanes.All(centre), TLanes.All(factor), TLanes.All(shift)), y + i);
    }

    private readonly struct Backward<T>(T* x, T* g, T centre, T slope, T mean, T factor, T* target) : IEntrywise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, T>
        {
            TLanes deviation = TLanes.Load(x + i) - TLanes.All(centre), centred = TLanes.Load(g + i) - TLanes.All(mean);
            TLanes.Store(TLanes.FusedMultiplyAdd(deviation, TLanes.All(-slope), centred) * TLanes.All(factor), target + i);
        }
    }
}
