namespace NCVerify.Training;

/// <summary>Shape of what a layer takes or gives, for one sample; a vector has height and width 1.</summary>
/// <param name="Channels">Channels, or the length of a vector.</param>
/// <param name="Height">Rows of an image.</param>
/// <param name="Width">Columns of an image.</param>
public readonly record struct TensorShape(int Channels, int Height, int Width)
{
    /// <summary>Number of entries.</summary>
    public int Size => checked(Channels * Height * Width);

    /// <summary>Number of positions of an image.</summary>
    public int Positions => checked(Height * Width);

    /// <summary>Whether it is a vector.</summary>
    public bool IsVector => Height == 1 && Width == 1;

    /// <summary>A vector of some length.</summary>
    public static TensorShape Vector(int length) => new(length, 1, 1);

    /// <summary>Shape of inputs: a single row of one channel is a vector.</summary>
    public static TensorShape Of(LabelledInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs is { Channels: 1, Height: 1 } ? Vector(inputs.Width) : new(inputs.Channels, inputs.Height, inputs.Width);
    }

    /// <inheritdoc/>
    public override string ToString() => IsVector ? $"a vector of {Channels}" : $"{Channels} x {Height} x {Width}";
}
