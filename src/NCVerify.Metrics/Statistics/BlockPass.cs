namespace NCVerify.Metrics;

/// <summary>Walks through features and labels together, a block of samples at a time; the next block is read meanwhile.</summary>
internal static class BlockPass
{
    // A block of this many numbers (2 MB) stays in the cache while several products are taken with it.
    private const int Entries = 1 << 18;

    // Where each thread has blocks of its own, twice as many of half the size fit.
    private const int SharedEntries = 1 << 17;

    public delegate void Visit(ReadOnlyMemory<double> rows, ReadOnlyMemory<int> classes, long firstRow);

    public static int BlockRows(int dimension) => Math.Clamp(Entries / dimension, 4, 4096);

    /// <summary>Rows of a block of <see cref="OrderedPass{TBlock}"/>.</summary>
    public static int SharedRows(int dimension) => Math.Clamp(SharedEntries / dimension, 4, 4096);

    public static void Run(FeatureSet set, ClassIndex index, Visit visit, Action<long>? progress, CancellationToken cancellation)
    {
        int rows = (int)Math.Min(BlockRows(set.Dimension), set.Samples);
        (double[] values, double[] next) = (new double[rows * set.Dimension], new double[rows * set.Dimension]);
        var labels = new long[rows];
        var classes = new int[rows];
        using FeatureCursor features = set.Features.Open();
        using LabelCursor labelCursor = set.Labels.Open();
        long position = 0;
        int read = features.Read(values);
        while (read > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] ahead = next;
            bool more = position + read < set.Samples;
            Task<int> reading = more ? Task.Run(() => features.Read(ahead), CancellationToken.None) : Task.FromResult(0);
            try
            {
                if (labelCursor.Read(labels.AsSpan(0, read)) != read || !index.TryLocate(labels.AsSpan(0, read), classes))
                {
                    throw new MeasureException($"{set.Labels.Name} changed while it was read; measure again when nothing writes to it.");
                }

                visit(values.AsMemory(0, read * set.Dimension), classes.AsMemory(0, read), position);
            }
            catch
            {
                // The cursor must not be disposed of while it reads; what was thrown first is what is told.
                ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
                throw;
            }

            position += read;
            progress?.Invoke(read);
            read = reading.GetAwaiter().GetResult();
            (values, next) = (next, values);
        }

        if (position != set.Samples)
        {
            throw new MeasureException($"{set.Features.Name} gave {position} of {set.Samples} samples; it changed while it was read.");
        }
    }
}
