namespace NCVerify.Metrics;

/// <summary>A block of consecutive samples, with room for what is computed from them.</summary>
/// <param name="rows">The most samples it holds.</param>
/// <param name="dimension">Feature dimension d.</param>
internal class SampleBlock(int rows, int dimension)
{
    private readonly double[] _features = new double[rows * dimension];
    private readonly long[] _labels = new long[rows];
    private readonly int[] _classes = new int[rows];

    /// <summary>Samples in it now.</summary>
    public int Count { get; private set; }

    /// <summary>Number of the first of them, from 0.</summary>
    public long First { get; private set; }

    /// <summary>Features, row-major Count x d.</summary>
    public ReadOnlySpan<double> Features => _features.AsSpan(0, Count * dimension);

    /// <summary>Places of the classes, Count.</summary>
    public ReadOnlySpan<int> Classes => _classes.AsSpan(0, Count);

    /// <summary>Place of the block in the pass.</summary>
    public long Number { get; private set; }

    /// <summary>Features of one sample, d numbers.</summary>
    public ReadOnlySpan<double> Row(int i) => _features.AsSpan(i * dimension, dimension);

    /// <summary>Takes the next samples; false at the end.</summary>
    /// <exception cref="MeasureException">A label was not there before.</exception>
    public bool Read(FeatureCursor features, LabelCursor labels, ClassIndex index, FeatureSet set, long first, long number)
    {
        (First, Number, Count) = (first, number, features.Read(_features));
        Span<long> own = _labels.AsSpan(0, Count);
        return labels.Read(own) == Count && index.TryLocate(own, _classes)
            ? Count > 0
            : throw new MeasureException($"{set.Labels.Name} changed while it was read; measure again when nothing writes to it.");
    }

    /// <summary>What can be computed from the block alone; runs beside that of other blocks.</summary>
    public virtual void Compute()
    {
    }
}
