namespace NCVerify.Metrics;

/// <summary>The classes that occur: sorted labels, the place of each, and how often it occurs.</summary>
internal sealed class ClassIndex
{
    // Angles and Grams take tables of K x K numbers.
    private const int MostClasses = 4096;
    private const int Block = 1 << 12;
    private readonly Dictionary<long, int> _places;

    private ClassIndex(long[] labels, long[] counts)
    {
        Labels = labels;
        Counts = counts;
        _places = labels.Select((label, place) => (label, place)).ToDictionary(x => x.label, x => x.place);
    }

    public long[] Labels { get; }

    public long[] Counts { get; }

    public static ClassIndex Build(LabelSource source, CancellationToken cancellation)
    {
        var counts = new Dictionary<long, long>();
        var block = new long[Block];
        using LabelCursor cursor = source.Open();
        while (cursor.Read(block) is > 0 and int read)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (long label in block.AsSpan(0, read))
            {
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, label, out _)++;
            }

            if (counts.Count > MostClasses)
            {
                throw new MeasureException($"{source.Name} holds more than {MostClasses} different labels; at most that many classes are measured, so check that these are class labels.");
            }
        }

        if (counts.Count == 1)
        {
            throw new MeasureException($"{source.Name} holds a single class, {counts.Keys.First()}; Neural Collapse compares classes, so at least two are needed.");
        }

        long[] labels = [.. counts.Keys.Order()];
        return new(labels, Array.ConvertAll(labels, label => counts[label]));
    }

    /// <summary>The places of labels; false when one was not there when the index was built.</summary>
    public bool TryLocate(ReadOnlySpan<long> labels, Span<int> places)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if (!_places.TryGetValue(labels[i], out places[i]))
            {
                return false;
            }
        }

        return true;
    }
}
