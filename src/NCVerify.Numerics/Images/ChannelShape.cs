namespace NCVerify.Numerics;

/// <summary>Sizes of a batch of images seen channel by channel, stored batch x channels x positions; vectors have one position.</summary>
/// <param name="Batch">Number of images.</param>
/// <param name="Channels">Channels of an image.</param>
/// <param name="Positions">Pixels of a channel of an image.</param>
public readonly record struct ChannelShape(int Batch, int Channels, int Positions)
{
    /// <summary>Numbers in an image.</summary>
    public int Image => checked(Channels * Positions);

    /// <summary>Numbers in the batch.</summary>
    public int Length => checked(Batch * Image);

    /// <summary>Refuses sizes that make no batch.</summary>
    /// <exception cref="ArgumentException">The batch is negative, or channels or positions are not positive.</exception>
    public void Check()
    {
        if (Batch < 0 || Channels < 1 || Positions < 1)
        {
            throw new ArgumentException($"Not a batch of images: {this}. Channels and positions must be positive.");
        }
    }
}
