using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>Classes made of several classes of a data set, which become their subclasses.</summary>
internal static class JoinedClasses
{
    /// <summary>Training samples per joined class.</summary>
    /// <exception cref="ExperimentException">The groups are not a partition of the classes, or there is only one.</exception>
    public static int[] Sizes(IReadOnlyList<IReadOnlyList<int>> join, int[] sizes) =>
        join.Count >= 2 && join.All(g => g.Count > 0) && join.SelectMany(g => g).Order().SequenceEqual(Enumerable.Range(0, sizes.Length))
            ? [.. join.Select(g => g.Sum(k => sizes[k]))]
            : throw new ExperimentException($"experiment: data.join: [{string.Join(", ", join.Select(g => $"[{string.Join(", ", g)}]"))}] was given; expected at least two groups that hold each of the classes 0 to {Exact.Format(sizes.Length - 1)} once.");

    /// <summary>The samples with joined labels; those of the data set are kept as subclasses.</summary>
    public static LabelledInputs Of(IReadOnlyList<IReadOnlyList<int>> join, LabelledInputs inputs)
    {
        var group = join.SelectMany((classes, g) => classes.Select(k => (k, g))).ToDictionary(x => x.k, x => x.g);
        return inputs with { Labels = [.. inputs.Labels.Select(k => group[k])], Subclasses = inputs.Labels };
    }
}
