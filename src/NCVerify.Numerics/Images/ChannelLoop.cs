namespace NCVerify.Numerics;

/// <summary>Work on the channels first, ..., end - 1 of a batch.</summary>
internal interface IChannelJob
{
    /// <summary>Does these channels.</summary>
    void Run(int first, int end);
}

/// <summary>Shares channels between threads, in blocks that keep neighbours in memory together.</summary>
internal static class ChannelLoop
{
    /// <summary>Neighbouring numbers that one thread works on: a cache line of float.</summary>
    private const int Line = 16;

    /// <summary>Numbers in the batch below which the work is not shared.</summary>
    private const int ParallelWork = 1 << 14;

    public static void Run<TJob>(TJob job, in ChannelShape shape)
        where TJob : unmanaged, IChannelJob
    {
        int block = shape.Positions >= Line ? 1 : Line;
        var blocks = new Blocks<TJob>(job, block, shape.Channels);
        Crew.Run(ref blocks, (shape.Channels + block - 1) / block, shape.Length < ParallelWork ? 1 : Parallelism.Degree);
    }

    private readonly struct Blocks<TJob>(TJob job, int block, int channels) : IJob
        where TJob : unmanaged, IChannelJob
    {
        public void Run(int index) => job.Run(index * block, Math.Min(channels, (index + 1) * block));
    }
}
