using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>Which samples each batch of an epoch holds.</summary>
public static class BatchOrder
{
    // Streams of the seed for batches, apart from those for initial weights, which count from 0.
    private const ulong FirstStream = 0xBA7C4E5000000000;

    /// <summary>
    /// The batches of an epoch as row numbers; a function of seed and epoch alone, so that a resumed run sees the same ones.
    /// The last batch may be smaller than the others.
    /// </summary>
    /// <param name="batches">Size (0 for one batch of all) and sampling.</param>
    /// <param name="labels">Classes of the training samples, from 0.</param>
    /// <param name="classes">Number of classes K.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="epoch">Epoch, from 0.</param>
    /// <exception cref="ArgumentException">A class has no samples where each class is drawn from, or a label is not below K.</exception>
    public static IReadOnlyList<int[]> Of(BatchSpec batches, IReadOnlyList<int> labels, int classes, ulong seed, int epoch)
    {
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        var random = new CounterRandom(seed, FirstStream + (ulong)epoch);
        int[] order = batches.Sampling switch
        {
            SamplingKind.ClassBalanced => Balanced(Rows(labels, classes), labels.Count, random),
            SamplingKind.Oversampled => Shuffled(Repeated(Rows(labels, classes), random), random),
            _ => Shuffled([.. Enumerable.Range(0, labels.Count)], random),
        };
        return [.. order.Chunk(batches.Size > 0 ? batches.Size : Math.Max(1, order.Length))];
    }

    private static List<int>[] Rows(IReadOnlyList<int> labels, int classes)
    {
        List<int>[] rows = [.. Enumerable.Range(0, classes).Select(_ => new List<int>())];
        for (int i = 0; i < labels.Count; i++)
        {
            if (labels[i] < 0 || labels[i] >= classes)
            {
                throw new ArgumentException($"Sample {i} has label {labels[i]}; expected 0 to {classes - 1}.", nameof(labels));
            }

            rows[labels[i]].Add(i);
        }

        int empty = Array.FindIndex(rows, r => r.Count == 0);
        return empty < 0 ? rows : throw new ArgumentException($"Class {empty} has no samples.", nameof(labels));
    }

    private static int[] Balanced(List<int>[] rows, int count, CounterRandom random)
    {
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
        {
            List<int> ofClass = rows[random.NextInt(rows.Length)];
            order[i] = ofClass[random.NextInt(ofClass.Count)];
        }

        return order;
    }

    // n_max/n_k copies of a sample; the fraction is the probability of one more, so that each class has n_max on average.
    private static int[] Repeated(List<int>[] rows, CounterRandom random)
    {
        int largest = rows.Max(r => r.Count);
        var order = new List<int>(largest * rows.Length);
        foreach (List<int> ofClass in rows)
        {
            (int whole, int rest) = Math.DivRem(largest, ofClass.Count);
            foreach (int row in ofClass)
            {
                int copies = whole + (random.NextInt(ofClass.Count) < rest ? 1 : 0);
                order.AddRange(Enumerable.Repeat(row, copies));
            }
        }

        return [.. order];
    }

    private static int[] Shuffled(int[] order, CounterRandom random)
    {
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = random.NextInt(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}
