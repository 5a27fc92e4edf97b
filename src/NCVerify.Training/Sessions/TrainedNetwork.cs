using NCVerify.Metrics;
using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>What a network makes of its training set, and its head: all that Neural Collapse is about.</summary>
/// <param name="Features">N x d, a row per training sample: input of the head.</param>
/// <param name="Logits">N x K, a row per training sample.</param>
/// <param name="Labels">N classes.</param>
/// <param name="Layers">Linear layers of the head, nearest the features first.</param>
/// <param name="Bias">Bias of the last layer; null without one.</param>
public sealed record TrainedNetwork(Matrix Features, Matrix Logits, int[] Labels, IReadOnlyList<Matrix> Layers, double[]? Bias)
{
    /// <summary>Features and labels, as the metrics take them.</summary>
    public FeatureSet Set => SetAt(0);

    /// <summary>W_M ... W_1 with the bias: the classifier of the features.</summary>
    public LinearClassifier Classifier => ClassifierFrom(0);

    /// <summary>Features after the first layers of the head, W_layer ... W_1 h for each sample; a row each.</summary>
    /// <param name="layer">0 for the features themselves, up to the number of layers less one.</param>
    public Matrix FeaturesAfter(int layer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(layer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layer, Layers.Count);
        return Layers.Take(layer).Aggregate(Features, (h, w) => h * w.Transpose());
    }

    /// <summary>The classifier of <see cref="FeaturesAfter"/>: W_M ... W_(layer+1) with the bias.</summary>
    public LinearClassifier ClassifierFrom(int layer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(layer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layer, Layers.Count);
        return new(Layers.Skip(layer).Aggregate((product, next) => next * product), Bias);
    }

    /// <summary>Features after the first layers of the head with the labels, as the metrics take them.</summary>
    public FeatureSet SetAt(int layer) => FeatureSet.FromRows(FeaturesAfter(layer), Labels);

    /// <summary>What a run has now.</summary>
    public static TrainedNetwork Of(ITrainingRun run, Extraction extraction, LabelledInputs training)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(extraction);
        ArgumentNullException.ThrowIfNull(training);
        (IReadOnlyList<Matrix> layers, double[]? bias) = run.Head();
        return new(extraction.Features, extraction.Logits, training.Labels, layers, bias);
    }
}
