namespace NCVerify.Metrics;

/// <summary>Images of 8 bits per channel with their classes, as a data set publishes them.</summary>
/// <param name="Channels">1 (grey) or 3 (red, green, blue).</param>
/// <param name="Height">Rows of an image.</param>
/// <param name="Width">Columns of an image.</param>
/// <param name="Pixels">N x channels x height x width, last axis fastest.</param>
/// <param name="Labels">N classes, from 0.</param>
public sealed record LabelledImages(int Channels, int Height, int Width, byte[] Pixels, byte[] Labels)
{
    /// <summary>Number of images N.</summary>
    public int Count => Labels.Length;

    /// <summary>Pixels of an image, over all channels.</summary>
    public int Size => Channels * Height * Width;

    /// <summary>These images and then others of the same shape.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public LabelledImages Append(LabelledImages other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (other.Channels, other.Height, other.Width) == (Channels, Height, Width)
            ? this with { Pixels = [.. Pixels, .. other.Pixels], Labels = [.. Labels, .. other.Labels] }
            : throw new ArgumentException("The images have different shapes.", nameof(other));
    }
}
