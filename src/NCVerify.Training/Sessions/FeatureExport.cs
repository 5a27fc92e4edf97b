using NCVerify.Metrics;
using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>Exports features, labels and classifier as .npz, as `ncverify measure` and NumPy read them.</summary>
public static class FeatureExport
{
    /// <summary>
    /// Writes arrays features (N x d), labels (N), weights (K x d: the product of the head's layers) and bias (K, zeros without
    /// one); with several linear layers also head.0, head.1, ..., nearest the features first.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, TrainedNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        LinearClassifier classifier = network.Classifier;
        List<NpzArray> arrays =
        [
            Of("features", network.Features),
            new("labels", [network.Labels.Length], [.. network.Labels.Select(k => (double)k)], NpzKind.Whole),
            Of("weights", classifier.Weights),
            new("bias", [classifier.Bias.Length], classifier.Bias),
        ];
        if (network.Layers.Count > 1)
        {
            arrays.AddRange(network.Layers.Select((w, i) => Of(FormattableString.Invariant($"head.{i}"), w)));
        }

        NpzFile.Write(path, arrays);
    }

    private static NpzArray Of(string name, Matrix matrix) => new(name, [matrix.Rows, matrix.Columns], matrix.Data);
}
