using System.Text.Json.Serialization;

namespace NCVerify.Training;

/// <summary>One experiment, as its file states it (schema: docs/schemas/experiment.schema.json): everything that decides the result.</summary>
public sealed record Experiment
{
    /// <summary>Where the schema lies, for editors; ignored.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Short name, unique among the experiments: letters, digits and '-'.</summary>
    public required string Id { get; init; }

    /// <summary>What is shown, in a sentence.</summary>
    public required string Title { get; init; }

    /// <summary>Ids of the claims that it supports; may be empty.</summary>
    public IReadOnlyList<string> Claims { get; init; } = [];

    /// <summary>Which images, how many of each class.</summary>
    public required DataSpec Data { get; init; }

    /// <summary>From an image to features (body) and from features to logits (head).</summary>
    public required NetworkSpec Network { get; init; }

    /// <summary>What is minimised, without penalties.</summary>
    public required LossSpec Loss { get; init; }

    /// <summary>Penalties on parameters and features.</summary>
    public PenaltySpec Penalty { get; init; } = new();

    /// <summary>How it is minimised.</summary>
    public required OptimiserSpec Optimiser { get; init; }

    /// <summary>Mini-batches.</summary>
    public BatchSpec Batches { get; init; } = new();

    /// <summary>Passes over the training set (each as many samples as the training set has; K n_max when oversampled).</summary>
    public required int Epochs { get; init; }

    /// <summary>Seeds of independent runs; each decides initial weights and batches.</summary>
    public IReadOnlyList<ulong> Seeds { get; init; } = [1];

    /// <summary>Number format of parameters and arithmetic.</summary>
    public Precision Precision { get; init; } = Precision.Float32;

    /// <summary>When metrics are taken.</summary>
    public RecordSpec Record { get; init; } = new();

    /// <summary>Limits that specs assert, each fixed before the run that is judged by it, by name.</summary>
    public IReadOnlyDictionary<string, Limit> Limits { get; init; } = new Dictionary<string, Limit>(StringComparer.Ordinal);
}

/// <summary>A limit and why it is where it is.</summary>
/// <param name="Value">The limit itself.</param>
/// <param name="Reason">Where it comes from; never "what the run gave".</param>
public sealed record Limit(double Value, string Reason);

/// <summary>Number format of an engine's parameters and arithmetic.</summary>
public enum Precision
{
    /// <summary>IEEE binary32.</summary>
    Float32,

    /// <summary>IEEE binary64.</summary>
    Float64,
}

/// <summary>When metrics are taken: always after the last epoch, and before the first (epoch 0).</summary>
public sealed record RecordSpec
{
    /// <summary>Every how many epochs; 0 for a logarithmic grid of <see cref="Points"/> epochs.</summary>
    public int Every { get; init; }

    /// <summary>Number of points of the logarithmic grid.</summary>
    public int Points { get; init; } = 30;
}
