using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NCVerify.Numerics;

/// <summary>
/// Patches of one image as columns of a matrix: row (channel, i, j) holds entry (i, j) of the kernel's window, column
/// (y, x) the patch of output pixel (y, x). A convolution is then a product with the weights.
/// </summary>
public static unsafe class Patches
{
    /// <summary>Numbers that whole vectors may read or write behind the end.</summary>
    internal const int Slack = 16;

    /// <summary>Writes the patches of an image; zeros where the window reaches into the padding.</summary>
    /// <param name="shape">Sizes; the batch does not matter.</param>
    /// <param name="image">Channels x height x width.</param>
    /// <param name="columns">Patch x output plane, overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public static void Extract<T>(in ConvolutionShape shape, ReadOnlySpan<T> image, Span<T> columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T>(shape, image.Length, columns.Length);
        fixed (T* source = image, target = columns)
        {
            Extract(shape, source, target);
        }
    }

    /// <summary>
    /// Adds patches onto an image, the adjoint of <see cref="Extract{T}(in ConvolutionShape, ReadOnlySpan{T}, Span{T})"/>:
    /// a pixel gains the entries of its row (i, j) of the window in ascending order.
    /// </summary>
    /// <param name="shape">Sizes; the batch does not matter.</param>
    /// <param name="columns">Patch x output plane.</param>
    /// <param name="image">Channels x height x width, added to.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public static void Accumulate<T>(in ConvolutionShape shape, ReadOnlySpan<T> columns, Span<T> image)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T>(shape, image.Length, columns.Length);
        fixed (T* source = columns, target = image)
        {
            Accumulate(shape, source, target);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Extract<T>(in ConvolutionShape shape, T* image, T* columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int outputHeight = shape.OutputHeight, outputWidth = shape.OutputWidth, stride = shape.Stride;
        for (int row = 0; row < shape.Patch; row++)
        {
            Window window = Window.Of(shape, row);
            T* plane = image + ((long)window.Channel * shape.InputPlane);
            for (int y = 0; y < outputHeight; y++, columns += outputWidth)
            {
                int sourceY = (y * stride) + window.Top;
                if ((uint)sourceY >= (uint)shape.Height)
                {
                    new Span<T>(columns, outputWidth).Clear();
                    continue;
                }

                T* source = plane + ((long)sourceY * shape.Width) + window.Left;
                new Span<T>(columns, window.First).Clear();
                Gather(source, columns, window.First, window.End, stride);
                new Span<T>(columns + window.End, outputWidth - window.End).Clear();
            }
        }
    }

    /// <summary>
    /// The same as <see cref="Extract{T}(in ConvolutionShape, T*, T*)"/> for buffers with <see cref="Slack"/> numbers to
    /// spare behind them: with stride 1 lines are copied from an image with its padding in whole vectors, which may write
    /// beyond a line what the next line overwrites.
    /// </summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="image">Channels x height x width.</param>
    /// <param name="padded">Room for <see cref="PaddedLength"/> numbers and the slack.</param>
    /// <param name="columns">Patch x output plane and the slack, overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ExtractWhole<T>(in ConvolutionShape shape, T* image, T* padded, T* columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (shape.Stride != 1)
        {
            Extract(shape, image, columns);
            return;
        }

        Pad(shape, image, padded);
        int outputHeight = shape.OutputHeight, outputWidth = shape.OutputWidth, width = shape.Width + (2 * shape.Padding), plane = PaddedPlane(shape);
        for (int channel = 0; channel < shape.InputChannels; channel++, padded += plane)
        {
            for (int i = 0; i < shape.KernelHeight; i++)
            {
                for (int j = 0; j < shape.KernelWidth; j++)
                {
                    T* source = padded + ((long)i * width) + j;
                    for (int y = 0; y < outputHeight; y++, source += width, columns += outputWidth)
                    {
                        for (int x = 0; x < outputWidth; x += Vector256<T>.Count)
                        {
                            Vector256.Store(Vector256.Load(source + x), columns + x);
                        }
                    }
                }
            }
        }
    }

    /// <summary>Numbers in an image with its padding.</summary>
    internal static int PaddedLength(in ConvolutionShape shape) => checked(shape.InputChannels * PaddedPlane(shape));

    private static int PaddedPlane(in ConvolutionShape shape) => checked((shape.Height + (2 * shape.Padding)) * (shape.Width + (2 * shape.Padding)));

    private static void Pad<T>(in ConvolutionShape shape, T* image, T* padded)
        where T : unmanaged
    {
        int width = shape.Width + (2 * shape.Padding), border = (shape.Padding * width) + shape.Padding;
        for (int channel = 0; channel < shape.InputChannels; channel++)
        {
            new Span<T>(padded, border).Clear();
            padded += border;
            for (int y = 0; y < shape.Height; y++, image += shape.Width, padded += width)
            {
                new ReadOnlySpan<T>(image, shape.Width).CopyTo(new Span<T>(padded, shape.Width));

                // The right border of this line and the left one of the next.
                new Span<T>(padded + shape.Width, 2 * shape.Padding).Clear();
            }

            int end = (shape.Padding * width) - shape.Padding;
            new Span<T>(padded, Math.Max(0, end)).Clear();
            padded += end;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Accumulate<T>(in ConvolutionShape shape, T* columns, T* image)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int outputHeight = shape.OutputHeight, outputWidth = shape.OutputWidth, stride = shape.Stride;
        for (int row = 0; row < shape.Patch; row++)
        {
            Window window = Window.Of(shape, row);
            T* plane = image + ((long)window.Channel * shape.InputPlane);
            for (int y = 0; y < outputHeight; y++, columns += outputWidth)
            {
                int targetY = (y * stride) + window.Top;
                if ((uint)targetY >= (uint)shape.Height)
                {
                    continue;
                }

                T* target = plane + ((long)targetY * shape.Width) + window.Left;
                if (stride == 1)
                {
                    EntrywiseLoop<T, AddToOperation<T>>.Line(new(columns, target), window.First, window.End);
                    continue;
                }

                for (int x = window.First; x < window.End; x++)
                {
                    target[x * stride] += columns[x];
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gather<T>(T* source, T* target, int first, int end, int stride)
        where T : unmanaged
    {
        if (stride == 1)
        {
            new ReadOnlySpan<T>(source + first, end - first).CopyTo(new Span<T>(target + first, end - first));
            return;
        }

        for (int x = first; x < end; x++)
        {
            target[x] = source[x * stride];
        }
    }

    private static void Check<T>(in ConvolutionShape shape, int image, int columns)
    {
        Precision.Check<T>();
        shape.Check();
        Lengths.Check(image, shape.InputImage, nameof(image));
        Lengths.Check(columns, checked(shape.Patch * shape.OutputPlane), nameof(columns));
    }

    /// <summary>One entry of the kernel's window: where it reads, and which output columns it reads inside the image for.</summary>
    private readonly record struct Window(int Channel, int Top, int Left, int First, int End)
    {
        public static Window Of(in ConvolutionShape shape, int row)
        {
            int channel = Math.DivRem(row, shape.KernelHeight * shape.KernelWidth, out int entry);
            int left = (entry % shape.KernelWidth) - shape.Padding, top = (entry / shape.KernelWidth) - shape.Padding;
            int first = Math.Min(shape.OutputWidth, left >= 0 ? 0 : (-left + shape.Stride - 1) / shape.Stride);
            int end = left >= shape.Width ? 0 : Math.Min(shape.OutputWidth, ((shape.Width - 1 - left) / shape.Stride) + 1);
            return new(channel, top, left, first, Math.Max(first, end));
        }
    }
}
