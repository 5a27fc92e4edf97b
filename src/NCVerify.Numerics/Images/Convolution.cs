using System.Buffers;
using System.Numerics;

namespace NCVerify.Numerics;

/// <summary>
/// Two-dimensional convolution (cross-correlation, as layers compute it) of float or double, and its two adjoints. Images
/// are shared between threads; every number is computed in one fixed order, so its bits depend neither on vector width nor
/// on the number of threads.
/// </summary>
public static unsafe class Convolution
{
    /// <summary>Most groups into which the weights' gradient deals the images: a constant, whatever the number of threads.</summary>
    public const int Groups = 8;

    /// <summary>
    /// Output = weights * input + bias. Every output is one chain of fused multiply-adds over (channel, i, j) in ascending
    /// order, starting at the bias; the padding counts as zeros.
    /// </summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="input">Input images.</param>
    /// <param name="weights">Weights.</param>
    /// <param name="bias">A number per output channel, or none.</param>
    /// <param name="output">Output images, overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public static void Forward<T>(in ConvolutionShape shape, ReadOnlySpan<T> input, ReadOnlySpan<T> weights, ReadOnlySpan<T> bias, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(shape, input, weights, output);
        if (!bias.IsEmpty)
        {
            Lengths.Check(bias.Length, shape.OutputChannels, nameof(bias));
        }

