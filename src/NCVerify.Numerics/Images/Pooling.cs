using System.Numerics;
using System.Runtime.CompilerServices;

namespace NCVerify.Numerics;

/// <summary>Pooling of images of float or double. Planes are shared between threads; bits do not depend on their number.</summary>
public static unsafe class Pooling
{
    /// <summary>Numbers in the input below which the work is not shared.</summary>
    private const int ParallelWork = 1 << 14;

    /// <summary>The largest number of every window; NaN if the window holds one.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="input">Input.</param>
    /// <param name="output">Output, overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public static void Max<T>(in PoolingShape shape, ReadOnlySpan<T> input, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T>(shape, input.Length, output.Length);
        fixed (T* x = input, y = output)
        {
            Run(new MaxJob<T>(shape, x, y), shape);
        }
    }

    /// <summary>Gradient of <see cref="Max"/>: that of an output goes to the first pixel of its window, row by row, that attains the maximum.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="input">Input of the forward pass.</param>
    /// <param name="output">Its output.</param>
    /// <param name="outputGradient">Gradient with respect to the output.</param>
    /// <param name="inputGradient">Gradient with respect to the input, overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public static void MaxBackward<T>(in PoolingShape shape, ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T>(shape, input.Length, output.Length);
        Check<T>(shape, inputGradient.Length, outputGradient.Length);
        fixed (T* x = input, y = output, g = outputGradient, target = inputGradient)
        {
            Run(new MaxBackwardJob<T>(shape, x, y, g, target), shape);
        }
    }

    /// <summary>The mean of every window: its numbers added row by row, then divided by their count.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="input">Input.</param>
    /// <param name="output">Output, overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public static void Average<T>(in PoolingShape shape, ReadOnlySpan<T> input, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T>(shape, input.Length, output.Length);
        fixed (T* x = input, y = output)
        {
            Run(new AverageJob<T>(shape, x, y), shape);
        }
    }

    /// <summary>Gradient of <see cref="Average"/>; where windows overlap, in ascending order of the windows.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="outputGradient">Gradient with respect to the output.</param>
    /// <param name="inputGradient">Gradient with respect to the input, overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public static void AverageBackward<T>(in PoolingShape shape, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T>(shape, inputGradient.Length, outputGradient.Length);
        fixed (T* g = outputGradient, target = inputGradient)
        {
            Run(new AverageBackwardJob<T>(shape, g, target), shape);
        }
    }

    private static void Run<TJob>(TJob job, in PoolingShape shape)
        where TJob : unmanaged, IJob => Crew.Run(ref job, shape.Planes, shape.InputLength < ParallelWork ? 1 : Parallelism.Degree);

    /// <summary>Windows of 2 x 2 that lie side by side, in float: the common case, which has vector code of its own.</summary>
    private static bool InPairs<T>(in PoolingShape shape) => typeof(T) == typeof(float) && shape is { WindowHeight: 2, WindowWidth: 2, Stride: 2 };

    private static void Check<T>(in PoolingShape shape, int input, int output)
    {
        Precision.Check<T>();
        shape.Check();
        Lengths.Check(input, shape.InputLength, nameof(input));
        Lengths.Check(output, shape.OutputLength, nameof(output));
    }

    private readonly struct MaxJob<T>(PoolingShape shape, T* input, T* output) : IJob
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int index)
        {
            T* plane = input + ((long)index * shape.InputPlane), target = output + ((long)index * shape.OutputPlane);
            int height = shape.OutputHeight, width = shape.OutputWidth, stride = shape.Stride, across = shape.WindowWidth, down = shape.WindowHeight, line = shape.Width;
            bool pairs = InPairs<T>(shape);
            for (int y = 0; y < height; y++)
            {
                T* window = plane + ((long)y * stride * line);
                if (pairs)
                {
                    EntrywiseLoop<T, MaxOfPairs<T>>.Overlapping(new(window, window + line, target), 0, width);
                    target += width;
                    continue;
                }

                for (int x = 0; x < width; x++, window += stride, target++)
                {
                    T largest = *window;
                    T* row = window;
                    for (int i = 0; i < down; i++, row += line)
                    {
                        for (int j = 0; j < across; j++)
                        {
                            largest = T.Max(row[j], largest);
                        }
                    }

                    *target = largest;
                }
            }
        }
    }

    private readonly struct MaxBackwardJob<T>(PoolingShape shape, T* input, T* output, T* outputGradient, T* inputGradient) : IJob
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int index)
        {
            T* source = input + ((long)index * shape.InputPlane), target = inputGradient + ((long)index * shape.InputPlane);
            T* pooled = output + ((long)index * shape.OutputPlane), gradient = outputGradient + ((long)index * shape.OutputPlane);
            int height = shape.OutputHeight, width = shape.OutputWidth, stride = shape.Stride, across = shape.WindowWidth, line = shape.Width, window = shape.WindowHeight * across;
            bool pairs = InPairs<T>(shape);
            new Span<T>(target, shape.InputPlane).Clear();
            for (int y = 0; y < height; y++)
            {
                if (pairs)
                {
                    long row = (long)y * 2 * line;
                    EntrywiseLoop<T, GradientOfPairs<T>>.Overlapping(new(source + row, source + row + line, pooled, gradient, target + row, target + row + line), 0, width);
                    pooled += width;
                    gradient += width;
                    continue;
                }

                for (int x = 0; x < width; x++, pooled++, gradient++)
                {
                    long at = ((long)y * stride * line) + (x * stride);
                    int column = 0, left = window;

                    // NaN is below nothing, so it takes the gradient where it is the maximum.
                    while (--left > 0 && source[at] < *pooled)
                    {
                        at++;
                        if (++column == across)
                        {
                            column = 0;
                            at += line - across;
                        }
                    }

                    target[at] += *gradient;
                }
            }
        }
    }

    private readonly struct AverageJob<T>(PoolingShape shape, T* input, T* output) : IJob
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int index)
        {
            T* plane = input + ((long)index * shape.InputPlane), target = output + ((long)index * shape.OutputPlane);
            T count = T.CreateChecked(shape.WindowHeight * shape.WindowWidth);
            for (int y = 0; y < shape.OutputHeight; y++)
            {
                for (int x = 0; x < shape.OutputWidth; x++, target++)
                {
                    T sum = T.Zero;
                    for (int i = 0; i < shape.WindowHeight; i++)
                    {
                        T* row = plane + ((long)((y * shape.Stride) + i) * shape.Width) + (x * shape.Stride);
                        for (int j = 0; j < shape.WindowWidth; j++)
                        {
                            sum += row[j];
                        }
                    }

                    *target = sum / count;
                }
            }
        }
    }

    private readonly struct AverageBackwardJob<T>(PoolingShape shape, T* outputGradient, T* inputGradient) : IJob
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int index)
        {
            T* target = inputGradient + ((long)index * shape.InputPlane), gradient = outputGradient + ((long)index * shape.OutputPlane);
            T count = T.CreateChecked(shape.WindowHeight * shape.WindowWidth);
            new Span<T>(target, shape.InputPlane).Clear();
            for (int y = 0; y < shape.OutputHeight; y++)
            {
                for (int x = 0; x < shape.OutputWidth; x++, gradient++)
                {
                    T share = *gradient / count;
                    for (int i = 0; i < shape.WindowHeight; i++)
                    {
                        T* row = target + ((long)((y * shape.Stride) + i) * shape.Width) + (x * shape.Stride);
                        for (int j = 0; j < shape.WindowWidth; j++)
                        {
                            row[j] += share;
                        }
                    }
                }
            }
        }
    }
}
