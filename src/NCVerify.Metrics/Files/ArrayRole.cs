namespace NCVerify.Metrics;

/// <summary>What an array is for; in a file of several arrays it is found by the names that people give it.</summary>
public enum ArrayRole
{
    /// <summary>Features of the training samples.</summary>
    Features,

    /// <summary>Labels of the training samples.</summary>
    Labels,

    /// <summary>Weights of the last layer.</summary>
    Weights,

    /// <summary>Bias of the last layer.</summary>
    Bias,

    /// <summary>Features of test samples.</summary>
    TestFeatures,

    /// <summary>Labels of test samples.</summary>
    TestLabels,

    /// <summary>Features of samples that belong to no class.</summary>
    OutsideFeatures,

    /// <summary>Real targets of a regression.</summary>
    Targets,
}

/// <summary>The names by which arrays are found; the first that occurs is taken, whatever its case.</summary>
internal static class ArrayNames
{
    public static IReadOnlyList<string> Of(ArrayRole role) => role switch
    {
        ArrayRole.Features => ["features", "train_features", "h", "x", "embeddings"],
        ArrayRole.Labels => ["labels", "train_labels", "y", "targets", "target"],
        ArrayRole.Weights => ["weights", "weight", "w", "fc.weight", "classifier.weight", "head.weight", "kernel"],
        ArrayRole.Bias => ["bias", "b", "fc.bias", "classifier.bias", "head.bias"],
        ArrayRole.TestFeatures => ["test_features", "val_features"],
        ArrayRole.TestLabels => ["test_labels", "val_labels"],
        ArrayRole.Targets => ["targets", "target", "y", "labels"],
        _ => ["ood_features"],
    };

    public static string? Find(ArrayRole role, IEnumerable<string> names)
    {
        string[] all = [.. names];
        return Of(role).Select(wanted => all.FirstOrDefault(n => string.Equals(Containers.ShortName(n), wanted, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(n => n is not null);
    }
}
