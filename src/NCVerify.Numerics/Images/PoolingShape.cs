namespace NCVerify.Numerics;

/// <summary>Sizes of a pooling of images, without padding; pixels that fill no whole window are left out.</summary>
/// <param name="Planes">Channels of all images together; each is pooled by itself.</param>
/// <param name="Height">Height of an input image.</param>
/// <param name="Width">Width of an input image.</param>
/// <param name="WindowHeight">Height of the window.</param>
/// <param name="WindowWidth">Width of the window.</param>
/// <param name="Stride">Distance of neighbouring windows, in both directions.</param>
public readonly record struct PoolingShape(int Planes, int Height, int Width, int WindowHeight, int WindowWidth, int Stride)
{
    /// <summary>Height of an output image.</summary>
    public int OutputHeight => ((Height - WindowHeight) / Stride) + 1;

    /// <summary>Width of an output image.</summary>
    public int OutputWidth => ((Width - WindowWidth) / Stride) + 1;

    /// <summary>Pixels of an input plane.</summary>
    public int InputPlane => Height * Width;

    /// <summary>Pixels of an output plane.</summary>
    public int OutputPlane => OutputHeight * OutputWidth;

    /// <summary>Numbers in the input.</summary>
    public int InputLength => checked(Planes * InputPlane);

    /// <summary>Numbers in the output.</summary>
    public int OutputLength => checked(Planes * OutputPlane);

    /// <summary>Refuses sizes that make no pooling.</summary>
    /// <exception cref="ArgumentException">Window or stride are not positive, or the window is larger than the image.</exception>
    public void Check()
    {
        if (Planes < 0 || WindowHeight < 1 || WindowWidth < 1 || Stride < 1 || Height < WindowHeight || Width < WindowWidth)
        {
            throw new ArgumentException($"Not a pooling: {this}. Window and stride must be positive, and the window no larger than the image.");
        }
    }
}
