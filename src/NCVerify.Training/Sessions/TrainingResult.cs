using NCVerify.Metrics;

namespace NCVerify.Training;

/// <summary>What a session gave.</summary>
public sealed record TrainingResult
{
    /// <summary>The experiment as it was run.</summary>
    public required Experiment Experiment { get; init; }

    /// <summary>Name of the engine.</summary>
    public required string Engine { get; init; }

    /// <summary>The engine's device, versions and settings.</summary>
    public required string EngineDescription { get; init; }

    /// <summary>Seed of initial weights and batches.</summary>
    public required ulong Seed { get; init; }

    /// <summary>SHA-256 of the data's inputs and labels.</summary>
    public required string DataDigest { get; init; }

    /// <summary>Files that the data were read from; empty for generated data.</summary>
    public required IReadOnlyList<DataFile> Files { get; init; }

    /// <summary>Training samples per class.</summary>
    public required IReadOnlyList<int> ClassSizes { get; init; }

    /// <summary>Complete epochs; fewer than the experiment asks for when interrupted.</summary>
    public required int Epochs { get; init; }

    /// <summary>Whether the session was interrupted before its last epoch.</summary>
    public bool Interrupted => Epochs < Experiment.Epochs;

    /// <summary>SHA-256 of the final weights: all trained parameters in the network's order, in the experiment's precision, little-endian.</summary>
    public required string Digest { get; init; }

    /// <summary>Records in the order of their epochs; the first is of epoch 0.</summary>
    public required IReadOnlyList<EpochRecord> Records { get; init; }

    /// <summary>
    /// First epoch after which every training sample is classified correctly: the start of the terminal phase of training
    /// (Papyan, Han and Donoho, PNAS 2020). There is a record of it. Null when there was none.
    /// </summary>
    public int? TerminalPhase { get; init; }

    /// <summary>Features, labels and head after the last complete epoch.</summary>
    public required TrainedNetwork Final { get; init; }

    /// <summary>Seconds of work, time before a resume included.</summary>
    public required double Seconds { get; init; }

    /// <summary>The last record.</summary>
    public EpochRecord Last => Records[^1];

    /// <summary>The record at the start of the terminal phase; null when there was none.</summary>
    public EpochRecord? TerminalStart => Records.FirstOrDefault(r => r.Epoch == TerminalPhase);
}
