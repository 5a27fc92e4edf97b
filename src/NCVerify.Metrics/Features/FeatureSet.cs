using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>Features with their labels: what the metrics are measured on. Read in blocks; nothing of size N is kept.</summary>
public sealed class FeatureSet
{
    /// <summary>Pairs features with labels.</summary>
    /// <exception cref="MeasureException">There are no samples, or the numbers of samples and labels differ.</exception>
    public FeatureSet(FeatureSource features, LabelSource labels)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        if (features.Samples != labels.Samples)
        {
            throw new MeasureException($"{features.Name} holds {features.Samples} samples but {labels.Name} holds {labels.Samples} labels; one label per sample is needed, in the same order.");
        }

        if (features is ShardedFeatures f && labels is ShardedLabels l && f.FirstMismatch(l) is { } mismatch)
        {
            throw new MeasureException(mismatch);
        }

        if (features.Samples == 0)
        {
            throw new MeasureException($"{features.Name} holds no samples; at least two classes with one sample each are needed.");
        }

        Features = features;
        Labels = labels;
    }

    /// <summary>The features, N x d.</summary>
    public FeatureSource Features { get; }

    /// <summary>The labels, N.</summary>
    public LabelSource Labels { get; }

    /// <summary>Number of samples N.</summary>
    public long Samples => Features.Samples;

    /// <summary>Feature dimension d.</summary>
    public int Dimension => Features.Dimension;

    /// <summary>Features in memory as an N x d matrix (a row per sample) with N labels; wraps, does not copy.</summary>
    /// <exception cref="MeasureException">There are no samples, or the numbers of samples and labels differ.</exception>
    public static FeatureSet FromRows(Matrix features, ReadOnlyMemory<int> labels)
    {
        ArgumentNullException.ThrowIfNull(features);
        return new(FeatureSource.FromMemory(features.Data, features.Columns), LabelSource.FromMemory(labels));
    }
}
