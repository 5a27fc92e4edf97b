using NCVerify.Metrics;
using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>Which samples of a data set are trained on and which are kept for testing; in file order, nothing drawn.</summary>
internal static class Selection
{
    /// <summary>The first n_k samples of each class, as row numbers in file order.</summary>
    /// <param name="labels">Classes of the samples in file order.</param>
    /// <param name="skip">How many of each class are passed over first.</param>
    /// <param name="sizes">How many of each class are taken; classes beyond it are left out.</param>
    /// <param name="what">For the message, such as "training images of mnist".</param>
    /// <exception cref="ExperimentException">A class has too few.</exception>
    public static int[] Rows(ReadOnlySpan<byte> labels, IReadOnlyList<int> skip, IReadOnlyList<int> sizes, string what)
    {
        var rows = new List<int>(sizes.Sum());
        int[] seen = new int[sizes.Count];
        for (int i = 0; i < labels.Length; i++)
        {
            int k = labels[i];
            if (k >= sizes.Count)
            {
                continue;
            }

            if (seen[k] >= skip[k] && seen[k] < skip[k] + sizes[k])
            {
                rows.Add(i);
            }

            seen[k]++;
        }

        int few = Enumerable.Range(0, sizes.Count).FirstOrDefault(k => seen[k] < skip[k] + sizes[k], -1);
        return few < 0
            ? [.. rows]
            : throw new ExperimentException($"experiment: data: {Count(sizes[few])} {what} of class {few} are asked for{(skip[few] > 0 ? $" after {Count(skip[few])} for training" : "")}; there are {Count(seen[few] - Math.Min(skip[few], seen[few]))}. Ask for fewer, or put more files of the data set into {DataFolder.Variable}.");
    }

    /// <summary>These rows of the images.</summary>
    public static LabelledImages Take(LabelledImages images, int[] rows)
    {
        byte[] pixels = new byte[rows.Length * images.Size];
        for (int i = 0; i < rows.Length; i++)
        {
            images.Pixels.AsSpan(rows[i] * images.Size, images.Size).CopyTo(pixels.AsSpan(i * images.Size));
        }

        return images with { Pixels = pixels, Labels = [.. rows.Select(r => images.Labels[r])] };
    }

    private static string Count(int n) => n.ToString(Exact.Culture);
}