        fixed (T* x = input, w = weights, b = bias, y = output)
        {
            var job = new ForwardJob<T>(shape, x, w, b, y);
            Crew.Run(ref job, shape.Batch, Parallelism.Degree);
        }
    }

    /// <summary>
    /// Gradient with respect to the input: per image the product of the transposed weights with the output's gradient (a
    /// chain over the output channels), its patches added onto the image in ascending order of (i, j).
    /// </summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="outputGradient">Gradient with respect to the output.</param>
    /// <param name="weights">Weights.</param>
    /// <param name="inputGradient">Gradient with respect to the input, overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public static void BackwardInput<T>(in ConvolutionShape shape, ReadOnlySpan<T> outputGradient, ReadOnlySpan<T> weights, Span<T> inputGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(shape, inputGradient, weights, outputGradient);
        fixed (T* g = outputGradient, w = weights, x = inputGradient)
        {
            var job = new InputJob<T>(shape, g, w, x);
            Crew.Run(ref job, shape.Batch, Parallelism.Degree);
        }
    }

    /// <summary>
    /// Gradient with respect to the weights. The images are dealt into <see cref="Groups"/> consecutive groups (fewer where
    /// there are fewer images); in each, every entry is one chain of fused multiply-adds over images and output pixels in
    /// ascending order, and the groups' sums are added in ascending order.
    /// </summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="input">Input images.</param>
    /// <param name="outputGradient">Gradient with respect to the output.</param>
    /// <param name="weightGradient">Gradient with respect to the weights, overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public static void BackwardWeights<T>(in ConvolutionShape shape, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> weightGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(shape, input, weightGradient, outputGradient);
        int groups = Math.Min(Groups, shape.Batch);
        if (groups == 0)
        {
            weightGradient.Clear();
            return;
        }

        // The first group writes to the result, the others beside it.
        T[] others = ArrayPool<T>.Shared.Rent(checked((groups - 1) * shape.WeightLength));
        fixed (T* x = input, g = outputGradient, w = weightGradient, rest = others)
        {
            var job = new WeightJob<T>(shape, x, g, w, rest, groups);
            Crew.Run(ref job, groups, Parallelism.Degree);
            for (int group = 1; group < groups; group++)
            {
                EntrywiseLoop<T, AddToOperation<T>>.Run(new(rest + ((group - 1) * (long)shape.WeightLength), w), shape.WeightLength);
            }
        }

        ArrayPool<T>.Shared.Return(others);
    }

    private static void Check<T>(in ConvolutionShape shape, ReadOnlySpan<T> input, ReadOnlySpan<T> weights, ReadOnlySpan<T> output)
    {
        Precision.Check<T>();
        shape.Check();
        Lengths.Check(input.Length, shape.InputLength, nameof(input));
        Lengths.Check(weights.Length, shape.WeightLength, nameof(weights));
        Lengths.Check(output.Length, shape.OutputLength, nameof(output));
    }

    /// <summary>Room for the patches of an image, and from <paramref name="padded"/> on for the image with its padding.</summary>
    private static T[] Rent<T>(in ConvolutionShape shape, out int padded)
    {
        padded = checked((shape.Patch * shape.OutputPlane) + Patches.Slack);
        return ArrayPool<T>.Shared.Rent(checked(padded + Patches.PaddedLength(shape) + Patches.Slack));
    }

    private readonly struct ForwardJob<T>(ConvolutionShape shape, T* input, T* weights, T* bias, T* output) : IJob
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index)
        {
            int plane = shape.OutputPlane;
            T* target = output + ((long)index * shape.OutputImage);
            for (int channel = 0; bias is not null && channel < shape.OutputChannels; channel++)
            {
                new Span<T>(target + ((long)channel * plane), plane).Fill(bias[channel]);
            }

            T[] buffer = Rent<T>(shape, out int padded);
            fixed (T* columns = buffer)
            {
                Patches.ExtractWhole(shape, input + ((long)index * shape.InputImage), columns + padded, columns);
                Gemm<T>.Run(
                    GemmOperand<T>.Of(weights, transposed: false, shape.OutputChannels, shape.Patch),
                    GemmOperand<T>.Of(columns, transposed: false, shape.Patch, plane),
                    target,
                    shape.OutputChannels,
                    plane,
                    shape.Patch,
                    accumulate: bias is not null);
            }

            ArrayPool<T>.Shared.Return(buffer);
        }
    }

    private readonly struct InputJob<T>(ConvolutionShape shape, T* outputGradient, T* weights, T* inputGradient) : IJob
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index)
        {
            int plane = shape.OutputPlane;
            T[] buffer = ArrayPool<T>.Shared.Rent(shape.Patch * plane);
            fixed (T* columns = buffer)
            {
                Gemm<T>.Run(
                    GemmOperand<T>.Of(weights, transposed: true, shape.Patch, shape.OutputChannels),
                    GemmOperand<T>.Of(outputGradient + ((long)index * shape.OutputImage), transposed: false, shape.OutputChannels, plane),
                    columns,
                    shape.Patch,
                    plane,
                    shape.OutputChannels,
                    accumulate: false);
                T* target = inputGradient + ((long)index * shape.InputImage);
                new Span<T>(target, shape.InputImage).Clear();
                Patches.Accumulate(shape, columns, target);
            }

            ArrayPool<T>.Shared.Return(buffer);
        }
    }

    private readonly struct WeightJob<T>(ConvolutionShape shape, T* input, T* outputGradient, T* first, T* rest, int groups) : IJob
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index)
        {
            int plane = shape.OutputPlane, begin = (int)((long)shape.Batch * index / groups), end = (int)((long)shape.Batch * (index + 1) / groups);
            T* target = index == 0 ? first : rest + ((index - 1) * (long)shape.WeightLength);
            T[] buffer = Rent<T>(shape, out int padded);
            fixed (T* columns = buffer)
            {
                for (int image = begin; image < end; image++)
                {
                    Patches.ExtractWhole(shape, input + ((long)image * shape.InputImage), columns + padded, columns);
                    Gemm<T>.Run(
                        GemmOperand<T>.Of(outputGradient + ((long)image * shape.OutputImage), transposed: false, shape.OutputChannels, plane),
                        GemmOperand<T>.Of(columns, transposed: true, plane, shape.Patch),
                        target,
                        shape.OutputChannels,
                        shape.Patch,
                        plane,
                        accumulate: image > begin);
                }
            }

            ArrayPool<T>.Shared.Return(buffer);
        }
    }
}
