namespace NCVerify.Metrics;

/// <summary>
/// N feature vectors of dimension d that can be read from the start any number of times, in blocks, so that memory does
/// not grow with N.
/// </summary>
public abstract class FeatureSource
{
    /// <summary>Where the features come from, for messages (a path, or "features" in memory).</summary>
    public abstract string Name { get; }

    /// <summary>Number of samples N.</summary>
    public abstract long Samples { get; }

    /// <summary>Feature dimension d, at least 1.</summary>
    public abstract int Dimension { get; }

    /// <summary>Where a sample comes from, for messages: the source and the row in it.</summary>
    public virtual (string Name, long Row) Locate(long row) => (Name, row);

    /// <summary>Starts a pass at the first sample.</summary>
    /// <exception cref="FeatureFileException">The file cannot be read (any more).</exception>
    public abstract FeatureCursor Open();

    /// <summary>Features in memory: row-major N x d, one sample per row; wraps, does not copy.</summary>
    public static FeatureSource FromMemory(ReadOnlyMemory<double> rows, int dimension) =>
        new MemoryFeatures<double>(rows, dimension, static (from, to) => from.CopyTo(to));

    /// <summary>Features in memory in single precision: row-major N x d; wraps, does not copy. All sums are in double.</summary>
    public static FeatureSource FromMemory(ReadOnlyMemory<float> rows, int dimension) =>
        new MemoryFeatures<float>(rows, dimension, static (from, to) => SingleToDouble.Widen(from, to));
}
