namespace NCVerify.Metrics;

/// <summary>One pass over the labels of a <see cref="LabelSource"/>.</summary>
public abstract class LabelCursor : IDisposable
{
    /// <summary>Reads the next labels into <paramref name="block"/>; returns their number, 0 at the end.</summary>
    /// <exception cref="FeatureFileException">The data end early or cannot be read.</exception>
    public abstract int Read(Span<long> block);

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the pass holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
