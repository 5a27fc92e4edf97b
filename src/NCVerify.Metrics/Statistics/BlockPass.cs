namespace NCVerify.Metrics;

/// <summary>Walks through features and labels together, a block of samples at a time.</summary>
internal static class BlockPass
{
    // A block of this many numbers (2 MB) stays in the cache while several products are taken with it.
    private const int Entries = 1 << 18;

    public delegate void Visit(ReadOnlyMemory<double> rows, ReadOnlyMemory<int> classes, long firstRow);

    public static int BlockRows(int dimension) => Math.Clamp(Entries / dimension, 4, 4096);

    public static void Run(FeatureSet set, ClassIndex index, Visit visit, Action<long>? progress, CancellationToken cancellation)
    {
        int rows = (int)Math.Min(BlockRows(set.Dimension), set.Samples);
        var values = new double[rows * set.Dimension];
        var labels = new long[rows];
        var classes = new int[rows];
        using FeatureCursor features = set.Features.Open();
        using LabelCursor labelCursor = set.Labels.Open();
        long position = 0;
        while (features.Read(values) is > 0 and int read)
        {
            cancellation.ThrowIfCancellationRequested();
            if (labelCursor.Read(labels.AsSpan(0, read)) != read || !index.TryLocate(labels.AsSpan(0, read), classes))
            {
                throw new MeasureException($"{set.Labels.Name} changed while it was read; measure again when nothing writes to it.");
            }

            visit(values.AsMemory(0, read * set.Dimension), classes.AsMemory(0, read), position);
            position += read;
            progress?.Invoke(read);
        }

        if (position != set.Samples)
        {
            throw new MeasureException($"{set.Features.Name} gave {position} of {set.Samples} samples; it changed while it was read.");
        }
    }
}
