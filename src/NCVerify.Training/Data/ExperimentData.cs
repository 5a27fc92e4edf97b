using System.Diagnostics.CodeAnalysis;
using NCVerify.Metrics;

namespace NCVerify.Training;

/// <summary>
/// The data of an experiment: from the files of a data set, or generated. Samples are taken in file order: the first n_k of
/// each class to train on, then (or from the official test files, when they are there) those to test on.
/// </summary>
public static class ExperimentData
{
    /// <summary>Loads or generates the data; a data set that is absent is an error.</summary>
    /// <exception cref="ExperimentException">The data set is absent, a file is damaged, or has too few samples of a class.</exception>
    public static TrainingData Load(DataSpec spec, DataFolder folder) =>
        TryLoad(spec, folder, out TrainingData? data, out string reason) ? data : throw new ExperimentException(reason);

    /// <summary>Loads or generates the data, where they are there.</summary>
    /// <param name="spec">What is asked for.</param>
    /// <param name="folder">Where data sets lie.</param>
    /// <param name="data">The data.</param>
    /// <param name="reason">Starts with "not run: data absent" (or "differ"), to be shown as it is; empty when there are data.</param>
    /// <exception cref="ExperimentException">A file is damaged, or has too few samples of a class.</exception>
    public static bool TryLoad(DataSpec spec, DataFolder folder, [NotNullWhen(true)] out TrainingData? data, out string reason)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(folder);
        reason = string.Empty;
        try
        {
            data = spec.Set switch
            {
                "glyphs" => OfImages(spec, ClassSizes.Of(spec, Glyphs.Classes), Glyphs.Draw),
                "clusters" => OfClusters(spec),
                "mnist" or "cifar10" => OfFiles(spec, folder, out reason),
                _ => throw new ExperimentException($"experiment: data.set: {spec.Set} was given; expected mnist, cifar10, glyphs or clusters."),
            };
            return data is not null;
        }
        catch (FeatureFileException e)
        {
            throw new ExperimentException(e.Message, e);
        }
    }

    private static TrainingData? OfFiles(DataSpec spec, DataFolder folder, out string reason)
    {
        int[] sizes = ClassSizes.Of(spec, available: 10);
        bool tested = spec.TestPerClass > 0;
        if (ImageFolder.Read(spec.Set, folder, tested, out reason) is not { } all)
        {
            return null;
        }

        int[] none = new int[sizes.Length], testSizes = TestSizes(spec, sizes);
        LabelledImages training = Selection.Take(all.Training, Selection.Rows(all.Training.Labels, none, sizes, "training images of " + spec.Set));
        LabelledImages from = all.Test ?? all.Training;
        LabelledImages? test = tested ? Selection.Take(from, Selection.Rows(from.Labels, all.Test is null ? sizes : none, testSizes, "test images of " + spec.Set)) : null;
        return OfImages(spec, sizes, training, test) with { Files = all.Files };
    }

    private static TrainingData OfImages(DataSpec spec, int[] sizes, Func<IReadOnlyList<int>, IReadOnlyList<int>, ulong, double, LabelledImages> draw) =>
        OfImages(
            spec,
            sizes,
            draw(new int[sizes.Length], sizes, spec.Seed, spec.Noise),
            spec.TestPerClass > 0 ? draw(sizes, TestSizes(spec, sizes), spec.Seed, spec.Noise) : null);

    private static TrainingData OfImages(DataSpec spec, int[] sizes, LabelledImages training, LabelledImages? test)
    {
        float[][] tables = Scaling.Tables(training, spec.Scaling, spec.Factor);
        return Whole(spec, sizes, Scaling.Apply(training, tables), test is null ? null : Scaling.Apply(test, tables));
    }

    private static TrainingData OfClusters(DataSpec spec)
    {
        int[] sizes = ClassSizes.Of(spec, available: null);
        (double[] rows, int[] labels) = Clusters.Draw(new int[sizes.Length], sizes, spec.Seed, spec.Noise);
        (double mean, double deviation) = spec.Scaling == InputScaling.Standardised ? Scaling.Moments(rows) : (0, 1);
        LabelledInputs Scaled(double[] values, int[] classes) => new(1, 1, Clusters.Dimension, [.. values.Select(x => (float)((x - mean) / deviation * spec.Factor))], classes);
        LabelledInputs? test = null;
        if (spec.TestPerClass > 0)
        {
            (double[] testRows, int[] testLabels) = Clusters.Draw(sizes, TestSizes(spec, sizes), spec.Seed, spec.Noise);
            test = Scaled(testRows, testLabels);
        }

        return Whole(spec, sizes, Scaled(rows, labels), test);
    }

    private static int[] TestSizes(DataSpec spec, int[] sizes) => [.. sizes.Select(_ => spec.TestPerClass)];

    private static TrainingData Whole(DataSpec spec, int[] sizes, LabelledInputs training, LabelledInputs? test)
    {
        if (spec.Join is { } join)
        {
            (sizes, training, test) = (JoinedClasses.Sizes(join, sizes), JoinedClasses.Of(join, training), test is null ? null : JoinedClasses.Of(join, test));
        }

        return new(spec.Set, sizes, training, test, DataDigest.Of(training, test));
    }
}
