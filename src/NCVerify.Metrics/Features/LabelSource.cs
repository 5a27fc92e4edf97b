namespace NCVerify.Metrics;

/// <summary>N integer class labels, readable from the start any number of times. The values need not be contiguous.</summary>
public abstract class LabelSource
{
    /// <summary>Where the labels come from, for messages.</summary>
    public abstract string Name { get; }

    /// <summary>Number of labels N.</summary>
    public abstract long Samples { get; }

    /// <summary>Starts a pass at the first label.</summary>
    /// <exception cref="FeatureFileException">The file cannot be read (any more).</exception>
    public abstract LabelCursor Open();

    /// <summary>Labels in memory; wraps, does not copy.</summary>
    public static LabelSource FromMemory(ReadOnlyMemory<int> labels) => new MemoryLabels(labels);
}
