namespace NCVerify.Numerics;

/// <summary>
/// Sizes of a two-dimensional convolution. Images are stored batch x channels x height x width, weights output channels x
/// input channels x kernel height x kernel width.
/// </summary>
/// <param name="Batch">Number of images.</param>
/// <param name="InputChannels">Channels of an input image.</param>
/// <param name="Height">Height of an input image.</param>
/// <param name="Width">Width of an input image.</param>
/// <param name="OutputChannels">Channels of an output image.</param>
/// <param name="KernelHeight">Height of the kernel.</param>
/// <param name="KernelWidth">Width of the kernel.</param>
/// <param name="Stride">Distance of neighbouring patches, in both directions.</param>
/// <param name="Padding">Zeros around the image, on all four sides.</param>
public readonly record struct ConvolutionShape(int Batch, int InputChannels, int Height, int Width, int OutputChannels, int KernelHeight, int KernelWidth, int Stride = 1, int Padding = 0)
{
    /// <summary>Height of an output image.</summary>
    public int OutputHeight => ((Height + (2 * Padding) - KernelHeight) / Stride) + 1;

    /// <summary>Width of an output image.</summary>
    public int OutputWidth => ((Width + (2 * Padding) - KernelWidth) / Stride) + 1;

    /// <summary>Pixels of a channel of an input image.</summary>
    public int InputPlane => Height * Width;

    /// <summary>Pixels of a channel of an output image: the number of patches.</summary>
    public int OutputPlane => OutputHeight * OutputWidth;

    /// <summary>Numbers in an input image.</summary>
    public int InputImage => checked(InputChannels * InputPlane);

    /// <summary>Numbers in an output image.</summary>
    public int OutputImage => checked(OutputChannels * OutputPlane);

    /// <summary>Numbers in a patch.</summary>
    public int Patch => checked(InputChannels * KernelHeight * KernelWidth);

    /// <summary>Numbers in a batch of input images.</summary>
    public int InputLength => checked(Batch * InputImage);

    /// <summary>Numbers in a batch of output images.</summary>
    public int OutputLength => checked(Batch * OutputImage);

    /// <summary>Numbers in the weights.</summary>
    public int WeightLength => checked(OutputChannels * Patch);

    /// <summary>Refuses sizes that make no convolution.</summary>
    /// <exception cref="ArgumentException">A size is not positive, the padding negative, or the kernel larger than the padded image.</exception>
    public void Check()
    {
        if (Batch < 0 || InputChannels < 1 || OutputChannels < 1 || KernelHeight < 1 || KernelWidth < 1 || Stride < 1 || Padding < 0
            || Height + (2 * Padding) < KernelHeight || Width + (2 * Padding) < KernelWidth)
        {
            throw new ArgumentException($"Not a convolution: {this}. Channels, kernel and stride must be positive, the padding not negative, and the kernel no larger than the padded image.");
        }
    }
}
