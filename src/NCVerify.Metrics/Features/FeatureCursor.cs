namespace NCVerify.Metrics;

/// <summary>One pass over the samples of a <see cref="FeatureSource"/>.</summary>
public abstract class FeatureCursor : IDisposable
{
    /// <summary>
    /// Reads the next samples, row-major, as many as are left and fit whole into <paramref name="block"/> (a multiple of
    /// the dimension); returns their number, 0 at the end.
    /// </summary>
    /// <exception cref="FeatureFileException">The data end early or cannot be read.</exception>
    public abstract int Read(Span<double> block);

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
