namespace NCVerify.Metrics;

/// <summary>What is measured beyond the metrics that two passes with memory O(K d) give.</summary>
public sealed record MeasureOptions
{
    /// <summary>d x d quantities (VCI, numerical rank, spectrum of the within-class scatter) and NC1 of features of length 1: two to three more passes.</summary>
    public bool Full { get; init; }

    /// <summary>Number of bootstrap replicates for confidence intervals; 0 for none. Each measures the data once more.</summary>
    public int Bootstrap { get; init; }

    /// <summary>Seed of the bootstrap.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Penalties of the training problem, for the finite-penalty solution as a geometry; null for none.</summary>
    public Penalties? Penalties { get; init; }

    /// <summary>The deep linear problem whose minimiser joins the geometries; null for none.</summary>
    public DeepLinearPenalties? DeepLinear { get; init; }

    /// <summary>Power p of the squared distance in nc1.cdnv.power, positive; null leaves it out.</summary>
    public double? CdnvPower { get; init; }

    /// <summary>Test samples, whose labels must occur in training; null for none.</summary>
    public FeatureSet? Test { get; init; }

    /// <summary>Samples that belong to no class, for NC5; null for none.</summary>
    public FeatureSource? Outside { get; init; }
}

/// <summary>The penalties of mean cross-entropy + lambdaW/2 |W|^2 + lambdaH/2 |H|^2 (over all samples), no bias.</summary>
/// <param name="LambdaW">Penalty of the weights, positive.</param>
/// <param name="LambdaH">Penalty of the features, positive.</param>
/// <param name="Nonnegative">Whether features are nonnegative, as after a ReLU.</param>
public sealed record Penalties(double LambdaW, double LambdaH, bool Nonnegative = false);

/// <summary>
/// The penalties of squared error 1/(2N) |W_M ... W_1 H - Y|^2 + sum_m lambda_m/2 |W_m|^2 + lambdaH/2 |H|^2 (over all samples),
/// no bias: M linear layers on free features.
/// </summary>
/// <param name="LambdaW">One penalty per linear layer, the layer nearest the features first; the last is that of the measured W. Positive.</param>
/// <param name="LambdaH">Penalty of the features, positive.</param>
public sealed record DeepLinearPenalties(IReadOnlyList<double> LambdaW, double LambdaH);
