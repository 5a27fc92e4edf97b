using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>Training samples per class that an experiment asks for.</summary>
internal static class ClassSizes
{
    // More than any data set here has, and few enough that generated samples fit into memory.
    private const long MostSamples = 1_000_000;
    private const int MostClasses = 1000;

    /// <summary>n_1, ..., n_K: the counts themselves, or a profile of <see cref="DataSpec.PerClass"/>.</summary>
    /// <param name="spec">What is asked for.</param>
    /// <param name="available">Classes of the data set; null when it has as many as one likes, of which ten are the default.</param>
    /// <exception cref="ExperimentException">There are not so many classes or samples, or counts and classes disagree.</exception>
    public static int[] Of(DataSpec spec, int? available)
    {
        int[] sizes = Unchecked(spec, available);
        long total = sizes.Sum(n => (long)n) + ((long)spec.TestPerClass * sizes.Length);
        return total <= MostSamples
            ? sizes
            : throw new ExperimentException($"experiment: data: {total} samples are asked for; expected at most {MostSamples}.");
    }

    private static int[] Unchecked(DataSpec spec, int? available)
    {
        int classes = spec.Classes > 0 ? spec.Classes : spec.Counts?.Count ?? available ?? 10;
        int most = available ?? MostClasses;
        if (classes > most)
        {
            throw new ExperimentException($"experiment: data.classes: {classes} classes are asked for; {spec.Set} has {most}.");
        }

        if (spec.Counts is { } counts)
        {
            return counts.Count == classes
                ? [.. counts]
                : throw new ExperimentException($"experiment: data.counts: {counts.Count} counts were given for {classes} classes; expected one each.");
        }

        return spec.Imbalance switch
        {
            null => [.. Enumerable.Repeat(spec.PerClass, classes)],
            { Profile: ImbalanceProfile.Step } step => Step(step, spec.PerClass, classes),
            var tail => [.. Enumerable.Range(0, classes).Select(k => Rounded(spec.PerClass * Special.Exp(-k / (classes - 1.0) * Special.Log(tail.Ratio))))],
        };
    }

    private static int[] Step(ImbalanceSpec step, int largest, int classes)
    {
        int minorities = step.Minorities ?? classes / 2;
        return minorities >= 0 && minorities <= classes
            ? [.. Enumerable.Range(0, classes).Select(k => k < classes - minorities ? largest : Rounded(largest / step.Ratio))]
            : throw new ExperimentException($"experiment: data.imbalance.minorities: {minorities} was given; expected 0 to {classes}, the number of classes.");
    }

    // A tie rounds up, also when the exponential left it a few units in the last place too low.
    private static int Rounded(double size) => Math.Max(1, (int)Math.Floor((size * (1 + 1e-12)) + 0.5));
}
