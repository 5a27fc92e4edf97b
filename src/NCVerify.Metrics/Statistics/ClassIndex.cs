namespace NCVerify.Metrics;

/// <summary>The classes that occur: sorted labels, the place of each, and how often it occurs.</summary>
internal sealed class ClassIndex
{
    // Angles, Grams and nearest means take K^2 d steps: a minute at this many classes of some hundred features.
    private const int MostClasses = 1 << 15;
    private const int Block = 1 << 12;
    private readonly Dictionary<long, int> _places;
    private readonly bool _contiguous;

    private ClassIndex(long[] labels, long[] counts)
    {
        Labels = labels;
        Counts = counts;
        _contiguous = (ulong)(labels[^1] - labels[0]) == (ulong)(labels.Length - 1);
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

            CheckNumber(counts.Count, source.Name);
        }

        if (counts.Count == 1)
        {
            throw new MeasureException($"{source.Name} holds a single class, {counts.Keys.First()}; Neural Collapse compares classes, so at least two are needed.");
        }

        long[] labels = [.. counts.Keys.Order()];
        return new(labels, Array.ConvertAll(labels, label => counts[label]));
    }

    /// <summary>An index of classes that were counted before; labels ascending.</summary>
    public static ClassIndex Of(long[] labels, long[] counts) => new(labels, counts);

    /// <summary>Refuses more classes than are measured.</summary>
    public static void CheckNumber(int classes, string name)
    {
        if (classes > MostClasses)
        {
            throw new MeasureException($"{name} holds more than {MostClasses} different labels; at most that many classes are measured, so check that these are class labels.");
        }
    }

    /// <summary>The places of labels; false when one was not there when the index was built.</summary>
    public bool TryLocate(ReadOnlySpan<long> labels, Span<int> places)
    {
        if (_contiguous)
        {
            for (int i = 0; i < labels.Length; i++)
            {
                long place = labels[i] - Labels[0];
                if ((ulong)place >= (ulong)Labels.Length)
                {
                    return false;
                }

                places[i] = (int)place;
            }

            return true;
        }

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
